import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../packages/asl-core/src/definition/catalogue/index.js";
import { sources } from "../../packages/asl-core/src/definition/catalogue/sources.js";
import { terraform } from "../../packages/asl-core/src/definition/catalogue/terraform.js";
import { text } from "../../packages/asl-core/src/definition/catalogue/text.js";
import { address, buildApplication } from "./page.js";

/** At most, packed, in kilobytes: what the first picture waits for, what every page loads, and what it loads with a text of such a kind. */
const MOST: readonly (readonly [files: readonly string[], most: number])[] = [
  [["app.js"], 130],
  [["app.js", "rest.js"], 150],
  [["reader-worker.js"], 40],
  [["formats.js"], 100],
  [["checking-worker.js"], 200],
];

const read = (file: string): Buffer => readFileSync(fileURLToPath(new URL(file, address)));
const packed = (file: string): number => gzipSync(read(file), { level: 9 }).length / 1000;

/** Rules whose sentences the page's own scripts hold: those of the reader. */
const SAID = { ...text, ...sources, ...terraform };

describe("the viewer's scripts", () => {
  beforeAll(buildApplication, 120_000);

  it.each(MOST)("%j are at most %d kB", (files, most) => {
    expect(files.reduce((sum, file) => sum + packed(file), 0)).toBeLessThan(most);
  });

  it("say nothing of definitions but what they have sentences for", () => {
    const code = `${read("app.js")}${read("rest.js")}`;
    const others = Object.keys(catalogue).filter((rule) => !(rule in SAID));
    expect(others.filter((rule) => ['"', "`", "'"].some((quote) => code.includes(quote + rule + quote)))).toEqual([]);
    for (const rule of Object.keys(text)) expect(code).toContain(rule);
  });
});
