import { describe, expect, it } from "vitest";
import { validate } from "../../../packages/asl-core/src/definition/index.js";
import type { JsonObject } from "../../../packages/asl-core/src/json.js";
import { found, machine } from "./found.js";

const RULES = [
  "unreachable-retrier",
  "unreachable-catcher",
  "shadowed-error",
  "repeated-error",
  "unknown-error-name",
  "uncatchable-error",
];

const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
const retry = (...lists: string[][]): JsonObject =>
  machine({ A: { ...TASK, Retry: lists.map((ErrorEquals) => ({ ErrorEquals })) } });
const caught = (...lists: string[][]): JsonObject =>
  machine({ A: { ...TASK, Catch: lists.map((ErrorEquals) => ({ ErrorEquals, Next: "B" })) }, B: { Type: "Fail" } });

const ALL = ["States.ALL"];
const FAILED = ["States.TaskFailed"];

describe("a retrier or catcher", () => {
  it.each<[string, JsonObject, string[]]>([
    ["in the usual order is fine", retry(["A", "B"], ["C"], FAILED, ["States.Timeout"], ALL), []],
    [
      "whose only name was taken is never used",
      retry(["A"], ["A"]),
      ['unreachable-retrier at A › Retry[1].ErrorEquals «["A"]»'],
    ],
    [
      "whose names were all taken, by several, is never used",
      caught(["A"], ["B"], ["B", "A"]),
      ['unreachable-catcher at A › Catch[2].ErrorEquals «["B","A"]»'],
    ],
    [
      "after States.TaskFailed is never used for another error",
      caught(FAILED, ["A", "States.Permissions", "States.QueryEvaluationError"], ALL),
      ['unreachable-catcher at A › Catch[1].ErrorEquals «["A","States.Permissions","States.QueryEvaluationError"]»'],
    ],
    [
      "after States.TaskFailed is used for what that does not take",
      retry(FAILED, ["States.Timeout"], ["States.HeartbeatTimeout"], ["States.DataLimitExceeded"], ALL),
      [],
    ],
    ["after States.Timeout is used for a heartbeat", retry(["States.Timeout"], ["States.HeartbeatTimeout"]), []],
    [
      "some of whose names were taken is told of these",
      retry(["A", "B"], ["B", "C"], ["States.TaskFailed", "D"], ["States.Timeout", "E"]),
      ['shadowed-error at A › Retry[1].ErrorEquals[0] «"B"»', 'shadowed-error at A › Retry[3].ErrorEquals[1] «"E"»'],
    ],
    ["that names an error beside States.TaskFailed is fine", retry(["States.TaskFailed", "A"]), []],
    [
      "that names an error twice is told of the second",
      retry(["A", "B", "A"]),
      ['repeated-error at A › Retry[0].ErrorEquals[2] «"A"»'],
    ],
    [
      "does not count in the other list",
      machine({
        A: { ...TASK, Retry: [{ ErrorEquals: ["A"] }], Catch: [{ ErrorEquals: ["A"], Next: "B" }] },
        B: { Type: "Fail" },
      }),
      [],
    ],
    [
      "of a Parallel or Map is looked at as well",
      machine({
        A: {
          Type: "Parallel",
          Branches: [machine({ B: { Type: "Fail" } })],
          Retry: [{ ErrorEquals: ["A"] }, { ErrorEquals: ["A"] }],
          End: true,
        },
      } as JsonObject),
      ['unreachable-retrier at A › Retry[1].ErrorEquals «["A"]»'],
    ],
    [
      "with MaxAttempts 0 is as good as another",
      machine({
        A: { ...TASK, Retry: [{ ErrorEquals: ["A"], MaxAttempts: 0, BackoffRate: 2 }, { ErrorEquals: ALL }] },
      }),
      [],
    ],
    [
      "for States.Runtime is never used",
      caught(["States.Runtime"], ALL),
      ['uncatchable-error at A › Catch[0].ErrorEquals[0] «"States.Runtime"»'],
    ],
    [
      "for States.ALL that is not last is an error of AWS's",
      retry(ALL, ["A"]),
      ['states-all-not-last at A › Retry[0].ErrorEquals «["States.ALL"]»'],
    ],
  ])("%s", (_, definition, expected) => {
    expect(found(definition, RULES)).toEqual(expected);
  });

  it("that is never used is related to the one that takes its errors", () => {
    const [one] = validate(retry(FAILED, ["A"]));
    expect(one.related).toEqual([
      { message: "States.TaskFailed is taken here", pointer: "/States/A/Retry/0/ErrorEquals/0" },
    ]);
  });
});

describe("the name of an error", () => {
  const hints = (name: string): (string | undefined)[] =>
    validate(retry([name]))
      .filter((one) => one.rule === "unknown-error-name")
      .map((one) => one.hint);

  it.each([
    ["States.TimeOut", "Did you mean States.Timeout?"],
    ["States.All", "Did you mean States.ALL?"],
    ["State.TaskFailed", "Did you mean States.TaskFailed?"],
    ["states.timeout", "Did you mean States.Timeout?"],
    ["States.TaskFail", "Did you mean States.TaskFailed?"],
    ["States.OutOfCoffee", "Names that begin with States. are AWS's own."],
  ])("is misspelt: %s", (name, hint) => {
    expect(hints(name)).toEqual([hint]);
  });

  it.each([
    "States.ALL",
    "States.Http.StatusCode.404",
    "States.Http.Socket",
    "States.ExceedToleratedFailureThreshold",
    "Timeout",
    "ALL",
    "State.NotFound",
    "StatesError",
    "Lambda.ServiceException",
    "java.lang.Exception",
  ])("is fine: %s", (name) => {
    expect(hints(name)).toEqual([]);
  });

  it("is fine where a Fail state raises it", () => {
    const inner = machine({ B: { Type: "Fail", Error: "States.Mine" } });
    const outer = machine({
      A: { Type: "Parallel", Branches: [inner], Retry: [{ ErrorEquals: ["States.Mine"] }], End: true },
    });
    expect(found(outer, RULES)).toEqual([]);
  });
});
