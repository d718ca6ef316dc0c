import { describe, expect, it } from "vitest";
import { fold, foldChange } from "../../packages/asl-cli/src/print/fold.js";
import { foldLoops } from "../../packages/asl-cli/src/print/path.js";
import { columns, cut, printable } from "../../packages/asl-cli/src/print/text.js";
import type { Json } from "../../packages/asl-core/src/json.js";

describe("fold", () => {
  it.each<[string, Json, number, string]>([
    ["writes a small value whole", { a: [1, "x", null, true], "b c": {} }, 60, '{a: [1, "x", null, true], "b c": {}}'],
    ["shortens long texts first", { a: "x".repeat(40), b: { c: 1 } }, 50, `{a: "${"x".repeat(23)}…", b: {c: 1}}`],
    ["folds what lies deep", { a: { b: { c: { d: [1, 2, 3] } } } }, 24, "{a: {b: {c: {…}}}}"],
    ["counts the items of folded lists", { list: [[1], [2], [3]], x: 1 }, 24, "{list: [3 items], x: 1}"],
    ["cuts what does not fit at all", { alpha: 1, beta: 2, gamma: 3 }, 16, "{alpha: 1, beta…"],
    ["shows a text that is too long by its beginning", "y".repeat(50), 20, `"${"y".repeat(15)}…"`],
    ["never lets a text steer the terminal", "\u001b[2J\u009b", 60, '"\\u001b[2J\\u009b"'],
  ])("%s", (_, value, width, text) => {
    expect(fold(value, width)).toBe(text);
  });

  it("fits any width, whatever the value", () => {
    const value = { 键: ["长".repeat(50), { deep: [[[[[]]]]] }], "a long key with blanks": 1e21 };
    for (let width = 8; width < 150; width++) expect(columns(fold(value, width))).toBeLessThanOrEqual(width);
  });

  it("looks at no more than it shows", () => {
    const large = Array.from({ length: 1_000_000 }, (_, i) => i);
    expect(fold({ large, more: large }, 40)).toBe("{large: [1000000 items], more: [1000000…");
  });
});

describe("foldChange", () => {
  const before = { id: 7, list: [1], name: "x" };
  it.each<[string, Json, string]>([
    ["leaves out what stayed", { ...before, total: 3 }, "{…, total: 3}"],
    ["shows what was replaced", { ...before, id: 8 }, "{…, id: 8}"],
    ["says where nothing changed", { ...before }, "unchanged"],
    ["shows all where something is gone", { id: 7, total: 3 }, "{id: 7, total: 3}"],
    ["shows all where nothing stayed", { x: 1 }, "{x: 1}"],
    ["shows what is no object", 7, "7"],
  ])("%s", (_, value, text) => {
    expect(foldChange(value, before, 60)).toBe(text);
  });

  it("shows a scalar even where it stayed", () => {
    expect(foldChange(7, 7, 60)).toBe("7");
  });
});

describe("foldLoops", () => {
  it.each<[string, string, string[]]>([
    ["keeps a straight path", "ABC", ["A", "B", "C"]],
    ["folds a state that repeats", "ABBBC", ["A", "B ×3", "C"]],
    ["folds a loop", "ABCBCBCD", ["A", "(B → C) ×3", "D"]],
    ["keeps a loop that ends midway", "ABCBCB", ["A", "(B → C) ×2", "B"]],
    ["takes nothing", "", []],
  ])("%s", (_, path, folded) => {
    expect(foldLoops([...path])).toEqual(folded);
  });
});

describe("a text", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["长长", 3, "长…"],
    ["e\u0301e\u0301", 2, "e\u0301e\u0301"],
  ])("%s is cut to %i columns", (text, width, kept) => {
    expect(cut(text, width)).toBe(kept);
  });

  it("is shown on one line, without what steers a terminal", () => {
    expect(printable("a\nb\t\u0007\u202e")).toBe("a\\nb\\t\\u0007\\u202e");
  });
});
