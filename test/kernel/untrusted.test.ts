import { describe, expect, it } from "vitest";
import { failure, success } from "../../packages/asl-core/src/drivers/handler.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { fromAws, toAws } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { AWS_LIMITS, type Limits, NO_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { jsonata, LAMBDA, machineOf, perform, performLawfully, smallPayload, taskState } from "./support.js";

const end = { End: true };
const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;
const text = (value: unknown): string => JSON.stringify(value);
/** What nobody may have changed on the way. */
const clean = () => expect([({} as JsonObject).polluted, Object.keys(Object.prototype)]).toEqual([undefined, []]);

const hostile =
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":2,"hasOwnProperty":3}';

describe("keys of Object.prototype", () => {
  it("pass through an input as they are", () => {
    expect(text(performLawfully(machineOf({ P: { Type: "Pass", ...end } }), { input: parse(hostile) }).output)).toBe(
      hostile,
    );
    clean();
  });

  it.each<[string, JsonObject, string]>([
    [
      "are read by paths",
      { Parameters: { "p.$": "$['__proto__'].polluted", "c.$": "$.constructor.prototype.polluted" } },
      '{"p":1,"c":1}',
    ],
    [
      "are written by templates",
      { Parameters: parse('{"__proto__":{"a":1},"constructor.$":"$.toString"}') },
      '{"__proto__":{"a":1},"constructor":2}',
    ],
    ["are literals of a Result", { Result: parse('{"__proto__":{"a":1}}') }, '{"__proto__":{"a":1}}'],
    ["are merged by States.JsonMerge", { Parameters: { "m.$": "States.JsonMerge($, $, false)" } }, `{"m":${hostile}}`],
  ])("%s", (_, fields, expected) => {
    expect(
      text(performLawfully(machineOf({ P: { Type: "Pass", ...fields, ...end } }), { input: parse(hostile) }).output),
    ).toBe(expected);
    clean();
  });

  it.each([
    "$['__proto__']",
    "$['__proto__']['polluted']",
    "$.constructor.prototype.polluted",
    "$.a['__proto__'].polluted",
  ])("are written by ResultPath %s into the document alone", (ResultPath) => {
    performLawfully(machineOf({ P: { Type: "Pass", Result: 1, ResultPath, ...end } }), { input: { a: {} } });
    clean();
  });

  it("are missing where nobody wrote them", () => {
    for (const path of ["$.constructor", "$.toString", "$['__proto__']", "$.a.constructor"]) {
      const run = perform(machineOf({ P: { Type: "Pass", Parameters: { "x.$": path }, ...end } }), {
        input: { a: {} },
      });
      expect(run.error).toBe("States.Runtime");
    }
  });

  it("are names of variables like others", () => {
    const states = {
      P: { Type: "Pass", Assign: parse('{"constructor":1,"toString.$":"$.v"}'), Next: "Q" },
      Q: { Type: "Pass", Parameters: { "c.$": "$constructor", "t.$": "$toString" }, ...end },
    };
    expect(performLawfully(machineOf(states), { input: { v: 2 } }).output).toEqual({ c: 1, t: 2 });
  });

  it("are not variables where nobody assigned them", () => {
    const run = perform(machineOf({ P: { Type: "Pass", Output: "{% $exists($constructor) %}", ...end } }, jsonata));
    expect([run.output, run.error].filter((value) => value !== null)).not.toContain(true);
  });

  it("are items, keys and outputs of a Map over an object", () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      ...machineOf({ P: { Type: "Pass", ...end } }),
    };
    const M = { Type: "Map", ItemSelector: { "k.$": "$$.Map.Item.Key" }, ItemProcessor, ...end };
    const keys = (performLawfully(machineOf({ M }), { input: parse(hostile) }).output as JsonObject[]).map(
      ({ k }) => k,
    );
    expect(keys).toEqual(["__proto__", "constructor", "toString", "hasOwnProperty"]);
  });

  it("are names of states and errors", () => {
    const states = JSON.parse(
      `{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Fail","Error":"toString","Cause":"__proto__"}}`,
    ) as JsonObject;
    const run = performLawfully({ StartAt: "__proto__", States: states });
    expect([run.error, run.cause]).toEqual(["toString", "__proto__"]);
  });

  it("keep their places in a history", () => {
    const machine = loadMachine(machineOf({ P: { Type: "Pass", Assign: parse('{"constructor":1}'), ...end } }));
    const run = performLawfully(machine.definition, { input: parse(hostile) });
    const back = fromAws(toAws(run.events, machine, run.execution.identity), machine);
    expect(text(back)).toBe(text(run.events));
    clean();
  });
});

describe("texts", () => {
  const lone = "\ud800 and \udc00";

  it("with lone surrogates keep them", () => {
    const run = performLawfully(machineOf({ P: { Type: "Pass", Parameters: { "a.$": "$" }, ...end } }), {
      input: lone,
    });
    expect(run.output).toEqual({ a: lone });
  });

  it("with lone surrogates count as what JSON writes for them", () => {
    const size = text(lone).length;
    const status = (payload: number) =>
      perform(machineOf({ P: { Type: "Pass", ...end } }), { input: lone, limits: smallPayload(payload) }).status;
    expect([status(size), status(size - 1)]).toEqual(["SUCCEEDED", "FAILED"]);
  });

  it("of any kind may be the error and the cause of a task", () => {
    const error = "__proto__ \u0000 \ud83d\ude00";
    const run = performLawfully(machineOf({ T: taskState(LAMBDA) }), { handler: () => failure(error, lone) });
    expect([run.error, run.cause]).toEqual([error, lone]);
  });
});

describe("values that are too much", () => {
  const passes = (fields: JsonObject, top = {}) => machineOf({ P: { Type: "Pass", ...fields, ...end } }, top);

  it("nested deeply in a text end the execution", () => {
    for (const depth of [5000, 100_000]) {
      const s = "[".repeat(depth) + "]".repeat(depth);
      const run = perform(passes({ Parameters: { "a.$": "States.StringToJson($.s)" } }), { input: { s } });
      expect(run.error).toBe("States.Runtime");
    }
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["a template", { Parameters: { "a.$": "$" } }, {}],
    ["a ResultPath", { ResultPath: "$.a" }, {}],
    ["an Output", { Output: { a: "{% $states.input %}" } }, jsonata],
    ["an Assign", { Assign: { v: ["{% $exists($v) ? $v : 1 %}"] } }, jsonata],
  ])(
    "that a loop wraps again and again with %s end the execution while they can still be written",
    (_, fields, top) => {
      const rule: JsonObject =
        "QueryLanguage" in top ? { Condition: "{% false %}" } : { Variable: "$.stop", IsPresent: true };
      const C = { Type: "Choice", Choices: [{ ...rule, Next: "S" }], Default: "P" };
      const definition = machineOf({ P: { Type: "Pass", ...fields, Next: "C" }, C, S: { Type: "Succeed" } }, top);
      const machine = loadMachine(definition);
      for (const limits of [AWS_LIMITS, NO_LIMITS]) {
        const run = runSync(machine, { limits });
        expect([run.error, run.cause]).toEqual(["States.Runtime", expect.stringMatching(/nested .*1000 levels/)]);
        expect(() => JSON.stringify(run)).not.toThrow();
        expect(() => toAws(run.events, machine, run.execution.identity)).not.toThrow();
      }
    },
  );

  it("that a loop wraps before a task end the execution, with limits or without", () => {
    const definition = machineOf({
      W: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, -1)", "inside.$": "$" }, Next: "C" },
      C: { Type: "Choice", Choices: [{ Variable: "$.n", NumericGreaterThan: 0, Next: "W" }], Default: "T" },
      T: taskState(LAMBDA, { Parameters: { "a.$": "$" }, ...end }),
    });
    const ended = (n: number, limits: Limits) =>
      perform(definition, { input: { n }, limits, handler: ({ arguments: sent }) => success(sent) });
    for (const limits of [AWS_LIMITS, NO_LIMITS]) {
      expect(ended(900, limits).status).toBe("SUCCEEDED");
      expect(ended(20_000, limits)).toMatchObject({
        error: "States.Runtime",
        cause: expect.stringMatching(/1000 levels/),
      });
    }
  });

  it("that the iterations of a Map wrap count for the loop around it", () => {
    const inner: JsonObject = {};
    for (let i = 0; i < 20; i++) inner[`I${i}`] = { Type: "Pass", Parameters: { "a.$": "$" }, Next: `I${i + 1}` };
    inner.I20 = { Type: "Pass", ...end };
    const definition = machineOf({
      M: { Type: "Map", ItemProcessor: machineOf(inner), Next: "C" },
      C: { Type: "Choice", Choices: [{ Variable: "$.stop", IsPresent: true, Next: "S" }], Default: "M" },
      S: { Type: "Succeed" },
    });
    const run = perform(definition, { input: [1], limits: NO_LIMITS });
    expect(run.cause).toMatch(/1000 levels/);
    expect(run.transitions).toBeLessThan(2000);
  });

  it.each([
    ["recurse without end", "{% ($f := function($n) { 1 + $f($n + 1) }; $f(0)) %}"],
    ["nest without end", "{% ($f := function($n) { [$f($n + 1)] }; $f(0)) %}"],
    ["range over a million", "{% [1..10000000] %}"],
    ["parse what is nested deeply", "{% $parse($states.input.s) %}"],
  ])("that expressions make when they %s fail the state", (_, Output) => {
    const s = "[".repeat(20_000) + "]".repeat(20_000);
    expect(perform(passes({ Output }, jsonata), { input: { s } }).error).toBe("States.QueryEvaluationError");
  });

  it("are numbers beyond 2^53: they keep what a double keeps", () => {
    const input = JSON.parse("[9007199254740993, 1e308, -1e-320, 123456789012345678901234567890]") as Json;
    expect(performLawfully(passes({}), { input }).output).toEqual(input);
  });

  it("are an endless loop: it ends at the limit of events", () => {
    const run = perform(
      machineOf({
        A: { Type: "Pass", Next: "C" },
        C: { Type: "Choice", Choices: [{ Variable: "$.stop", IsPresent: true, Next: "S" }], Default: "A" },
        S: { Type: "Succeed" },
      }),
    );
    expect(run.events).toHaveLength(25_000);
    expect(run.events.at(-1)).toMatchObject({
      id: 25_000,
      type: "ExecutionFailed",
      details: { error: "States.Runtime" },
    });
    expect(run.cause).toBe("The execution reached the maximum number of history events (25000).");
  });

  it("are retries without end: they end at the limit of events, too", () => {
    const Retry = [{ ErrorEquals: ["States.ALL"], MaxAttempts: 99_999_999, MaxDelaySeconds: 1 }];
    const run = perform(machineOf({ T: taskState(LAMBDA, { Retry, ...end }) }), { handler: () => failure("E") });
    expect(run.cause).toBe("The execution reached the maximum number of history events (25000).");
  });

  it("are nested machines: every level of a hundred is run", () => {
    let definition = machineOf({ T0: taskState(LAMBDA) });
    for (let i = 1; i <= 100; i++)
      definition = machineOf({ [`P${i}`]: { Type: "Parallel", Branches: [definition], ...end } });
    let output = perform(definition, { handler: () => success("inside") }).output;
    for (let i = 1; i <= 100; i++) [output] = output as Json[];
    expect(output).toBe("inside");
  });
});
