import { failure, loadMachine, pending, success, type TestAnswer, type TestAnswers } from "asl-core/testing";
import { describe, expect, it } from "vitest";
import type { AnswersError } from "../../packages/asl-core/src/drivers/answers.js";
import { readAnswers } from "../../packages/asl-core/src/drivers/answers.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { LAMBDA, machineOf, task } from "./support.js";

const one = async (answer: TestAnswer | TestAnswer[], more: JsonObject = {}) =>
  (
    await machineOf({
      A: { Type: "Task", Resource: LAMBDA, Parameters: { FunctionName: "f", Payload: [1] }, End: true, ...more },
    })
  ).run({
    answers: { A: answer } as TestAnswers,
  });

describe("an answer in code", () => {
  it.each<[string, unknown, object]>([
    ["is an object as in a file", { output: 1, takes: "2s" }, { output: 1, duration: 2000 }],
    ["is a function that returns the output", () => ({ a: 1 }), { output: { a: 1 } }],
    ["may leave members undefined", () => ({ a: undefined, b: [1] }), { output: { b: [1] } }],
    ["may return nothing", () => {}, { status: "SUCCEEDED", output: null }],
    [
      "sees the request",
      (request: { arguments: Json }) => request.arguments,
      { output: { FunctionName: "f", Payload: [1] } },
    ],
    ["may be a promise", async () => "later", { output: "later" }],
    [
      "fails with what it throws",
      () => {
        throw new TypeError("no");
      },
      { status: "FAILED", error: "TypeError", cause: "no" },
    ],
    [
      "fails with error and cause that are thrown",
      () => {
        throw { error: "E", cause: "c" };
      },
      { error: "E", cause: "c" },
    ],
    [
      "fails with a rejection",
      () => Promise.reject(Object.assign(new Error("c"), { error: "E" })),
      { error: "E", cause: "c" },
    ],
    ["may return an outcome", () => failure("E", "c", { takes: 5 }), { error: "E", cause: "c", duration: 5 }],
    ["may be an outcome", success(3, { takes: 7 }), { output: 3, duration: 7 }],
    ["may wait for ever", () => pending(), { status: "RUNNING" }],
    ["may be a value that looks like an outcome", success({ type: "failure" }), { output: { type: "failure" } }],
    ["may return a value that looks like one", () => success({ type: "pending" }), { output: { type: "pending" } }],
    [
      "is an output where a field is foreign",
      () => ({ type: "success", output: 1, id: 2 }),
      { output: { type: "success", output: 1, id: 2 } },
    ],
    ["may be a function with a duration", { handler: () => 1, takes: "4m" }, { output: 1, duration: 240_000 }],
    [
      "gives back the arguments",
      { identity: true },
      { output: { ExecutedVersion: "$LATEST", Payload: [1], StatusCode: 200 } },
    ],
  ])("%s", async (_, answer, expected) => {
    expect(await one(answer as never)).toMatchObject(expected);
  });

  it.each<[string, JsonObject, object]>([
    ["at its TimeoutSeconds", { TimeoutSeconds: 30 }, { error: "States.Timeout", duration: 30_000 }],
    [
      "at a missing heartbeat",
      { TimeoutSeconds: 30, HeartbeatSeconds: 20 },
      { error: "States.Timeout", duration: 20_000 },
    ],
    ["after `takes` where it has no timeout", {}, { error: "States.Timeout", duration: 5000 }],
  ])("times out %s", async (_, more, expected) => {
    expect(await one({ timeout: true, takes: "5s" }, more)).toMatchObject({ status: "FAILED", ...expected });
  });
});

describe("an answer for certain calls", () => {
  /** Polls until told to stop: three visits, the second with two tries. */
  const polling = () =>
    loadMachine({
      QueryLanguage: "JSONata",
      StartAt: "Poll",
      States: {
        Poll: {
          Type: "Task",
          Resource: LAMBDA,
          Arguments: { FunctionName: "f", Payload: "{% $n ? $n : 0 %}" },
          Assign: { n: "{% ($n ? $n : 0) + 1 %}", got: "{% $append($got, $states.result) %}" },
          Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 3 }],
          Next: "Again",
        },
        Again: { Type: "Choice", Choices: [{ Condition: "{% $n < 3 %}", Next: "Poll" }], Default: "Done" },
        Done: { Type: "Pass", Output: "{% $got %}", End: true },
      },
    });

  it.each<[string, Json, Json]>([
    [
      "knows its visit",
      [
        { visit: 2, output: "b" },
        { output: "x", repeat: true },
      ],
      ["x", "b", "x"],
    ],
    [
      "knows its attempt",
      [
        { visit: 2, attempt: 1, error: "Busy" },
        { attempt: 2, output: "r" },
        { output: "x", repeat: true },
      ],
      ["x", "r", "x"],
    ],
    ["takes ranges of visits", [{ visit: "2-", output: "b" }, { output: "x" }], ["x", "b", "b"]],
    ["takes ranges with an end", [{ visit: "1-2", output: "a" }, { output: "x" }], ["a", "a", "x"]],
    [
      "fits a request",
      [
        { when: { arguments: { Payload: 1 } }, output: "one" },
        { output: "x", repeat: true },
      ],
      ["x", "one", "x"],
    ],
    ["fits a context", [{ when: { context: { State: { Name: "Poll" } } }, output: "c" }], ["c", "c", "c"]],
    ["serves as many calls as it says", [{ visit: "1-", repeat: 2, output: "a" }, { output: "x" }], ["a", "a", "x"]],
    [
      "comes before others wherever it stands",
      [{ output: "x" }, { output: "y" }, { visit: 1, output: "a" }],
      ["a", "x", "y"],
    ],
    [
      "comes in its order",
      [
        { visit: 1, output: "a" },
        { visit: "1-", output: "b" },
      ],
      ["a", "b", "b"],
    ],
    ["may stand alone", { visit: "1-3", output: "a" }, ["a", "a", "a"]],
  ])("%s", async (_, answer, output) => {
    const run = await (await polling()).run({ answers: { Poll: answer } as never });
    expect(run).toMatchObject({ output, unused: [] });
  });

  it("leaves calls unanswered that nothing fits", async () => {
    const run = (await polling()).run({ answers: { Poll: { visit: 2, output: 1 } } });
    await expect(run).rejects.toThrow(/no answer for call 1 of task "Poll"/);
  });

  it("knows its iteration, and counts visits in each", async () => {
    const machine = await machineOf({
      Outer: {
        Type: "Map",
        ItemProcessor: {
          StartAt: "Inner",
          States: { Inner: { Type: "Map", ItemProcessor: { StartAt: "One", States: { One: task() } }, End: true } },
        },
        End: true,
      },
    });
    const answers = {
      One: [
        { iteration: [1, 0], output: "exact" },
        { iteration: 1, output: "inner 1" },
        { visit: 1, output: "first" },
      ],
    };
    const run = await machine.run({
      input: [
        [0, 0],
        [0, 0],
      ] as never,
      answers,
    });
    expect(run.output).toEqual([
      ["first", "inner 1"],
      ["exact", "inner 1"],
    ]);
  });

  it.each<[string, JsonObject, string]>([
    ["a visit from 0", { visit: 0 }, "/A/visit"],
    ["a visit that is no number", { visit: "first" }, "/A/visit"],
    ["a range that ends before it begins", { attempt: "3-2" }, "/A/attempt"],
    ["a number with more behind it", { attempt: "12x" }, "/A/attempt"],
    ["an iteration below 0", { iteration: -1 }, "/A/iteration"],
    ["an iteration of texts", { iteration: ["a"] }, "/A/iteration"],
    ["an empty when", { when: {} }, "/A/when"],
    ["a when with other names", { when: { Payload: 1 } }, "/A/when"],
    ["a handler that is no function", { handler: "f" }, "/A/handler"],
    ["timeout: false", { timeout: false }, "/A/timeout"],
  ])("refuses %s", (_, more, pointer) => {
    const known = more.handler === undefined && more.timeout === undefined ? { output: 1, ...more } : more;
    try {
      readAnswers({ A: known });
      expect.unreachable();
    } catch (error) {
      expect((error as AnswersError).problems[0]).toMatchObject({ pointer, part: "value" });
    }
  });
});
