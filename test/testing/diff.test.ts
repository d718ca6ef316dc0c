import { describe, expect, it } from "vitest";
import { diff, diffLines } from "../../packages/asl-core/src/testing/diff.js";

const lines = (expected: unknown, actual: unknown, width?: number) => diffLines(diff(expected, actual), { width });

const CASES: { title: string; expected: unknown; actual: unknown; lines: string[] }[] = [
  {
    title: "finds nothing between equal values",
    expected: { a: [1, { b: null }] },
    actual: { a: [1, { b: null }] },
    lines: [],
  },
  { title: "takes no notice of the order of keys", expected: { a: 1, b: 2 }, actual: { b: 2, a: 1 }, lines: [] },
  { title: "names the root", expected: 1, actual: "1", lines: ["$", "  expected 1", '  actual   "1"'] },
  {
    title: "goes down to the field that differs",
    expected: { order: { lines: [{ sku: "a" }, { sku: "b" }] } },
    actual: { order: { lines: [{ sku: "a" }, { sku: "c" }] } },
    lines: ["$.order.lines[1].sku", '  expected "b"', '  actual   "c"'],
  },
  {
    title: "tells missing from unexpected fields",
    expected: { a: 1, "odd key": 2 },
    actual: { a: 1, b: { c: 3 } },
    lines: ['$["odd key"] is missing', "  expected 2", "$.b is not expected", '  actual   {"c":3}'],
  },
  {
    title: "sees an element put in between as one difference",
    expected: [1, 2, 3, 4],
    actual: [1, 9, 2, 3, 4],
    lines: ["$[1] is not expected", "  actual   9"],
  },
  {
    title: "sees elements left out, by their places in the expected array",
    expected: ["a", "b", "c", "d"],
    actual: ["a", "d"],
    lines: ["$[1] is missing", '  expected "b"', "$[2] is missing", '  expected "c"'],
  },
  {
    title: "goes into an element that changed beside one that moved",
    expected: [{ id: 1 }, { id: 2, n: 1 }, { id: 3 }],
    actual: [{ id: 0 }, { id: 1 }, { id: 2, n: 5 }, { id: 3 }],
    lines: ["$[0] is not expected", '  actual   {"id":0}', "$[2].n", "  expected 1", "  actual   5"],
  },
  {
    title: "compares an object with an array as a whole",
    expected: { a: [] },
    actual: { a: {} },
    lines: ["$.a", "  expected []", "  actual   {}"],
  },
  { title: "takes undefined for absent", expected: { a: undefined, b: 1 }, actual: { b: 1 }, lines: [] },
  {
    title: "knows keys that objects inherit",
    expected: JSON.parse('{"__proto__":1,"constructor":2}'),
    actual: {},
    lines: ["$.__proto__ is missing", "  expected 1", "$.constructor is missing", "  expected 2"],
  },
  {
    title: "shows asymmetric matchers by their names",
    expected: { id: expect.any(String), at: expect.stringMatching(/^2/) },
    actual: { id: 7, at: "2026" },
    lines: ["$.id", "  expected Any<String>", "  actual   7"],
  },
  {
    title: "looks into objectContaining with its keys only",
    expected: { order: expect.objectContaining({ total: 42 }) },
    actual: { order: { total: 41, id: 7 } },
    lines: ["$.order.total", "  expected 42", "  actual   41"],
  },
  {
    title: "writes what would steer a terminal as escapes",
    expected: "a",
    actual: "\u001b[2J\u202e",
    lines: ["$", '  expected "a"', '  actual   "\\u001b[2J\\u202e"'],
  },
];

describe("diff", () => {
  it.each(CASES)("$title", ({ expected, actual, lines: wanted }) => {
    expect(lines(expected, actual)).toEqual(wanted);
  });

  it("cuts long values", () => {
    const [, wanted, got] = lines({ a: 1 }, "x".repeat(1000), 20);
    expect([wanted, got]).toEqual(['  expected {"a":1}', `  actual   "${"x".repeat(19)}…`]);
  });

  it("keeps the place in sight at which long texts part", () => {
    const [, wanted, got] = lines(`${"x".repeat(500)}A${"y".repeat(500)}`, `${"x".repeat(500)}B${"y".repeat(500)}`, 20);
    expect(wanted).toBe('  expected …"xxxxxAyyyyyyyyyyyyy… (from character 496)');
    expect(got).toBe('  actual   …"xxxxxByyyyyyyyyyyyy… (from character 496)');
  });

  it("stops at the limit and says so", () => {
    const many = Array.from({ length: 1000 }, (_, i) => i);
    const found = diff(
      many,
      many.map((n) => n + 0.5),
      { limit: 3 },
    );
    expect(found.list).toHaveLength(3);
    expect(diffLines(found).at(-1)).toBe("… and more: the first 3 differences are shown");
  });

  it("compares long arrays without a table of all pairs", () => {
    let asked = 0;
    const long = Array.from({ length: 20_000 }, (_, i) => i);
    const equals = (a: unknown, b: unknown) => (asked++, a === b);
    diff(long, [-1, ...long.slice(1, -1), -2], { equals });
    expect(asked).toBeLessThan(3 * long.length);
  });

  it("bounds its depth", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 900; i++) deep = [deep];
    expect(diff(deep, [deep]).list).toHaveLength(1);
  });

  it("paints with the style it is given", () => {
    const style = { path: (t: string) => `<${t}>`, expected: (t: string) => `-${t}`, actual: (t: string) => `+${t}` };
    expect(diffLines(diff(1, 2), { style })).toEqual(["<$>", "-  expected 1", "+  actual   2"]);
  });
});
