import { describe, expect, it } from "vitest";
import { failure, pending, success, type TaskOutcome } from "../../packages/asl-core/src/drivers/handler.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import {
  answering,
  caught,
  detailsOf,
  jsonata,
  LAMBDA,
  machineOf,
  performLawfully,
  retried,
  smallPayload,
  TOKEN,
  taskState,
} from "./support.js";

const end = { End: true };
const succeed = { Type: "Succeed" };
const caughtBy = (...names: string[]): JsonObject =>
  machineOf({
    T: taskState(TOKEN, { HeartbeatSeconds: 5, TimeoutSeconds: 60, ...caught("S", names), ...end }),
    S: succeed,
  });

const raised: Record<string, TaskOutcome> = {
  "a failure of its own": failure("Mine", "c"),
  "a failure without a name": failure(undefined, "c"),
  "States.TaskFailed": failure("States.TaskFailed", "c"),
  "a timeout": pending({ heartbeats: Array.from({ length: 20 }, (_, i) => 4000 * (i + 1)) }),
  "a missed heartbeat": pending(),
  "States.Permissions": failure("States.Permissions", "c"),
  "a timeout the worker reports": failure("States.Timeout", "c"),
};

describe("an ErrorEquals list", () => {
  const columns = [
    "States.ALL",
    "States.TaskFailed",
    "States.Timeout",
    "States.HeartbeatTimeout",
    "Mine",
    "Other",
    "States.Runtime",
  ];
  const matrix: [error: string, matches: string[]][] = [
    ["a failure of its own", ["States.ALL", "States.TaskFailed", "Mine"]],
    ["a failure without a name", ["States.ALL", "States.TaskFailed"]],
    ["States.TaskFailed", ["States.ALL", "States.TaskFailed"]],
    ["a timeout", ["States.ALL", "States.Timeout"]],
    ["a missed heartbeat", ["States.ALL", "States.Timeout", "States.HeartbeatTimeout"]],
    ["States.Permissions", ["States.ALL", "States.TaskFailed"]],
    ["a timeout the worker reports", ["States.ALL", "States.Timeout"]],
  ];
  it.each(matrix)("takes %s under %j", (error, matches) => {
    const taken = columns.filter(
      (name) => performLawfully(caughtBy(name), { handler: () => raised[error] }).status === "SUCCEEDED",
    );
    expect(taken).toEqual(matches);
  });

  it("with several names takes each of them", () => {
    expect(performLawfully(caughtBy("Other", "Mine"), { handler: () => raised["a failure of its own"] }).status).toBe(
      "SUCCEEDED",
    );
  });

  it("compares whole names, in their case", () => {
    for (const name of ["mine", "Min", "M.*"])
      expect(performLawfully(caughtBy(name), { handler: () => raised["a failure of its own"] }).status).toBe("FAILED");
  });

  it("takes keys of Object.prototype for names like others", () => {
    expect(performLawfully(caughtBy("constructor"), { handler: () => failure("constructor") }).status).toBe(
      "SUCCEEDED",
    );
    expect(performLawfully(caughtBy("toString"), { handler: () => failure("constructor") }).status).toBe("FAILED");
  });
});

describe("what cannot be caught", () => {
  it.each<[string, JsonObject]>([
    ["a path that misses", { Parameters: { "a.$": "$.nope" } }],
    ["an InputPath that misses", { InputPath: "$.nope" }],
    ["an intrinsic function that fails", { Parameters: { "a.$": "States.StringToJson('{')" } }],
    ["a timeout that is no number", { TimeoutSecondsPath: "$" }],
  ])("is %s, by any name", (_, fields) => {
    for (const names of [["States.ALL"], ["States.Runtime"], ["States.TaskFailed"]]) {
      const T = taskState(LAMBDA, { ...fields, ...retried({}, names), ...caught("S", names), ...end });
      const run = performLawfully(machineOf({ T, S: succeed }), { input: { x: 1 }, handler: () => success(1) });
      expect([run.error, run.duration]).toEqual(["States.Runtime", 0]);
    }
  });

  it("is a payload too large that the state itself made", () => {
    const T = taskState(LAMBDA, { ResultPath: "$.again", ...caught("S"), ...end });
    const input = { text: "x".repeat(150) };
    const run = performLawfully(machineOf({ T, S: succeed }), {
      input,
      handler: () => success("y".repeat(150)),
      limits: smallPayload(250),
    });
    expect(run.error).toBe("States.DataLimitExceeded");
  });

  it("is a runtime error of a catcher", () => {
    const Catch = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.a.b", Next: "S" }];
    const run = performLawfully(machineOf({ T: taskState(LAMBDA, { Catch, ...end }), S: succeed }), {
      input: { a: 1 },
      handler: () => failure("E"),
    });
    expect(run.status).toBe("FAILED");
  });
});

describe("a payload too large that a task returned", () => {
  it.each(["States.ALL", "States.DataLimitExceeded"])("is caught by %s", (name) => {
    const T = taskState(LAMBDA, { ...caught("S", [name]), ...end });
    const run = performLawfully(machineOf({ T, S: succeed }), {
      handler: () => success("x".repeat(400)),
      limits: smallPayload(300),
    });
    expect(run.output).toMatchObject({ Error: "States.DataLimitExceeded" });
  });
});

describe("retriers", () => {
  const tries = (Retry: Json, errors: string[], more: JsonObject = {}) => {
    let calls = 0;
    const T = taskState(LAMBDA, { Retry, ...caught("S"), ...end, ...more });
    const run = performLawfully(machineOf({ T, S: succeed }), {
      handler: () => {
        const error = errors[calls++];
        return error === undefined ? success("done") : failure(error, "c");
      },
    });
    return [calls, run.output];
  };
  const retrier = (name: string, MaxAttempts: number): JsonObject => ({
    ErrorEquals: [name],
    MaxAttempts,
    IntervalSeconds: 1,
  });

  it("count each for itself, and other errors in between reset nothing", () => {
    expect(tries([retrier("A", 2), retrier("B", 2)], ["A", "B", "A", "B"])).toEqual([5, "done"]);
    expect(tries([retrier("A", 2), retrier("B", 2)], ["A", "B", "A", "A"])).toEqual([4, { Error: "A", Cause: "c" }]);
  });

  it("that are used up leave the error to Catch, not to a later one", () => {
    expect(tries([retrier("A", 1), retrier("States.ALL", 9)], ["A", "A"])).toEqual([2, { Error: "A", Cause: "c" }]);
  });

  it("with MaxAttempts 0 never try again", () => {
    expect(tries([retrier("A", 0), retrier("States.ALL", 9)], ["A"])).toEqual([1, { Error: "A", Cause: "c" }]);
  });

  it("begin anew when the state is entered again", () => {
    const states = {
      T: taskState(LAMBDA, {
        Retry: [retrier("States.ALL", 1)],
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: null, Next: "C" }],
        Next: "C",
      }),
      C: {
        Type: "Choice",
        Choices: [{ Variable: "$$.State.EnteredTime", StringLessThan: "2026-01-01T00:00:02.500Z", Next: "T" }],
        Default: "S",
      },
      S: succeed,
    };
    let calls = 0;
    performLawfully(machineOf(states), { handler: () => (calls++, failure("E")) });
    expect(calls).toBe(6);
  });
});

describe("a catcher", () => {
  const T = (Catch: JsonObject, more: JsonObject = {}): JsonObject =>
    taskState(LAMBDA, { ...more, Catch: [{ ErrorEquals: ["States.ALL"], Next: "S", ...Catch }], ...end });
  const output = (state: JsonObject, options = {}, top = {}) =>
    performLawfully(machineOf({ T: state, S: succeed }, top), {
      input: { a: { b: 1 }, keep: 2 },
      handler: () => failure("E", "c"),
      ...options,
    }).output;
  const error = { Error: "E", Cause: "c" };

  it.each<[string, JsonObject, JsonObject, Json]>([
    ["gives the Error Output", {}, {}, error],
    [
      "writes it into the raw input, before InputPath",
      { ResultPath: "$.error" },
      { InputPath: "$.a" },
      { a: { b: 1 }, keep: 2, error },
    ],
    ["may drop it", { ResultPath: null }, {}, { a: { b: 1 }, keep: 2 }],
    [
      "does not apply the state's own output fields",
      {},
      { ResultSelector: { "x.$": "$.nope" }, ResultPath: "$.r", OutputPath: "$.nope" },
      error,
    ],
    ["makes the way to its ResultPath", { ResultPath: "$.x.y" }, {}, { a: { b: 1 }, keep: 2, x: { y: error } }],
  ])("%s", (_, entry, fields, expected) => expect(output(T(entry, fields))).toEqual(expected));

  it("assigns from the Error Output, not from the state's Assign", () => {
    const state = T({ Assign: { "e.$": "$.Error" } }, { Assign: { e: "state" } });
    const states = { T: state, S: { Type: "Pass", Parameters: { "e.$": "$e" }, ...end } };
    expect(performLawfully(machineOf(states), { handler: () => failure("E", "c") }).output).toEqual({ e: "E" });
  });

  it("in JSONata sees errorOutput and input, and gives its own Output", () => {
    const state = T({ Output: { e: "{% $states.errorOutput.Error %}", i: "{% $states.input.keep %}" } });
    expect(output(state, {}, jsonata)).toEqual({ e: "E", i: 2 });
  });

  it("in JSONata without Output gives the Error Output", () => expect(output(T({}), {}, jsonata)).toEqual(error));

  it("of a Map writes variables of the scope around it", () => {
    const M = {
      Type: "Map",
      ItemProcessor: machineOf({ F: { Type: "Fail", Error: "E" } }),
      Catch: [{ ErrorEquals: ["States.ALL"], Assign: { "e.$": "$.Error" }, Next: "P" }],
      ...end,
    };
    const run = performLawfully(machineOf({ M, P: { Type: "Pass", Parameters: { "e.$": "$e" }, ...end } }), {
      input: [1],
    });
    expect(run.output).toEqual({ e: "E" });
  });
});

describe("variables", () => {
  const reads = (name: string): JsonObject => ({ Type: "Pass", Parameters: { "v.$": `$${name}` }, ...end });

  it("of outer scopes are seen in branches and iterations, as they were when these began", () => {
    const states = {
      V: { Type: "Pass", Assign: { v: 1 }, Next: "P" },
      P: {
        Type: "Parallel",
        Branches: [machineOf({ A: reads("v") }), machineOf({ B: reads("v") })],
        ResultPath: "$.p",
        Next: "M",
      },
      M: { Type: "Map", ItemsPath: "$.items", ItemProcessor: machineOf({ C: reads("v") }), ...end },
    };
    expect(performLawfully(machineOf(states), { input: { items: [0] } }).output).toEqual([{ v: 1 }]);
  });

  it("of a branch vanish with it, and those of one iteration are not seen in another", () => {
    const inner = machineOf({ I: { Type: "Pass", Assign: { "w.$": "$" }, Next: "R" }, R: reads("w") });
    const states = { M: { Type: "Map", ItemProcessor: inner, MaxConcurrency: 1, ...end } };
    expect(performLawfully(machineOf(states), { input: [1, 2] }).output).toEqual([{ v: 1 }, { v: 2 }]);
  });

  it("swap in one Assign", () => {
    const states = {
      A: { Type: "Pass", Assign: { a: 1, b: 2 }, Next: "B" },
      B: { Type: "Pass", Assign: { "a.$": "$b", "b.$": "$a" }, Next: "C" },
      C: { Type: "Pass", Parameters: { "a.$": "$a", "b.$": "$b" }, ...end },
    };
    expect(performLawfully(machineOf(states)).output).toEqual({ a: 2, b: 1 });
  });

  it("are shown to the history as they are assigned", () => {
    const run = performLawfully(machineOf({ A: { Type: "Pass", Assign: { a: { b: 1 } }, ...end } }));
    expect(detailsOf(run, "PassStateExited")).toMatchObject([{ assigned: { a: { b: 1 } } }]);
  });

  it("start over with their container when it is tried again", () => {
    const inner = machineOf({
      I: { Type: "Pass", Assign: { w: 1 }, Next: "T" },
      T: taskState(LAMBDA, { Next: "R" }),
      R: reads("w"),
    });
    const P = { Type: "Parallel", Branches: [inner], ...retried({ MaxAttempts: 1 }), ...end };
    const run = performLawfully(machineOf({ P }), { handler: answering({ T: [failure("E"), success(1)] }) });
    expect(run.output).toEqual([{ v: 1 }]);
  });
});
