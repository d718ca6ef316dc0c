import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { compileJsonata, compileJsonataSlow } from "../../packages/asl-core/src/language/jsonata/index.js";
import { expressionsIn, filesBelow, read, shared } from "./jsonata-corpus.js";
import { type Sight, scopeOf } from "./jsonata-scope.js";

type Compiler = typeof compileJsonata;

function outcome(compiler: Compiler, text: string, sight: Sight): unknown {
  try {
    return { value: compiler(text, "Output")(scopeOf(sight)) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function agree(text: string, sight: Sight): void {
  const slow = outcome(compileJsonataSlow, text, sight);
  expect(JSON.stringify(outcome(compileJsonata, text, sight)), text).toBe(JSON.stringify(slow));
}

const conformance = shared("conformance");
const realdata = shared("realdata");
const suite = shared("jsonata-suite");
for (const [name, folder] of Object.entries({ conformance, realdata, suite }))
  if (folder === undefined) console.warn(`SKIPPED: no ${name}; set ASL_SHARED to the folder that holds it`);

/** Inputs with some of what real expressions look for, and with every shape of surprise. */
const INPUTS: Json[] = [
  {},
  {
    name: "n",
    value: 3,
    items: [
      { id: 1, price: 5, qty: 2, name: "a" },
      { id: 2, price: 20, qty: 1 },
    ],
    result: { done: true },
  },
  { Values: [1, 2, 3], cost: 12, type: "Private", condition: false, input_values: [1, 2], Payload: { status: "ok" } },
  [1, [2, 3], { name: "x" }],
  { items: [], name: null, value: "text", Payload: [[{ status: 1 }], { status: [2] }] },
];

describe("closures", () => {
  it.skipIf(conformance === undefined)(
    "agree with the evaluator on every expression of every recorded case",
    { timeout: 60_000 },
    () => {
      for (const file of filesBelow(conformance!, ".json")) {
        const text = read(file);
        const input = JSON.parse(text).input ?? {};
        for (const expression of expressionsIn(text))
          for (const one of [input, ...INPUTS])
            agree(expression, { input: one, result: one, variables: { ItemsVar: one } });
      }
    },
  );

  it.skipIf(realdata === undefined)(
    "agree with the evaluator on every expression of the real workflows",
    { timeout: 60_000 },
    () => {
      const files = [
        ...filesBelow(realdata!, ".json"),
        ...filesBelow(realdata!, ".json5"),
        ...filesBelow(realdata!, ".yaml"),
      ];
      const expressions = new Set(files.flatMap((file) => expressionsIn(read(file))));
      expect(expressions.size).toBeGreaterThan(100);
      for (const expression of expressions)
        for (const input of INPUTS)
          agree(expression, { input, result: input, errorOutput: { Error: "E", Cause: "c" } });
    },
  );

  describe.skipIf(suite === undefined)("agree with the evaluator on the official suite", () => {
    for (const group of suite === undefined ? [] : readdirSync(join(suite, "groups")))
      it(group, { timeout: 60_000 }, () => {
        for (const file of filesBelow(join(suite!, "groups", group), ".json"))
          for (const test of [JSON.parse(read(file))].flat()) {
            if (typeof test.expr !== "string" || (test.timelimit !== undefined && /inf|even/.test(test.expr))) continue;
            if (/10000000|1e7|10000099/.test(test.expr)) continue; // slow to refuse
            const input =
              test.data ?? (test.dataset ? JSON.parse(read(join(suite!, "datasets", `${test.dataset}.json`))) : {});
            const sight = { input, variables: test.bindings ?? {} };
            agree(`{% $states.input.(${test.expr}) %}`, sight);
            agree(`{% ${test.expr} %}`, sight);
            agree(`{% $map([$states.input], function($v, $i) { $v.(${test.expr}) }) %}`, sight);
          }
      });
  });

  it("agree with the evaluator on generated expressions", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(expression, data, data, (text, input, x) => agree(`{% ${text} %}`, { input, variables: { x } })),
      { numRuns: Number(process.env.ASL_FUZZ ?? 3000) },
    );
  });
});

const name = fc.constantFrom("a", "b", "c", "constructor");

const data: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, 2, -1, 1.5, "", "a", "b,c", "2"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<JsonObject>,
  ),
})).value;

const binary = fc.constantFrom("+", "-", "*", "/", "%", "<", "<=", ">", ">=", "=", "!=", "&", "and", "or", "in");
const unaryFunction = fc.constantFrom(
  "sum",
  "count",
  "max",
  "min",
  "average",
  "exists",
  "not",
  "boolean",
  "string",
  "length",
  "uppercase",
  "floor",
  "abs",
  "join",
  "merge",
  "keys",
  "reverse",
  "distinct",
  "type",
  "number",
  "sort",
  "spread",
  "round",
  "trim",
  "values",
);
const binaryFunction = fc.constantFrom(
  "split",
  "contains",
  "substringBefore",
  "substringAfter",
  "join",
  "append",
  "partition",
  "lookup",
  "zip",
  "substring",
  "power",
  "pad",
);

const expression: fc.Arbitrary<string> = fc.letrec<{ e: string; step: string; lambda: string }>((tie) => ({
  step: fc.oneof(
    name.map((n) => n),
    fc.tuple(name, fc.constantFrom("[0]", "[-1]", "[1]", "[]")).map(([n, i]) => n + i),
    fc.tuple(name, tie("e")).map(([n, e]) => `${n}[${e}]`),
    tie("e").map((e) => `(${e})`),
    tie("e").map((e) => `{"a": ${e}}`),
    tie("e").map((e) => `[${e}]`),
    tie("e").map((e) => `$string(${e})`),
  ),
  lambda: fc.oneof(
    tie("e").map((e) => `function($v) { ${e} }`),
    tie("e").map((e) => `function($v, $i) { ($y := ${e}; $y & $i) }`),
    tie("step").map((s) => `function($v) { $v.${s} }`),
    unaryFunction.map((f) => `function($v) { $${f}($v) }`),
  ),
  e: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    fc.constantFrom(
      "1",
      "0",
      "-2",
      "1.5",
      "'a'",
      "''",
      "null",
      "true",
      "$x",
      "$",
      "$states.input",
      "a",
      "$v",
      "$y",
      "[]",
      "{}",
    ),
    fc
      .tuple(
        fc.constantFrom("$states.input", "$x", "$", "$states.result", "$v", "a"),
        fc.array(tie("step"), { minLength: 1, maxLength: 3 }),
      )
      .map(([s, p]) => [s, ...p].join(".")),
    fc.tuple(tie("e"), binary, tie("e")).map(([l, o, r]) => `(${l} ${o} ${r})`),
    fc.tuple(tie("e"), tie("e"), tie("e")).map(([c, t, f]) => `(${c} ? ${t} : ${f})`),
    fc.array(tie("e"), { maxLength: 3 }).map((es) => `[${es.join(", ")}]`),
    fc.tuple(tie("e"), tie("e")).map(([a, b]) => `{"a": ${a}, "b": ${b}}`),
    fc.tuple(unaryFunction, tie("e")).map(([f, e]) => `$${f}(${e})`),
    fc.tuple(binaryFunction, tie("e"), tie("e")).map(([f, a, b]) => `$${f}(${a}, ${b})`),
    fc.tuple(fc.constantFrom("map", "filter"), tie("e"), tie("lambda")).map(([f, e, l]) => `$${f}(${e}, ${l})`),
    fc.tuple(tie("e"), tie("e")).map(([e, b]) => `$reduce(${e}, function($v, $y) { ${b} })`),
    fc.tuple(tie("e"), tie("e")).map(([a, b]) => `($y := ${a}; ${b})`),
    fc.tuple(tie("e"), tie("e")).map(([a, b]) => `($x := ${a}; $x := $x; ${b})[${"0"}]`),
    fc.tuple(tie("e"), tie("e")).map(([a, b]) => `(${a})[${b}]`),
    fc.tuple(tie("e"), fc.constantFrom("[0]", "[-1]", "[]")).map(([a, b]) => `(${a})${b}`),
    fc
      .tuple(fc.constantFrom("$x", "$states.input", "$v"), tie("e"), fc.constantFrom("", "[0]", "[]"))
      .map(([a, b, c]) => `${a}[${b}]${c}`),
    fc.tuple(tie("e"), fc.constantFrom("$count()", "$string()", "$sum()", "$keys()")).map(([a, b]) => `(${a} ~> ${b})`),
    tie("e").map((e) => `-(${e})`),
    fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -2, max: 3 })).map(([a, b]) => `[${a}..${b}]`),
  ),
})).e;
