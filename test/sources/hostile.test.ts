import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Range, type ReadText, validate } from "../../packages/asl-core/src/definition/index.js";
import { readSource } from "../../packages/asl-core/src/sources/index.js";

const MANY = 50_000;
const texts: [title: string, text: string][] = [
  ["openings of placeholders", "${".repeat(MANY)],
  ["openings of placeholders in a string", `{"a": "${"${x".repeat(MANY)}"}`],
  ["openings of placeholders for values", `{"a": ${"${x ".repeat(MANY)}}`],
  ["openings of placeholders in lines", `{"a": ${"${x\n".repeat(MANY)}}`],
  ["placeholders for values", `[${"${x},".repeat(MANY)}1]`],
  ["placeholders in one value", `{"a": ${"${x}".repeat(MANY)}}`],
  ["nested placeholders", `{"a": ${"${".repeat(MANY)}${"}".repeat(MANY)}}`],
  ["names in brackets with quotes", `{"a": "${'${x["'.repeat(MANY)}"}`],
  ["comments", `/**/${"/**/ // x\n".repeat(MANY)}`],
  ["slashes", `// ${"/*".repeat(MANY)}`],
  ["single quotes", `//\n{a: '${"\\'".repeat(MANY)}'}`],
  ["brackets around a placeholder", `${"[".repeat(5000)}\${x}${"]".repeat(5000)}`],
  ["states that are placeholders", `{"StartAt": "A", "States": {${"${x}: 1,".repeat(20_000)} "A": \${y}}}`],
];
const files = ["a.json", "a.json5", "a.asl", "a.yaml"];

const ranges = (read: ReadText): (Range | undefined)[] =>
  [...read.diagnostics, ...validate(read)].flatMap(({ range, related }) => [
    range,
    ...(related ?? []).map((place) => place.range),
  ]);

async function expectSound(file: string, text: string, substitutions = {}): Promise<void> {
  const source = await readSource(file, text, { substitutions });
  for (const range of [
    ...source.diagnostics.map((one) => one.range),
    ...source.machines.flatMap(({ read }) => ranges(read)),
  ]) {
    if (range === undefined) continue;
    expect(range.start.offset).toBeGreaterThanOrEqual(0);
    expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset);
    expect(range.end.offset).toBeLessThanOrEqual(text.length);
  }
}

describe("hostile texts", () => {
  it.each(texts)("of %s end as errors with a place", { timeout: 60_000 }, async (_, text) => {
    for (const file of files) await expectSound(file, file.endsWith("yaml") ? text.slice(0, 20_000) : text);
  });

  it("of paths with many steps are looked through once", async () => {
    const path = `$${".a".repeat(MANY)}`;
    const rules = [
      { Variable: path, IsPresent: true, Next: "E" },
      { Variable: `${path}.b`, IsNull: true, Next: "E" },
    ];
    const states = {
      P: { Type: "Pass", Result: {}, Next: "Q" },
      Q: { Type: "Pass", Result: 1, ResultPath: path, Next: "C" },
      C: { Type: "Choice", Choices: rules, Default: "E" },
      E: { Type: "Pass", InputPath: path, End: true },
    };
    await expectSound("a.json", JSON.stringify({ StartAt: "P", States: states }));
  });

  it("of paths with quotes that never close are given up at the first", async () => {
    const state = { Type: "Pass", Parameters: { "a.$": `$${"\\'".repeat(MANY)}` }, End: true };
    await expectSound("a.json", JSON.stringify({ StartAt: "P", States: { P: state } }));
  });

  it("of templates whose lines look like the beginning of blocks end as errors", async () => {
    await expectSound("a.yaml", `Resources:\n  A: [${" |#".repeat(MANY)}\rx\n`);
  });

  it("cannot grow without bound by what fills them", async () => {
    const text = `{"a": "${"${x}".repeat(100_000)}"}`;
    await expectSound("a.json", text, { x: "y".repeat(100_000) });
  });
});

const SAMPLE = `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": \${Wait}, "Next": "\${Next}"},
  'Done': {"Type": "Pass", "Output": "\\u0041{% \${x} %}", "InputPath": "$.a[\${i}]", Next: \${Next},},}}`;
const SNIPPETS = [
  "${",
  "}",
  "${A}",
  '"',
  "'",
  "\\",
  "//",
  "/*",
  "\n",
  ",",
  ":",
  "{",
  "[",
  "]",
  "\\u00",
  "- ",
  "|",
  "x",
];

describe("mutated texts", () => {
  it("have ranges inside them", { timeout: 60_000 }, async () => {
    const edits = fc.array(fc.tuple(fc.nat(SAMPLE.length), fc.nat(3), fc.constantFrom(...SNIPPETS)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(edits, fc.constantFrom(...files), async (list, file) => {
        let text = SAMPLE;
        for (const [at, gone, put] of list) text = text.slice(0, at) + put + text.slice(at + gone);
        await expectSound(file, text, { Wait: "5", Next: 'D"one' });
        await expectSound("a.json", JSON.stringify({ roleArn: "x", definition: text }));
      }),
      { numRuns: 200 },
    );
  });
});
