import { describe, expect, it } from "vitest";
import { type AnswerProblem, AnswersError, readAnswers } from "../../packages/asl-core/src/drivers/answers.js";
import { type TaskRequest, UnansweredTask } from "../../packages/asl-core/src/drivers/handler.js";
import { routeHandlers } from "../../packages/asl-core/src/drivers/routes.js";
import { formatDuration, parseDuration } from "../../packages/asl-core/src/duration.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";
import { nearest } from "../../packages/asl-core/src/near.js";

const LAMBDA = "arn:aws:states:::lambda:invoke";
const SQS = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";

const request = (state: string, call = 0, more: Partial<TaskRequest> = {}): TaskRequest => ({
  state,
  path: state,
  resource: "arn:aws:lambda:us-east-1:123456789012:function:f",
  arguments: { a: 1 },
  attempt: 0,
  call,
  iteration: [],
  context: {},
  at: 0,
  ...more,
});

const task = (Resource: string) => ({ Type: "Task", Resource, End: true });
const machine = compileDefinition({
  StartAt: "Split",
  States: {
    Split: { Type: "Parallel", Branches: [{ StartAt: "Fetch", States: { Fetch: task(LAMBDA) } }], Next: "Each" },
    Each: { Type: "Map", ItemProcessor: { StartAt: "Send", States: { Send: task(SQS) } }, Next: "Charge card" },
    "Charge card": task(LAMBDA),
  },
});

describe("an answer", () => {
  const cases: [title: string, answer: Json, request: TaskRequest, outcome: unknown][] = [
    ["gives its output", { output: [1] }, request("A"), { type: "success", output: [1] }],
    ["gives null as an output", { output: null }, request("A"), { type: "success", output: null }],
    ["fails", { error: "E", cause: "c" }, request("A"), { type: "failure", error: "E", cause: "c" }],
    ["fails without a name", { cause: "c" }, request("A"), { type: "failure", error: undefined, cause: "c" }],
    ["fails early", { error: "E", stage: "submit" }, request("A"), { type: "failure", error: "E", stage: "submit" }],
    ["takes its time", { output: 1, takes: "2s" }, request("A"), { type: "success", output: 1, takes: 2000 }],
    ["takes milliseconds", { output: 1, takes: 5 }, request("A"), { type: "success", output: 1, takes: 5 }],
    ["gives back the arguments", { identity: true }, request("A"), { type: "success", output: { a: 1 } }],
    [
      "gives back a Payload as Lambda does",
      { identity: true },
      request("A", 0, { resource: LAMBDA, arguments: { FunctionName: "f", Payload: [2] } }),
      { type: "success", output: { Payload: [2], StatusCode: 200, ExecutedVersion: "$LATEST" } },
    ],
    [
      "waits, sends heartbeats and tells what submitting gave",
      { pending: true, heartbeats: ["10s", 20_000], submitted: { MessageId: "m1" } },
      request("A"),
      { type: "pending", heartbeats: [10_000, 20_000], submitted: { MessageId: "m1" } },
    ],
    ["names its worker", { output: 1, workerName: "w" }, request("A"), { type: "success", output: 1, workerName: "w" }],
  ];
  it.each(cases)("%s", (_, answer, asked, outcome) => {
    expect(readAnswers({ A: answer }).handler(asked)).toEqual(outcome);
  });
});

describe("a list of answers", () => {
  const served = (answers: Json, calls: number): unknown[] => {
    const { handler } = readAnswers({ A: answers });
    return Array.from({ length: calls }, (_, call) => {
      try {
        return (handler(request("A", call)) as { output: Json }).output;
      } catch (error) {
        return (error as Error).name;
      }
    });
  };
  it.each<[string, Json, unknown[]]>([
    ["serves one call after the other", [{ output: 1 }, { output: 2 }], [1, 2, "UnansweredTask"]],
    ["repeats to the end", [{ output: 1 }, { output: 2, repeat: true }], [1, 2, 2, 2]],
    ["repeats a number of times", [{ output: 1, repeat: 2 }, { output: 2 }], [1, 1, 2, "UnansweredTask"]],
    ["may be one answer for every call", { output: 1 }, [1, 1, 1]],
    ["may be one answer for some calls", { output: 1, repeat: 2 }, [1, 1, "UnansweredTask"]],
    ["may be empty", [], ["UnansweredTask"]],
  ])("%s", (_, answers, outputs) => {
    expect(served(answers, outputs.length)).toEqual(outputs);
  });

  it("tells what was never asked for", () => {
    const answers = readAnswers({ A: [{ output: 1 }, { output: 2 }], B: { output: 1 } });
    answers.handler(request("A", 0));
    expect(answers.unused()).toEqual([
      { key: "A", index: 1 },
      { key: "B", index: -1 },
    ]);
  });
});

describe("the key of an answer", () => {
  const answers = readAnswers({
    default: { output: "default" },
    "*sqs*": { output: "pattern" },
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken": { output: "later pattern" },
    Send: { output: "name" },
    "Split > branch 1 > Send": { output: "path" },
    "Each › item › Work": { output: "item" },
  });
  it.each<[string, Partial<TaskRequest>, string]>([
    ["is a path before anything else", { state: "Send", path: "Split › branch 1 › Send" }, "path"],
    ["is a name before a resource", { state: "Send", path: "Split › branch 0 › Send", resource: SQS }, "name"],
    ["is a resource with stars, the first that fits", { state: "X", path: "X", resource: SQS }, "pattern"],
    ["may name the inside of a Map", { state: "Work", path: "Each › Work" }, "item"],
    ["is default for all others", { state: "Y", path: "Y" }, "default"],
  ])("%s", (_, more, output) => {
    expect(answers.handler(request("", 0, more))).toEqual({ type: "success", output });
  });

  it("may be anything but a member every object has", () => {
    expect(() => readAnswers({}).handler(request("constructor"))).toThrow(UnansweredTask);
  });
});

describe("readAnswers", () => {
  const problemsOf = (value: Json): readonly AnswerProblem[] => {
    try {
      readAnswers(value, machine);
      return [];
    } catch (error) {
      return (error as AnswersError).problems;
    }
  };
  it.each<[string, Json, Partial<AnswerProblem>]>([
    ["refuses a list", [], { pointer: "", part: "value" }],
    ["refuses a text", { Fetch: "ok" }, { pointer: "/Fetch", hint: expect.stringContaining('{ output: "ok" }') }],
    ["refuses an empty answer", { Fetch: {} }, { pointer: "/Fetch", message: "This answer says nothing" }],
    ["refuses two things at once", { Fetch: { output: 1, error: "E" } }, { pointer: "/Fetch/error", part: "key" }],
    ["refuses identity: false", { Fetch: { identity: false } }, { pointer: "/Fetch/identity", part: "value" }],
    ["refuses a field it does not know", { Fetch: { ouput: 1, output: 1 } }, { hint: "Did you mean output?" }],
    ["refuses a wrong duration", { Fetch: { output: 1, takes: "soon" } }, { pointer: "/Fetch/takes" }],
    ["refuses wrong heartbeats", { Fetch: { pending: true, heartbeats: 5 } }, { pointer: "/Fetch/heartbeats" }],
    ["refuses an error that is no text", { Fetch: { error: 404 } }, { pointer: "/Fetch/error", part: "value" }],
    ["refuses an unknown stage", { Fetch: { error: "E", stage: "end" } }, { pointer: "/Fetch/stage" }],
    ["refuses repeat: 0", { Fetch: { output: 1, repeat: 0 } }, { pointer: "/Fetch/repeat" }],
    [
      "refuses what is never reached",
      { Fetch: [{ output: 1, repeat: true }, { output: 2 }] },
      { pointer: "/Fetch/1", part: "value" },
    ],
    ["refuses a state that does not exist", { Fecth: { output: 1 } }, { hint: 'Did you mean "Fetch"?', part: "key" }],
    [
      "lists the tasks where none is near",
      { Xyz: { output: 1 } },
      { hint: "Its Task states: Charge card, Fetch, Send." },
    ],
    [
      "refuses a state that is no Task",
      { Split: { output: 1 } },
      { message: expect.stringContaining("Parallel state") },
    ],
    [
      "refuses a resource pattern that no task has",
      { "arn:aws:states:::lambda:invok": { output: 1 } },
      { part: "key", message: expect.stringContaining("Resource like"), hint: `Did you mean "${LAMBDA}"?` },
    ],
    ["knows the resources", { "*dynamodb*": { output: 1 } }, { hint: `Its resources: ${LAMBDA}, ${SQS}.` }],
    ["refuses times beyond all dates", { Fetch: { output: 1, takes: 1e20 } }, { pointer: "/Fetch/takes" }],
    [
      "refuses heartbeats out of order",
      { Send: { pending: true, heartbeats: ["10s", "20s", "15s"] } },
      { pointer: "/Send/heartbeats/2", message: "heartbeats stand in the order of time" },
    ],
    [
      "refuses submitted where nothing is submitted",
      { Fetch: [{ output: 1 }, { output: 1, submitted: {} }] },
      { pointer: "/Fetch/1/submitted", hint: "Only .sync and .waitForTaskToken tasks are submitted." },
    ],
    [
      "refuses workerName where nobody works",
      { "*sqs*": { output: 1, workerName: "w" } },
      { pointer: "/*sqs*/workerName" },
    ],
    ["escapes its pointers", { "a/b~": 1 }, { pointer: "/a~1b~0" }],
  ])("%s", (_, value, problem) => {
    expect(problemsOf(value)[0]).toMatchObject(problem);
  });

  it.each<[string, Json]>([
    ["nothing", null],
    ["names and paths", { Fetch: [], "Each › Send": [], "Each > item > Send": [], "Split › branch 0 › Fetch": [] }],
    ["patterns and default", { "arn:aws:states:*": [], "*sqs*": [], default: [] }],
    ["what a task can take", { Send: { output: 1, submitted: {} }, default: { output: 1, submitted: {} } }],
  ])("accepts %s", (_, value) => {
    expect(problemsOf(value)).toEqual([]);
  });

  it("reports every problem at once", () => {
    expect(problemsOf({ Fetch: { takes: -1 }, Nope: 3 }).map(({ pointer }) => pointer)).toEqual([
      "/Fetch/takes",
      "/Fetch",
      "/Nope",
      "/Nope",
    ]);
  });

  it("puts every problem into its message", () => {
    expect(() => readAnswers({ A: 1 })).toThrow(/^\/A: An answer is an object/);
    expect(() => readAnswers(3)).toThrow(AnswersError);
  });
});

describe("routeHandlers", () => {
  it("hands each task to the handler its route finds", () => {
    const handler = routeHandlers([["A", () => ({ type: "pending" })]]);
    expect(handler(request("A"))).toEqual({ type: "pending" });
    expect(() => handler(request("B"))).toThrow(UnansweredTask);
  });
});

describe("a duration", () => {
  it.each<[unknown, number | undefined]>([
    [0, 0],
    [12.5, 12.5],
    ["250ms", 250],
    ["2s", 2000],
    ["1.5m", 90_000],
    ["1h30m", 5_400_000],
    ["3d", 259_200_000],
    ["17", 17],
    [-1, undefined],
    [Number.NaN, undefined],
    ["", undefined],
    ["2 s", undefined],
    ["2y", undefined],
    [{}, undefined],
  ])("reads %j", (text, millis) => {
    expect(parseDuration(text)).toBe(millis);
  });

  it.each([
    [0, "0s"],
    [0.51234, "0.512ms"],
    [250, "250ms"],
    [1500, "1.5s"],
    [60_000, "1m"],
    [125_000, "2m 5s"],
    [3_600_000, "1h"],
    [273_600_000, "3d 4h"],
  ])("writes %d as %s", (millis, text) => {
    expect(formatDuration(millis)).toBe(text);
  });
});

describe("nearest", () => {
  it.each<[string, string[], string | undefined]>([
    ["takse", ["output", "takes"], "takes"],
    ["TAKES", ["takes"], "takes"],
    ["Chrge crd", ["Charge card", "Charge"], "Charge card"],
    ["ab", ["xy"], undefined],
    ["x".repeat(200), [`${"x".repeat(199)}y`], undefined],
  ])("finds what %s was meant to be", (written, names, found) => {
    expect(nearest(written, names)).toBe(found);
  });
});
