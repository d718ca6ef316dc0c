import { describe, expect, it } from "vitest";
import {
  CaseError,
  compareCase,
  compareEvents,
  logRecords,
  readCase,
  runCase,
  runCases,
} from "../../packages/asl-core/src/conformance/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f";
const task = (resource = LAMBDA, more: JsonObject = {}): JsonObject => ({
  StartAt: "T",
  States: { T: { Type: "Task", Resource: resource, End: true, ...more } },
});
const one = (definition: JsonObject, expected: JsonObject, more: JsonObject = {}) =>
  readCase({ id: "x", definition, expected, ...more });
const run = (definition: JsonObject, expected: JsonObject, more: JsonObject = {}) =>
  runCase(one(definition, expected, more));
const WAIT: JsonObject = { StartAt: "W", States: { W: { Type: "Wait", Seconds: 9, End: true } } };
const OK = { status: "SUCCEEDED" };

describe("a recorded answer", () => {
  const outcomes: [title: string, outcome: JsonObject, resource: string, event: string][] = [
    ["succeeds", { event: "LambdaFunctionSucceeded", output: 1 }, LAMBDA, "LambdaFunctionSucceeded"],
    ["fails", { event: "LambdaFunctionFailed", error: "E" }, LAMBDA, "LambdaFunctionFailed"],
    [
      "fails to be scheduled",
      { event: "LambdaFunctionScheduleFailed", error: "E" },
      LAMBDA,
      "LambdaFunctionScheduleFailed",
    ],
    ["fails to start", { event: "LambdaFunctionStartFailed", error: "E" }, LAMBDA, "LambdaFunctionStartFailed"],
    [
      "fails to be submitted",
      { event: "TaskSubmitFailed", error: "E" },
      "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "TaskSubmitFailed",
    ],
    [
      "is out of time",
      { event: "LambdaFunctionTimedOut", timeout: "States.Timeout" },
      LAMBDA,
      "LambdaFunctionTimedOut",
    ],
  ];
  it.each(outcomes)("%s", (_, outcome, resource, event) => {
    const { events } = run(task(resource, { TimeoutSeconds: 5 }), OK, { mocks: { T: [outcome] } });
    expect(events.map(({ type }) => type)).toContain(event);
  });

  it("serves one call after the other, and its own iteration", () => {
    const map = { StartAt: "M", States: { M: { Type: "Map", MaxConcurrency: 1, ItemProcessor: task(), End: true } } };
    const mocks: JsonObject = {
      T: [{ output: "b", iteration: [0, 1] }, { output: "a", iteration: [0] }, { output: "c" }],
    };
    expect(run(map, OK, { input: [0, 0, 0], mocks }).output).toEqual(["a", "b", "c"]);
  });

  it("repeats where it says so", () => {
    const map = { StartAt: "M", States: { M: { Type: "Map", ItemProcessor: task(), End: true } } };
    const mocks: JsonObject = { T: [{ output: "a" }, { output: "b", repeat: true }] };
    expect(run(map, OK, { input: [0, 0, 0], mocks }).output).toEqual(["a", "b", "b"]);
  });

  it("gives back the payload where the function is the identity", () => {
    const mocks: JsonObject = { T: [{ behaviour: "identity", repeat: true }] };
    expect(run(task(), OK, { input: { a: 1 }, mocks }).output).toEqual({ a: 1 });
    const invoke = task("arn:aws:states:::lambda:invoke", { Parameters: { FunctionName: "f", "Payload.$": "$" } });
    expect(run(invoke, OK, { input: { a: 1 }, mocks }).output).toEqual({ Payload: { a: 1 } });
  });

  it("that is missing is a difference", () => {
    const missing = one(task(), OK);
    expect(compareCase(missing, runCase(missing))[0]).toBe('no recorded answer for task "T" (call 1)');
  });
});

describe("a recording", () => {
  it("of a stopped execution stops after its last event", () => {
    const expected = {
      status: "ABORTED",
      events: [{ type: "ExecutionStarted" }, { type: "WaitStateEntered" }, { type: "ExecutionAborted" }],
    };
    expect(run(WAIT, expected).events.map(({ type }) => type)).toEqual(expected.events.map(({ type }) => type));
  });

  it("of an execution that had not ended shows what had happened", () => {
    const result = run(WAIT, {
      status: "RUNNING",
      events: [{ type: "ExecutionStarted" }, { type: "WaitStateEntered" }],
    });
    expect([result.status, result.events.length]).toEqual(["RUNNING", 2]);
  });

  it("of an activity nobody answered knows no such activity", () => {
    const arn = "arn:aws:states:us-east-1:123456789012:activity:a";
    expect(run(task(arn), { status: "FAILED" }).cause).toContain(`The activity ${arn} does not exist.`);
  });

  it("of a definition that is refused says why", () => {
    expect(run({ StartAt: "X", States: {} }, OK).problem).toContain("the definition is refused");
  });
});

describe("a log", () => {
  const { events } = run({ StartAt: "F", States: { F: { Type: "Fail", Error: "E" } } }, { status: "FAILED" });
  const types = (level: string) =>
    logRecords(events, { level, includeExecutionData: true }, {}).map(({ type }) => type);

  it.each([
    ["ALL", ["ExecutionStarted", "FailStateEntered", "ExecutionFailed"]],
    ["ERROR", ["FailStateEntered", "ExecutionFailed"]],
    ["FATAL", ["ExecutionFailed"]],
    ["OFF", []],
  ])("of level %s has its events", (level, expected) => expect(types(level)).toEqual(expected));

  it("leaves data out where it should", () => {
    const [first] = logRecords(events, { level: "ALL", includeExecutionData: false }, { executionArn: "arn" });
    const details = { roleArn: expect.any(String) };
    expect(first).toEqual({ id: "1", type: "ExecutionStarted", details, previous_event_id: "0", execution_arn: "arn" });
  });
});

describe("events", () => {
  const a = { id: 1, previousEventId: 0, type: "A", aEventDetails: { x: 1 } };
  const b = { id: 2, previousEventId: 1, type: "B" };

  it("compare one by one", () => {
    expect(compareEvents([a, b], [a, b], false)).toEqual([]);
    expect(compareEvents([a, b], [a, { ...b, previousEventId: 0 }], false)).toEqual([
      "#2 B: previousEventId 0, expected 1",
    ]);
    expect(compareEvents([a, b], [a], false)).toEqual(["1 events, expected 2"]);
  });

  it("take empty details for absent ones, and ids that were not recorded", () => {
    const recorded = { ...b, id: null as Json, previousEventId: null as Json, bEventDetails: {} };
    expect(compareEvents([recorded], [b], false)).toEqual([]);
  });

  it("compare without order where the recording has none", () => {
    expect(compareEvents([b, a], [a, b], true)).toEqual([]);
    expect(compareEvents([{ ...a, reconstructed: true, aEventDetails: { x: 2 } }], [a], true)).toEqual([]);
    expect(compareEvents([b], [a], true)).toEqual(["no event like #2 B {}", 'unexpected A {"aEventDetails":{"x":1}}']);
  });
});

describe("a suite", () => {
  it("counts by area and tells the first difference", () => {
    const cases = [
      { area: "b", case: one(WAIT, { status: "SUCCEEDED", output: {} }) },
      { area: "a", case: one(WAIT, { status: "FAILED" }) },
      { area: "b", case: one(WAIT, { status: "SUCCEEDED", output: [] }) },
    ];
    expect(runCases(cases)).toEqual({
      total: 3,
      passed: 1,
      areas: { a: { total: 1, passed: 0 }, b: { total: 2, passed: 1 } },
      failures: [
        { id: "x", reason: "status SUCCEEDED, expected FAILED" },
        { id: "x", reason: 'output: "{}"\n   expected []' },
      ],
    });
  });
});

describe("a case file", () => {
  it.each<[string, Json, string]>([
    ["is an object", [], "the case must be an object"],
    ["has an id", {}, "id must be a text"],
    ["has a definition", { id: "x" }, "definition must be an object"],
    ["expects a status", { id: "x", definition: {}, expected: {} }, "expected.status must be"],
    ["has lists of outcomes", { id: "x", definition: {}, expected: OK, mocks: { T: {} } }, "mocks.T must be"],
  ])("%s", (_, json, message) => {
    expect(() => readCase(json)).toThrow(CaseError);
    expect(() => readCase(json)).toThrow(message);
  });
});
