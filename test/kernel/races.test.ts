import { describe, expect, it } from "vitest";
import { failure, pending, success, type TaskOutcome } from "../../packages/asl-core/src/drivers/handler.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import {
  answering,
  caught,
  jsonata,
  LAMBDA,
  machineOf,
  perform,
  performLawfully,
  retried,
  START,
  TOKEN,
  taskState,
} from "./support.js";

const end = { End: true };
const succeed = { Type: "Succeed" };
const timed = (more: JsonObject = {}): JsonObject =>
  machineOf({ T: taskState(LAMBDA, { TimeoutSeconds: 5, ...end, ...more }) });
const watched = machineOf({ T: taskState(TOKEN, { TimeoutSeconds: 60, HeartbeatSeconds: 10, ...end }) });

type Row = [title: string, definition: JsonObject, outcome: TaskOutcome | TaskOutcome[], ended: string, millis: number];
const table: Row[] = [
  ["an answer before the timeout wins", timed(), success(1, { takes: 4999 }), "SUCCEEDED", 4999],
  ["an answer at the moment of the timeout wins", timed(), success(1, { takes: 5000 }), "SUCCEEDED", 5000],
  ["the timeout wins by a millisecond", timed(), success(1, { takes: 5001 }), "States.Timeout", 5000],
  ["a failure before the timeout wins", timed(), failure("E", "c", { takes: 1 }), "E", 1],
  ["a task that never answers times out", timed(), pending(), "States.Timeout", 5000],
  ["a missed heartbeat comes before the timeout", watched, pending(), "States.Timeout", 10_000],
  ["heartbeats put it off", watched, pending({ heartbeats: [9000, 18_000] }), "States.Timeout", 28_000],
  ["a heartbeat at the last moment counts", watched, pending({ heartbeats: [10_000] }), "States.Timeout", 20_000],
  ["a heartbeat too late does not", watched, pending({ heartbeats: [10_001] }), "States.Timeout", 10_000],
  [
    "heartbeats keep a task alive until its answer",
    watched,
    success(1, { takes: 25_000, heartbeats: [8000, 16_000] }),
    "SUCCEEDED",
    25_000,
  ],
  [
    "heartbeats do not put off the timeout",
    watched,
    pending({ heartbeats: [9000, 18_000, 27_000, 36_000, 45_000, 54_000] }),
    "States.Timeout",
    60_000,
  ],
  [
    "heartbeats without a heartbeat limit mean nothing",
    timed(),
    pending({ heartbeats: [4000] }),
    "States.Timeout",
    5000,
  ],
  [
    "each try has the whole time",
    timed(retried({ MaxAttempts: 1, IntervalSeconds: 2 }, ["States.Timeout"])),
    success(1, { takes: 5001 }),
    "States.Timeout",
    12_000,
  ],
  [
    "an answer to an earlier try is late",
    timed(retried({ MaxAttempts: 1, IntervalSeconds: 1 })),
    [success(1, { takes: 5500 }), success(2, { takes: 100 })],
    "SUCCEEDED",
    6100,
  ],
  [
    "the execution's timeout ends a Wait",
    machineOf({ W: { Type: "Wait", Seconds: 9, ...end } }, { TimeoutSeconds: 3 }),
    pending(),
    "TIMED_OUT",
    3000,
  ],
  [
    "a Wait as long as the execution's timeout is over too late",
    machineOf({ W: { Type: "Wait", Seconds: 3, ...end } }, { TimeoutSeconds: 3 }),
    pending(),
    "TIMED_OUT",
    3000,
  ],
  [
    "the execution's timeout ends a back-off",
    machineOf({ T: taskState(LAMBDA, { ...retried({ IntervalSeconds: 60 }), ...end }) }, { TimeoutSeconds: 3 }),
    failure("E"),
    "TIMED_OUT",
    3000,
  ],
];

describe("on the virtual clock", () => {
  it.each(table)("%s", (_, definition, outcome, ended, millis) => {
    const run = performLawfully(definition, { handler: answering({ T: outcome }) });
    expect([run.status === "FAILED" ? run.error : run.status, run.duration]).toEqual([ended, millis]);
  });

  it("gives the answer of the try that is asked, not of the one before", () => {
    const handler = answering({ T: [success("old", { takes: 5500 }), success("new", { takes: 2000 })] });
    expect(performLawfully(timed(retried({ IntervalSeconds: 1 })), { handler }).output).toBe("new");
  });

  it("waits for a year", () => {
    const run = performLawfully(machineOf({ W: { Type: "Wait", Timestamp: "2027-01-01T00:00:00Z", ...end } }));
    expect(run.duration).toBe(365 * 86_400_000);
  });

  it("goes on past the last moment a date can show", () => {
    const states = {
      W: { Type: "Wait", SecondsPath: "$.s", Next: "C" },
      C: {
        Type: "Choice",
        Choices: [{ Variable: "$$.State.EnteredTime", StringGreaterThan: "~", Next: "S" }],
        Default: "W",
      },
      S: succeed,
    };
    const run = perform(machineOf(states), { input: { s: 24_855 * 86_400 } });
    expect(run.error).toBe("States.Runtime");
    expect(run.events.length).toBe(25_000);
  });
});

describe("back-off", () => {
  const attempts = (retry: JsonObject, seed = 1): number[] => {
    const starts: number[] = [];
    performLawfully(machineOf({ T: taskState(LAMBDA, { ...retried(retry), ...end }) }), {
      seed,
      handler: ({ at }) => {
        starts.push((at - START) / 1000);
        return failure("E");
      },
    });
    return starts;
  };

  it.each<[string, JsonObject, number[]]>([
    ["is 1, 2, 4 seconds where nothing is said", {}, [0, 1, 3, 7]],
    ["begins with IntervalSeconds", { IntervalSeconds: 3, MaxAttempts: 2 }, [0, 3, 9]],
    ["grows by BackoffRate", { BackoffRate: 1.5, MaxAttempts: 3 }, [0, 1, 2.5, 4.75]],
    ["stays at a rate of 1", { BackoffRate: 1, MaxAttempts: 3 }, [0, 1, 2, 3]],
    ["is at most MaxDelaySeconds", { MaxDelaySeconds: 3, MaxAttempts: 4 }, [0, 1, 3, 6, 9]],
    ["does not happen with MaxAttempts 0", { MaxAttempts: 0 }, [0]],
  ])("%s", (_, retry, expected) => expect(attempts(retry)).toEqual(expected));

  it("is a part of the whole with JitterStrategy FULL, the same for the same seed", () => {
    const retry = { IntervalSeconds: 10, BackoffRate: 1, MaxAttempts: 5, JitterStrategy: "FULL" };
    const starts = attempts(retry, 7);
    const delays = starts.slice(1).map((at, i) => at - starts[i]);
    expect(delays.every((delay) => delay >= 0 && delay <= 10)).toBe(true);
    expect(new Set(delays).size).toBe(5);
    expect(attempts(retry, 7)).toEqual(starts);
    expect(attempts(retry, 8)).not.toEqual(starts);
  });

  it("without end still leaves a date that can be shown", () => {
    const definition = machineOf({
      T: taskState(LAMBDA, { ...retried({ IntervalSeconds: 99_999_999, BackoffRate: 1e9, MaxAttempts: 3 }), ...end }),
    });
    const run = performLawfully(definition, { handler: () => failure("E") });
    expect(run.error).toBe("E");
    expect(Number.isSafeInteger(run.execution.now)).toBe(true);
  });
});

describe("an abort", () => {
  const waits = { W: { Type: "Wait", Seconds: 60, ...end } };
  it.each<[string, JsonObject]>([
    ["a Wait", waits],
    ["a task", { T: taskState(LAMBDA) }],
    [
      "a Parallel",
      { P: { Type: "Parallel", Branches: [machineOf(waits), machineOf({ T: taskState(LAMBDA) })], ...end } },
    ],
    ["a Map", { M: { Type: "Map", ItemsPath: "$$.Execution.Input", ItemProcessor: machineOf(waits), ...end } }],
    ["a back-off", { T: taskState(LAMBDA, { ...retried({ IntervalSeconds: 60 }), Comment: "fails", ...end }) }],
  ])("ends %s and leaves nothing", (_, states) => {
    const handler = ({ state }: { state: string }) =>
      (states[state] as JsonObject | undefined)?.Comment ? failure("E") : pending();
    const run = performLawfully(machineOf(states), {
      input: [1, 2],
      handler,
      abort: { after: 2000, error: "Mine", cause: "enough" },
    });
    expect([run.status, run.error, run.cause, run.duration]).toEqual(["ABORTED", "Mine", "enough", 2000]);
  });

  it("after the end changes nothing", () => {
    expect(perform(machineOf({ S: succeed }), { abort: { after: 1 } }).status).toBe("SUCCEEDED");
  });
});

describe("siblings", () => {
  it("end at the same moment as one fails, in the order in which they were asked for", () => {
    const P = {
      Type: "Parallel",
      Branches: [machineOf({ A: taskState(LAMBDA) }), machineOf({ B: taskState(LAMBDA) })],
      ...caught("S"),
      ...end,
    };
    const handler = answering({ A: failure("E", "a", { takes: 1000 }), B: success(1, { takes: 1000 }) });
    const run = performLawfully(machineOf({ P, S: succeed }), { handler });
    expect(run.output).toEqual({ Error: "E", Cause: "a" });
    expect(run.events.some(({ type }) => type === "LambdaFunctionSucceeded")).toBe(false);
  });

  it("do not start a task that a failing one withdraws in the same moment", () => {
    const asked: string[] = [];
    const P = {
      Type: "Parallel",
      Branches: [machineOf({ A: taskState(LAMBDA) }), machineOf({ F: { Type: "Fail", Error: "E" } })],
      ...caught("S"),
      ...end,
    };
    performLawfully(machineOf({ P, S: succeed }), {
      handler: ({ state }) => {
        asked.push(state);
        return success(1);
      },
    });
    expect(asked).toEqual([]);
  });

  it("run first come, first served: a frame runs until it must wait", () => {
    const branch = (name: string) =>
      machineOf({
        [`${name}1`]: { Type: "Pass", Next: `${name}2` },
        [`${name}2`]: { Type: "Wait", Seconds: 1, Next: `${name}3` },
        [`${name}3`]: { Type: "Pass", End: true },
      });
    const definition = machineOf(
      { P: { Type: "Parallel", Branches: [branch("A"), branch("B"), branch("C")], ...end } },
      jsonata,
    );
    const run = performLawfully(definition);
    const entered = run.events.filter(({ type }) => type.endsWith("StateEntered"));
    expect(entered.map(({ frame, type }) => `${frame} ${type.slice(0, 4)}`)).toEqual([
      "1 Para",
      "2 Pass",
      "2 Wait",
      "3 Pass",
      "3 Wait",
      "4 Pass",
      "4 Wait",
      "2 Pass",
      "3 Pass",
      "4 Pass",
    ]);
  });
});
