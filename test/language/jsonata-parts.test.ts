import { describe, expect, it } from "vitest";
import { expressionParts } from "../../packages/asl-core/src/language/jsonata/index.js";

const textsOf = (text: string): string[] => expressionParts(text).map((part) => part.text);

describe("the parts of an expression", () => {
  it.each<[string, string[]]>([
    ["$states.input.n + 1", ["$states.input.n + 1", "$states.input.n", "$states.input"]],
    [
      "$sum($states.input.a.(q*p)[0])",
      ["$sum($states.input.a.(q*p)[0])", "$states.input.a.(q*p)[0]", "$states.input.a", "$states.input"],
    ],
    ["($a + 'x) y') * -2", ["($a + 'x) y') * -2", "($a + 'x) y')", "$a + 'x) y'", "$a"]],
    ["{'k': [1, $b]}", ["{'k': [1, $b]}", "[1, $b]", "$b"]],
    ["$x ? $y : $z", ["$x ? $y : $z", "$x", "$y", "$z"]],
    ["($l := $m; $l + $n)", ["($l := $m; $l + $n)", "$m", "$n"]],
    ["$a[b='/*'].c /* $no */", ["$a[b='/*'].c", "$a[b='/*']"]],
    ["$map($a, function($v) { $v + $b })", ["$map($a, function($v) { $v + $b })", "$a"]],
    ["$a ~> $sum()", ["$a ~> $sum()", "$a"]],
    ["7", []],
    ["$a.`odd name`", ["$a.`odd name`", "$a"]],
  ])("can be evaluated by themselves: %s", (text, parts) => {
    expect(textsOf(text)).toEqual(parts);
    expect(textsOf(`{% ${text} %}`)).toEqual(parts);
    for (const { offset, length, text: part } of expressionParts(`{% ${text} %}`))
      expect(`{% ${text} %}`.slice(offset, offset + length)).toBe(part);
  });

  it("say where they give another value each time", () => {
    const parts = expressionParts("$uuid() & $string($states.input.n) & $random()");
    expect(parts.filter(({ varies }) => varies).map(({ text }) => text)).toEqual([
      "$uuid() & $string($states.input.n) & $random()",
      "$uuid() & $string($states.input.n)",
      "$uuid()",
      "$random()",
    ]);
    expect(parts.find(({ text }) => text === "$string($states.input.n)")?.varies).toBe(false);
  });

  it("are bounded for what is long or deep", () => {
    expect(expressionParts(`$a + ${"1 + ".repeat(2000)}1`)).toEqual([]);
    expect(expressionParts(Array.from({ length: 250 }, (_, at) => `$a${at}`).join("+")).length).toBeLessThanOrEqual(
      201,
    );
    expect(() => expressionParts("$a +")).toThrow("end");
  });
});
