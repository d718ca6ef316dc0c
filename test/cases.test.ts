import { basename, dirname, join } from "node:path";
import { describe, it } from "vitest";
import { root } from "../scripts/workspace.mjs";
import { jsonFiles, readJson } from "./harness/load.js";
import { checkCase, checkRealtime, type OwnCase, skipInRealtime } from "./harness/own-case.js";

const cases = jsonFiles(join(root, "test/cases")).map((file) => ({
  name: `${basename(dirname(file))}: ${basename(file, ".json").replaceAll("-", " ")}`,
  one: readJson(file) as unknown as OwnCase,
}));

describe("an example of the language", () => {
  it.each(cases)("gives what it expects and keeps the laws: $name", ({ one }) => void checkCase(one));

  const timeless = cases.filter(({ one }) => skipInRealtime(one) === undefined);
  it.each(timeless)("gives the same events on the real clock: $name", ({ one }) => checkRealtime(one));
});
