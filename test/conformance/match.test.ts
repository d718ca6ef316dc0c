import { describe, expect, it } from "vitest";
import { explain } from "../../packages/asl-core/src/conformance/explain.js";
import { match } from "../../packages/asl-core/src/conformance/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";

const table: [title: string, expected: Json, actual: Json | undefined, same: boolean][] = [
  ["takes <any> for any value", "<any>", { a: 1 }, true],
  ["takes <any> for null", "<any>", null, true],
  ["finds nothing where a value is missing", 1, undefined, false],
  ["parses text where an object is expected", { a: [1] }, '{"a":[1]}', true],
  ["parses text where an array is expected", [1, "x"], '[1, "x"]', true],
  ["parses the expected text where the value is parsed already", "[1,2]", [1, 2], true],
  ["takes null for its text", "null", null, true],
  ["takes equal texts", "not json", "not json", true],
  ["takes texts that say the same in JSON", '{"a":1,"b":2}', '{ "b": 2, "a": 1 }', true],
  ["keeps a text apart from the JSON text of a text", '"a"', "a", false],
  ["passes over what <any> stands for", "id <any> of <any>.", "id 1 of 2.", true],
  ["keeps the order of what stands around <any>", "a<any>b<any>c", "a-c-b", false],
  ["needs what stands behind <any> at the end", "a<any>b", "axbx", false],
  ["does not use one piece twice", "ab<any>ba", "aba", false],
  ["looks through <any> inside objects", { a: { b: "x<any>" } }, { a: { b: "xyz" } }, true],
  ["needs the same keys", { a: 1 }, { a: 1, b: 2 }, false],
  ["tells absent from null", { a: null }, {}, false],
  ["needs the same order in arrays", [1, 2], [2, 1], false],
  ["compares numbers by value", 1, 1.0, true],
  ["tells true from 1", true, 1, false],
  ["treats keys of Object.prototype as keys", { constructor: 1 }, {}, false],
];

describe("match", () => {
  it.each(table)("%s", (_, expected, actual, same) => expect(match(expected, actual)).toBe(same));

  it("is quick where many pieces almost fit", () => {
    expect(match(`${"a<any>".repeat(2000)}b`, "a".repeat(100_000))).toBe(false);
  });
});

describe("explain", () => {
  it("names the innermost place", () => {
    const text = explain("#3", { a: [{ b: 1, c: 2 }] }, { a: '[{"b":1,"c":3}]' });
    expect(text).toBe("#3.a[0].c: 3\n   expected 2");
  });

  it("names a missing and a surplus key", () => {
    expect(explain("x", { a: 1 }, {})).toBe("x.a: nothing\n   expected 1");
    expect(explain("x", {}, { a: 1 })).toBe("x.a: 1\n   expected nothing");
  });
});
