import { describe, expect, it } from "vitest";
import { validate } from "../../packages/asl-core/src/definition/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";
import { generator } from "../support/generator.mjs";

const SEEDS = [
  "$.order.lines[0]['price']",
  "$$.Map.Item.Value",
  "$customer.name",
  "$_x.y",
  "$.a[?(@.s =~ /a+b/i && @.n >= 1e3)].b",
  "$..book[?(@.price < $.limit || !(@.isbn in ['a', 2]))]",
  "$.list[-1:]",
  "$['a','b'][*]..c[0,1]",
  "States.Format('{} of {}', $.a, States.ArrayLength($.l))",
  "States.ArrayGetItem(States.StringSplit($.s, ','), 0)",
  "States.JsonMerge($.a, $$.Execution.Input, false)",
  "States.MathAdd($.n, -12)",
  "{% $states.input.a[b > 1].c & 'x' %}",
  "{% $map($states.input.l, function($v, $i) {$v * $i}) %}",
  "{% $replace($states.input.s, /a(b)+/i, '$1') %}",
  "{% ($x := 5; {'a': [1..$x], 'b': $sum($states.context.l)}) %}",
  "{% $states.input ~> |a|{'b': 1}, ['c']| %}",
];
const PIECES =
  "$ $$ $_ @ . .. .* [ ] [* [?( ( ) { } {} '{}' ' \" , : + ++ - *? 1e999 99999999999 /x++/ =~ /(?<=a)/ && || ! :: States. \\ \\' \u00d7 \u{1d400} %} {% ~> ?? ?: := /[/ # | ^(>a) function __proto__ [0]".split(
    " ",
  );

function mutate(text: string, pick: (below: number) => number): string {
  let mutated = text;
  for (let times = 1 + pick(2); times > 0; times--) {
    const at = pick(mutated.length + 1);
    const other = SEEDS[pick(SEEDS.length)];
    const from = pick(other.length);
    const pieces = [PIECES[pick(PIECES.length)], "", other.slice(from, from + pick(12)), mutated.slice(at, at + 3)];
    mutated = mutated.slice(0, at) + pieces[pick(4)] + mutated.slice(at + pick(4));
  }
  return mutated;
}

/** One definition for each group of places an expression may stand in. */
function definitions(text: string): JsonObject[] {
  const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
  const map = { Type: "Map", ItemProcessor: { StartAt: "P", States: { P: { Type: "Succeed" } } }, End: true };
  const distributed = {
    StartAt: "P",
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
    States: { P: { Type: "Succeed" } },
  };
  const reader = { Resource: "arn:aws:states:::s3:getObject" };
  const fail = { ErrorEquals: ["X"], Next: "F" };
  const jsonata = { QueryLanguage: "JSONata" };
  const states: JsonObject[] = [
    { ...task, InputPath: text, OutputPath: text },
    { ...task, ResultPath: text },
    { ...task, Catch: [{ ...fail, ResultPath: text }] },
    { ...task, Parameters: { "x.$": text }, ResultSelector: [{ "y.$": text }] },
    { ...task, Assign: { "z.$": text }, Credentials: { "RoleArn.$": text } },
    { ...task, TimeoutSecondsPath: text },
    { Type: "Wait", SecondsPath: text, End: true },
    { Type: "Wait", TimestampPath: text, End: true },
    { Type: "Fail", ErrorPath: text },
    { ...map, ItemsPath: text },
    { ...map, MaxConcurrencyPath: text, ItemSelector: { "i.$": text } },
    {
      ...map,
      ItemProcessor: distributed,
      ItemReader: { ...reader, Parameters: { "Key.$": text }, ReaderConfig: { InputType: "JSON", MaxItemsPath: text } },
      ItemBatcher: { MaxItemsPerBatchPath: text, BatchInput: { "b.$": text } },
    },
    { Type: "Choice", Choices: [{ Variable: text, IsPresent: true, Next: "F" }], Default: "F" },
    { Type: "Choice", Choices: [{ Variable: "$.a", StringEqualsPath: text, Next: "F" }], Default: "F" },
    { Type: "Choice", Choices: [{ Variable: "$.a", StringMatches: text, Next: "F" }], Default: "F" },
    { ...task, ...jsonata, Arguments: text, Output: [text], Catch: [{ ...fail, Output: { o: text } }] },
    { ...task, ...jsonata, TimeoutSeconds: text, Assign: { z: text } },
    { Type: "Wait", ...jsonata, Timestamp: text, End: true },
    { Type: "Fail", ...jsonata, Error: text, Cause: text },
    { Type: "Choice", ...jsonata, Choices: [{ Condition: text, Next: "F" }], Default: "F" },
    { ...map, ...jsonata, Items: text, ItemSelector: text, MaxConcurrency: text },
  ];
  return states.map((state) => ({
    StartAt: "A",
    States: { A: state, ...(JSON.stringify(state).includes('"F"') ? { F: { Type: "Fail" } } : {}) },
  }));
}

/** How many of the definitions pass; fails where one passes and does not compile. */
function accepted(text: string): number {
  const sound = definitions(text).filter((one) => validate(one).every(({ severity }) => severity !== "error"));
  for (const one of sound) {
    try {
      compileDefinition(one);
    } catch (error) {
      expect.fail(`${String(error)} in ${JSON.stringify(one.States)}`);
    }
  }
  return sound.length;
}

describe("what validate accepts", () => {
  it.each(SEEDS)("compiles, as it is: %s", (text) => {
    expect(accepted(text)).toBeGreaterThan(0);
  });

  it("compiles, however its expressions are mutated", { timeout: 60_000 }, () => {
    const pick = generator(11);
    let sound = 0;
    for (let i = 0; i < 2500; i++) sound += accepted(mutate(SEEDS[pick(SEEDS.length)], pick));
    expect(sound).toBeGreaterThan(2000);
  });

  it.each([
    ["States.Format('{}')", true],
    ["States.Format('{} {}', $.a)", true],
    ["States.Array(1e999)", false],
    ["$[?(@.a =~ /x++/)]", false],
    ["$[?(@.a =~ /x/g)]", false],
    ["$[?(@.a == 1e999)]", false],
  ])("%s: %s", (text, sound) => {
    const [, , , template] = definitions(text);
    expect(validate(template).every(({ severity }) => severity !== "error")).toBe(sound);
  });

  it.each(["$$.a", "$v.a", "$_x", "$\u00d7"])("has no ResultPath %s", (path) => {
    const [, state, catcher] = definitions(path);
    for (const one of [state, catcher])
      expect(validate(one)).toMatchObject([
        { rule: "bad-reference-path", message: expect.stringContaining("must start with '$.'") },
      ]);
  });
});
