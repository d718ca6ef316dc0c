import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDefinition } from "../../packages/asl-core/src/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { yamlEntry } from "../../packages/asl-core/src/testing/yaml-entry.js";

const LONG = "A".repeat(90);

const readBack = async (lines: readonly string[]): Promise<unknown> => {
  const { value, diagnostics } = await readDefinition(`${lines.join("\n")}\n`, { format: "yaml" });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return value;
};

const words = fc.constantFrom(
  "<<",
  "yes",
  "null",
  "0x1f",
  "a: b",
  "- a",
  "#",
  "x # y",
  "é",
  "|\n",
  "one\ntwo\n",
  LONG,
  "__proto__",
);
const text = fc.oneof(
  words,
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.array(words).map((list) => list.join("\n")),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
}));

describe("the YAML of asl record", () => {
  it("reads back as the value that was written", async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(0, 4), async (given, indent) => {
        expect(await readBack(yamlEntry("value", given, indent))).toEqual({ value: asRead(given) });
      }),
      { numRuns: 600 },
    );
  });

  it.each<[string, Json]>([
    ["an object with one key and a long text", { text: LONG }],
    ["a list of one long text", { items: [LONG] }],
    ["objects with one key in one another", { message: { text: { more: LONG } } }],
    ["lists of lists", [[[LONG]], [{ a: LONG }]]],
    ["an object in a list with one key and a long text", { A: [{ output: [LONG] }] }],
    ["a quoted key <<", { "<<": { a: 1 }, b: { "<<": LONG } }],
  ])("puts %s below its key", async (_, given) => {
    expect(await readBack(yamlEntry("input", given))).toEqual({ input: given });
  });
});

/** YAML has no minus zero. */
const asRead = (given: Json): Json => JSON.parse(JSON.stringify(given)) as Json;
