import { describe, expect, it } from "vitest";
import { ExpressionSyntaxError } from "../../packages/asl-core/src/errors.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { compileTemplate } from "../../packages/asl-core/src/language/template.js";
import { scopeOf } from "./scope.js";

const INPUT: Json = { a: 1, b: { c: [10, 20] }, s: "x" };
const evaluate = (template: Json, input: Json = INPUT) => compileTemplate(template)(scopeOf(input));

describe("a payload template", () => {
  it.each<[Json, Json]>([
    [{ "x.$": "$.a" }, { x: 1 }],
    [
      { k: 0, "x.$": "$.b.c[1]", y: "$.a" },
      { k: 0, x: 20, y: "$.a" },
    ],
    [
      { o: { deep: { "x.$": "$.s" } }, list: [{ "x.$": "$.a" }, 2, ["$.a", { "y.$": "$" }]] },
      { o: { deep: { x: "x" } }, list: [{ x: 1 }, 2, ["$.a", { y: INPUT }]] },
    ],
    [
      { "m.$": "States.MathAdd($.a, 1)", "f.$": "States.Format('{}', $.s)" },
      { m: 2, f: "x" },
    ],
    [{ "x.$": "$.b.c[9]" }, { x: null }],
    [{ ".$": "$.a" }, { "": 1 }],
    [{}, {}],
    [[], []],
    ["$.a", "$.a"],
    [null, null],
    [
      { "a.$b": 1, $: 2 },
      { "a.$b": 1, $: 2 },
    ],
  ])("%j gives %j", (template, expected) => {
    expect(evaluate(template)).toEqual(expected);
  });

  it.each([1, 2, 4, 5, 30, 41, 130])("keeps the order of %i keys and gives plain objects", (size) => {
    const template = Object.fromEntries(
      Array.from({ length: size }, (_, i) => (i % 2 ? [`k${i}`, i] : [`k${i}.$`, "$.a"])),
    );
    const compiled = compileTemplate(template);
    for (let round = 0; round < 20; round++) {
      const result = compiled(scopeOf(INPUT)) as object;
      expect(Object.keys(result)).toEqual(Array.from({ length: size }, (_, i) => `k${i}`));
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    }
  });

  it("treats __proto__ and constructor as keys", () => {
    const template = JSON.parse(
      '{"__proto__.$":"$.a","constructor.$":"$.a","__proto__":{"x":1},"deep":{"__proto__":{"y.$":"$.a"}}}',
    );
    const result = evaluate(template) as Record<string, unknown>;
    expect(Object.hasOwn(result, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(JSON.stringify(result.deep)).toBe('{"__proto__":{"y":1}}');
    expect(({} as Record<string, unknown>).y).toBeUndefined();
  });

  it("is constant where it holds no expression", () => {
    const template = { a: [1, { b: "$.x" }] };
    expect(compileTemplate(template).constant).toBe(true);
    expect(evaluate(template)).toBe(template);
    expect(compileTemplate({ "a.$": "$" }).constant).toBeUndefined();
  });

  it("shares its constant parts and what it reads", () => {
    const part = { big: [1, 2, 3] };
    const compiled = compileTemplate({ part, "b.$": "$.b" });
    const [first, second] = [compiled(scopeOf(INPUT)), compiled(scopeOf(INPUT))] as { part: unknown; b: unknown }[];
    expect(first.part).toBe(part);
    expect(first.b).toBe((INPUT as { b: unknown }).b);
    expect(first).not.toBe(second);
  });

  it("names the key in a miss", () => {
    expect(() => evaluate({ o: { "value.$": "$.zz" } }, {})).toThrow(
      "The JSONPath '$.zz' specified for the field 'value.$' could not be found in the input '{}'",
    );
  });

  it.each<[Json]>([
    [{ "a.$": 5 }],
    [{ "a.$": null }],
    [{ "a.$": "plain" }],
    [{ "a.$": "$.x[" }],
    [[{ b: [{ "c.$": "States.Nope()" }] }]],
  ])("refuses %j", (template) => {
    expect(() => compileTemplate(template)).toThrow(ExpressionSyntaxError);
  });

  it("refuses to nest without end", () => {
    let deep: Json = { "x.$": "$" };
    for (let i = 0; i < 5000; i++) deep = [deep];
    expect(() => compileTemplate(deep, "ItemSelector")).toThrow("ItemSelector is nested more than 1000 levels deep");
  });
});
