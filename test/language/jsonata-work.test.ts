import { describe, expect, it } from "vitest";
import { compileJsonata } from "../../packages/asl-core/src/language/jsonata/index.js";
import { scopeOf } from "./scope.js";

const run = (expression: string) => compileJsonata(`{% ${expression} %}`, "Output")(scopeOf({}));

const OBJECT = "$merge([1..20000].{$string($): $})";

describe("the work of one JSONata evaluation", () => {
  it.each([
    "($f := function($n){ $f($n + 1) }; $f(0))",
    "($f := function($n){ $f({'a': $n, 'b': [$n]}) }; $f(0))",
    "$map([1..400000], function($x){ $pad('x', 100000) })",
    "$map([1..400000], function($x){ $split($pad('x', 100000), '') })",
    "$map([1..400000], function($x){ $replace($pad('x', 100000), 'x', 'yy') })",
    "$map([1..400000], function($x){ $replace($pad('x', 1000), /x/, 'yy') })",
    "($s := $pad('x', 1000000); $map([1..400000], function($x){ $length($s) }))",
    "($s := $pad('x', 1000000); $map([1..400000], function($x){ $contains($s, 'y') }))",
    "($s := $pad('x', 1000000); $map([1..400000], function($x){ $uppercase($s) }))",
    "($s := $pad('x', 1000000); $map([1..400000], function($x){ $base64encode($s) }))",
    "($s := $pad('x', 1000000); $map([1..400000], function($x){ $hash($s, 'SHA-512') }))",
    "($s := $string([1..100000]); $map([1..400000], function($x){ $parse($s) }))",
    "($a := [1..100000]; $map([1..400000], function($x){ $sort($a) }))",
    "($a := [1..100000].$string($); $map([1..400000], function($x){ $join($a, 'x') }))",
    `($o := ${OBJECT}; $map([1..400000], function($x){ $keys($o) }))`,
    `($o := ${OBJECT}; $map([1..400000], function($x){ $string($o) }))`,
    `($o := ${OBJECT}; $p := ${OBJECT}; $map([1..400000], function($x){ $o = $p }))`,
    `($o := ${OBJECT}; $map([1..400000], function($x){ $merge([$o, $o]) }))`,
    "[1..200000]{'k': $}",
    "$spread([1..100000].{'a': $})",
    "$reduce([1..400000], $append)",
    "$string($reduce([1..60], function($a, $b){ [[$a], [$a]] }, 1))",
    "$map([1..400000], function($x){ $formatNumber($x, '#,##0.00') })",
    "$map([1..400000], function($x){ $toMillis('2020-01-01', '[Y0001]-[M01]-[D01]') })",
  ])("ends: %s", (expression) => {
    expect(() => run(expression)).toThrow("Evaluation stopped after 2000000 steps");
  });

  it("ends where regular expressions take the steps", () => {
    expect(() => run("$map([1..20000], function($x){ $contains($pad('a', 5000, 'a'), /a*a*b/) })")).toThrow(
      /A regular expression takes too many steps|Evaluation stopped after 2000000 steps/,
    );
  });

  it.each([
    ["$replace($pad('a', 1000, 'a'), 'a', $pad('b', 400000))", "A text exceeds 16000000 characters"],
    ["($s := $pad('x', 1000000); [1..1000].($s))", "A result exceeds 64000000 characters"],
    ["($s := $pad('x', 1000000); $join([1..20].($s)))", "A text exceeds 16000000 characters"],
  ])("makes no text that is too long: %s", (expression, message) => {
    expect(() => run(expression)).toThrow(message);
  });

  it("leaves room for what payloads hold", () => {
    expect(run("$count($map([1..20000], function($x){ $match('aaaaaaaaaaaaaaaaa!', /^(a+)+$/) }))")).toBe(20000);
    expect(run("$count($map([1..20000], function($x){ $replace('order-' & $x, /[0-9]+/, '$0$0') }))")).toBe(20000);
    expect(run("$count($distinct([1..20000].{'a': $ % 100, 'b': [$ % 7]}))")).toBe(700);
    expect(run("$length($reduce([1..20000], function($a, $x){ $a & 'x' }, ''))")).toBe(20000);
  });

  it.each([
    ["1 / 0", "D1001: Number out of range: Infinity"],
    ["[1..600000]", "D2015: The maximum sequence length of 500000 was exceeded."],
    ["$fromMillis(1e20)", "The first argument of function fromMillis is not the time of a date: 100000000000000000000"],
    ["$fromMillis(-1e17, '[Y]')", "is not the time of a date"],
    ["$parse('[1e999]')", "The argument of function parse is not valid JSON"],
  ])("says what was wrong with %s", (expression, message) => {
    expect(() => run(expression)).toThrow(message);
  });

  it("writes no message about a value that is too large to be written", () => {
    expect(() => run("-1 + $reduce([1..60], function($a, $b){ [[$a], [$a]] }, 1)")).toThrow(/evaluation\. T2002$/);
  });
});
