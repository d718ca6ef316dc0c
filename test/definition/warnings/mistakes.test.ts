import { describe, expect, it } from "vitest";
import { type RuleSettings, readText, validate } from "../../../packages/asl-core/src/definition/index.js";

const END = { Type: "Succeed" };
const task = (Resource: string) => ({ StartAt: "S", States: { S: { Type: "Task", Resource, End: true } } });
const pass = (Parameters: object) => ({ StartAt: "S", States: { S: { Type: "Pass", Parameters, End: true } } });
const choice = (...rules: object[]) => ({
  StartAt: "S",
  States: { S: { Type: "Choice", Choices: rules.map((rule) => ({ ...rule, Next: "E" })), Default: "E" }, E: END },
});
const map = (ProcessorConfig: object) => ({
  StartAt: "S",
  States: { S: { Type: "Map", ItemProcessor: { ProcessorConfig, StartAt: "P", States: { P: END } }, End: true } },
});

const found = (definition: object, rules?: RuleSettings) => {
  const text = JSON.stringify(definition);
  return validate(readText(text), { rules }).map(({ rule, range, hint }) => [
    rule,
    text.slice(range!.start.offset, range!.end.offset),
    hint,
  ]);
};

describe("a resource", () => {
  it.each([
    "arn:aws:s3:::bucket",
    "arn:aws:lambda:us-east-1:123456789012:fn:f",
    "arn:aws:lambda:us-east-1:12345:function:f",
    "arn:aws:lambda:::function:f",
    "arn:aws:lambda:us-east-1:123456789012:function:",
    "arn:aws:lambda:us-east-1:123456789012:function:my function",
    "arn:aws:states:us-east-1:123456789012:activity:",
    "arn:aws:states:us-east-1::lambda:invoke",
  ])("that nothing has is warned of: %s", (arn) => {
    const told = found(task(arn)).filter(([rule]) => rule !== "unbounded-wait");
    expect(told.map(([rule, written]) => [rule, written])).toEqual([["suspicious-arn", JSON.stringify(arn)]]);
  });

  it.each([
    "arn:aws:lambda:us-east-1:123456789012:function:f",
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:f:$LATEST",
    "arn:aws:lambda:REGION:ACCOUNT_ID:function:FUNCTION_NAME",
    "arn:aws:lambda:us-east-1:<account>:function:f",
    "arn:aws:lambda:us-east-1:123456789012:${kind}:f",
    "arn:aws:states:us-east-1:123456789012:activity:Walk",
    "arn:aws:states:::lambda:invoke",
    "arn:aws:states:us-east-1:123456789012:athena:startQueryExecution.sync", // as in a template of AWS's samples
  ])("is let be: %s", (arn) => {
    expect(found(task(arn)).filter(([rule]) => rule === "suspicious-arn")).toEqual([]);
  });
});

describe("a comparison", () => {
  it("with a path as text is told of", () => {
    const rule = { Not: { Variable: "$.a", StringLessThanEquals: "$.b" } };
    expect(found(choice({ And: [rule, rule] })).slice(0, 1)).toEqual([
      ["missing-path-suffix", '"$.b"', "Write StringLessThanEqualsPath."],
    ]);
  });

  it.each([
    { StringEquals: "$5" },
    { StringEquals: "$.50 off" },
    { StringEqualsPath: "$.b" },
    { StringMatches: "$.b*" },
  ])("with a text or a path is let be: %j", (one) => {
    expect(found(choice({ Variable: "$.a", ...one }))).toEqual([]);
  });

  const ASKED = { Variable: "$.a", IsPresent: false };
  const COMPARED = { Variable: "$.a.b", NumericEquals: 1 };

  it("with what a later rule asks for is told of", () => {
    expect(found(choice(COMPARED, ASKED)).map(([rule, written]) => [rule, written])).toEqual([
      ["presence-asked-late", '"$.a.b"'],
    ]);
  });

  it.each<[string, object[]]>([
    ["an earlier rule asks for", [ASKED, COMPARED, ASKED]],
    ["the same rule asks for", [{ And: [{ Variable: "$.a", IsPresent: true }, COMPARED] }, ASKED]],
    ["is compared only where something else holds", [{ And: [{ Variable: "$.k", IsNull: true }, COMPARED] }, ASKED]],
    [
      "is asked for in part",
      [
        { Variable: "$.a", IsNull: true },
        { Variable: "$.a.b", IsPresent: true },
      ],
    ],
    ["another rule asks for", [COMPARED, { Variable: "$.c", IsPresent: true }]],
  ])("with what %s is let be", (_, rules) => {
    expect(found(choice(...rules)).filter(([rule]) => rule === "presence-asked-late")).toEqual([]);
  });
});

describe("a loop", () => {
  const round = (ask: object, decide: object, more: object = {}) => ({
    StartAt: "Wait",
    States: {
      Wait: { Type: "Wait", Seconds: 1, Next: "Ask" },
      Ask: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: {}, Next: "Done?", ...ask },
      "Done?": {
        Type: "Choice",
        Choices: [{ Variable: "$.job.status", StringEquals: "DONE", Next: "Done", ...decide }],
        Default: "Wait",
      },
      Done: END,
      ...more,
    },
  });
  const isTold = (definition: object) => found(definition).some(([rule]) => rule === "steady-loop");

  it.each<[string, object, object]>([
    ["writes to another place", { ResultPath: "$.answer" }, {}],
    ["throws its results away", { ResultPath: null }, {}],
    ["writes beside it", { ResultPath: "$.job.answer" }, {}],
    ["looks at a variable that nobody in it assigns", { ResultPath: null }, { Variable: "$done" }],
  ])("that %s is told that it never ends", (_, ask, decide) => {
    const before = { StartAt: "Set", Set: { Type: "Pass", Assign: { done: "no" }, Next: "Wait" } };
    const definition = round(ask, decide);
    expect(isTold({ StartAt: "Set", States: { Set: before.Set, ...definition.States } })).toBe(true);
  });

  it.each<[string, object, object]>([
    ["replaces the document", {}, {}],
    ["writes what it looks at", { ResultPath: "$.job.status" }, {}],
    ["writes around it", { ResultPath: "$.job" }, {}],
    ["writes below it", { ResultPath: "$.job.status.now" }, {}],
    ["has a catcher", { ResultPath: null, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Done" }] }, {}],
    ["looks at the time", { ResultPath: null }, { Variable: "$$.State.EnteredTime" }],
    ["assigns what it looks at", { ResultPath: null, Assign: { done: "DONE" } }, { Variable: "$done" }],
    ["takes a part of the document", { ResultPath: null, OutputPath: "$.next" }, {}],
  ])("that %s is let be", (_, ask, decide) => {
    expect(isTold(round(ask, decide))).toBe(false);
  });
});

describe("a path", () => {
  it("that ends in a function is told of, once, with what to write", () => {
    const both = {
      StartAt: "L",
      States: {
        L: { Type: "Pass", Result: { l: [1] }, Next: "S" },
        S: { Type: "Pass", Parameters: { "n.$": "$.l.length()" }, End: true },
      },
    };
    const told = ["path-function", "$.l.length()", "Write States.ArrayLength($.l)."];
    expect(found(both)).toEqual([told]);
    expect(found(pass({ "n.$": "$.l.length()" }))).toEqual([told]);
    expect(found(pass({ "n.$": "States.MathAdd($.l.length(), 1)" }))).toEqual([told]);
  });

  it("with parentheses in a quoted name of more words is let be", () => {
    expect(found(pass({ "n.$": "$['price (net)']" }))).toEqual([]);
  });
});

describe("an inline Map", () => {
  it("that names a type of executions is told that it has none", () => {
    expect(found(map({ Mode: "INLINE", ExecutionType: "STANDARD" })).map(([rule, written]) => [rule, written])).toEqual(
      [["unused-execution-type", '"ExecutionType"']],
    );
    expect(found(map({ Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }))).toEqual([]);
  });
});

describe("warnings", () => {
  const definition = {
    StartAt: "S",
    States: { S: { Type: "Task", Resource: "charge", Parameters: { a: "$.b" }, End: true } },
  };

  it.each<RuleSettings>([{ "not-an-arn": "off" }, { "not-an-arn": "warn" }, { SCHEMA_VALIDATION_FAILED: "off" }])(
    "are given where settings lift the errors: %j",
    (rules) => {
      expect(found(definition, rules).map(([rule]) => rule)).toContain("missing-dollar");
    },
  );

  it("are given where a loop has no end state and that is allowed", () => {
    const loop = { StartAt: "S", States: { S: { Type: "Pass", Parameters: { a: "$.b" }, Next: "S" } } };
    expect(found(loop, { "no-terminal-state": "off" }).map(([rule]) => rule)).toContain("missing-dollar");
  });

  it("are not crowded out by rules that are switched off", () => {
    const states = Object.fromEntries(
      Array.from({ length: 1200 }, (_, index) => [`S${index}`, { Type: "Pass", Color: 1, Next: `S${index + 1}` }]),
    );
    const many = { StartAt: "S0", States: { ...states, S1200: { Type: "Pass", Parameters: { a: "$.b" }, End: true } } };
    expect(found(many, { "unsupported-field": "off" }).map(([rule]) => rule)).toEqual(["missing-dollar"]);
  });

  it("wait where an error is reported, or leaves a definition that cannot be judged", () => {
    expect(found(definition).map(([rule]) => rule)).toEqual(["not-an-arn"]);
    const torn = { StartAt: "S", States: { S: { ...definition.States.S, Resource: 1 } } };
    expect(found(torn, { "wrong-type": "off" })).toEqual([]);
  });
});
