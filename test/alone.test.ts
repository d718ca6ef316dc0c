import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../scripts/workspace.mjs";

const REPLACES = /\bvi\s*\.\s*(mock|doMock|useFakeTimers|stubGlobal)\b/;

it("replaces modules, clocks and globals only in files that have a process of their own", () => {
  const text = (file: string): string => readFileSync(join(root, file), "utf8");
  const all = (readdirSync(join(root, "test"), { recursive: true }) as string[]).filter((file) =>
    /\.test\.ts$/.test(file),
  );
  const replacing = all.map((file) => `test/${file.replaceAll("\\", "/")}`).filter((file) => REPLACES.test(text(file)));
  const config = text("vitest.config.ts");
  expect(replacing).not.toEqual([]);
  expect(replacing.filter((file) => !config.includes(`"${file}"`))).toEqual([]);
});
