import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure } from "../../packages/asl-core/src/drivers/handler.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const RESOURCE = "arn:aws:states:::lambda:invoke";
const machine = (states: object, more: object = {}) => loadMachine({ StartAt: "S", States: states, ...more } as never);

/** Stands on the first failure. */
async function atFailure(states: object, more?: object) {
  const session = DebugSession.start(
    { machine: machine(states, more) },
    { input: { items: [1] }, handler: () => failure("Busy", "later") },
  );
  const stop = await session.step("error");
  expect(stop.reason).toBe("error");
  const [thread] = session.threads().filter(({ id }) => id === stop.thread);
  const frame = session.stack(thread.id)[0].id;
  return { session, frame };
}

const JSONATA = { QueryLanguage: "JSONata" };
const MAP = {
  Type: "Map",
  Items: "{% $states.input.items %}",
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "In",
    States: { In: { Type: "Fail", Error: "Inner" } },
  },
  End: true,
};

describe("standing on a failure", () => {
  it.each<[string, object, object, string]>([
    [
      "an expression that fails says why",
      { S: { Type: "Pass", Output: "{% $error('boo') %}", End: true } },
      JSONATA,
      "S failed with States.QueryEvaluationError",
    ],
    ["a Fail state says why", { S: { Type: "Fail", Error: "Gone", Cause: "away" } }, {}, "S failed with Gone: away"],
    [
      "a task that fails says why",
      { S: { Type: "Task", Resource: RESOURCE, End: true } },
      {},
      "S failed with Busy: later",
    ],
  ])("at %s", async (_, states, more, text) => {
    const { session, frame } = await atFailure(states, more);
    expect(session.whyFailure(frame).text).toContain(text);
    expect(session.whyFailure(frame).text).toContain("the execution fails");
    expect(session.retries(frame).attempts).toMatchObject([{ attempt: 0 }]);
  });

  it("of a Map Run says why", async () => {
    const { session } = await atFailure({ S: MAP }, JSONATA);
    const stop = await session.step("error");
    expect(stop).toMatchObject({ reason: "error", state: "S" });
    const frame = session.stack(stop.thread)[0].id;
    expect(session.whyFailure(frame).text).toContain("S failed with States.ExceedToleratedFailureThreshold");
  });

  it("counts the failure with those before it", async () => {
    const retry = [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }];
    const { session, frame } = await atFailure({ S: { Type: "Task", Resource: RESOURCE, Retry: retry, End: true } });
    expect(session.retries(frame).attempts).toMatchObject([{ attempt: 0, retrier: 0, exhausted: false, delay: 1000 }]);
    await session.step("error");
    expect(session.retries(frame).attempts).toMatchObject([
      { attempt: 0, exhausted: false },
      { attempt: 1, exhausted: true },
    ]);
  });

  it("does not tell of a failure before it has come to it", async () => {
    const { session, frame } = await atFailure(
      { S: { Type: "Pass", Output: "{% $error('boo') %}", End: true } },
      JSONATA,
    );
    session.goTo({ step: session.position.step, stage: 0 });
    expect(session.retries(frame).attempts).toEqual([]);
    expect(() => session.whyFailure(frame)).toThrow("S has not failed in this visit");
  });
});

describe("going back to a failure", () => {
  const task = { Type: "Task", Resource: RESOURCE, End: true };
  const parallel = {
    S: {
      Type: "Parallel",
      Branches: [{ StartAt: "A", States: { A: task } }],
      Catch: [{ ErrorEquals: ["Busy"], Next: "Z" }],
      End: true,
    },
    Z: { Type: "Pass", End: true },
  };

  it("stands in the state it came about in, and goes back to that state's own entry from there", async () => {
    const session = DebugSession.start({ machine: machine(parallel) }, { handler: () => failure("Busy", "later") });
    const there = (await session.step("error")).position;
    while ((await session.continue()).reason !== "end");
    expect(session.reverse()).toMatchObject({ reason: "error", position: there, state: "S › branch 0 › A" });
    session.back("over");
    expect(session.stack(session.stop.thread)[0]).toMatchObject({ name: "A", phase: "enter" });
  });

  it("of a distributed Map stands in the Map, while children are there", async () => {
    const items = { input: { items: [1, 2, 3] }, handler: () => failure("Busy") };
    const session = DebugSession.start({ machine: machine({ S: MAP }, JSONATA) }, items);
    while ((await session.continue()).reason !== "end");
    const stop = session.reverse();
    expect(stop).toMatchObject({ reason: "error", state: "S" });
    expect(session.isLive(stop.thread)).toBe(true);
    expect(session.isLive("7:1")).toBe(false);
    expect(session.isLive("nothing")).toBe(false);
  });
});
