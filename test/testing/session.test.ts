import { loadMachine, type Target, type TestSession } from "asl-core/testing";
import { describe, expect, it, vi } from "vitest";
import { Coming } from "../../packages/asl-core/src/drivers/coming.js";
import { escalation, machineOf, SQS, task } from "./support.js";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");

const ask = (more: object = {}) => ({
  Ask: { Type: "Task", Resource: SQS, Parameters: { QueueUrl: "q", MessageBody: "m" }, End: true, ...more },
});
const asking = async (more: object = {}): Promise<TestSession> => (await machineOf(ask(more) as never)).start();
const states = (session: TestSession): string[] => session.run().visits.map(({ state }) => state);

describe("a session", () => {
  it("begins before anything has happened", async () => {
    const session = await asking();
    expect(session.run()).toMatchObject({ status: "RUNNING", events: [], visits: [], duration: 0 });
    await expect(session.answer("Ask", 1)).rejects.toThrow(/nothing has happened yet/);
  });

  it("does what is due now", async () => {
    const session = await asking();
    await session.advance(0);
    expect(session.waiting).toMatchObject([{ state: "Ask", taskToken: expect.any(String) }]);
  });

  it.each<[string, (session: TestSession) => string]>([
    ["by the state", () => "Ask"],
    ["by the token", (session) => session.waiting[0].taskToken!],
  ])("answers a task %s", async (_, target) => {
    const session = await asking();
    await session.advance("1h");
    await session.answer(target(session), { approved: true });
    expect(session.run()).toMatchObject({ status: "SUCCEEDED", output: { approved: true }, duration: 3_600_000 });
  });

  it("answers a request of an iteration", async () => {
    const machine = await machineOf({
      Each: { Type: "Map", ItemProcessor: { StartAt: "Ask", States: ask() as never }, End: true },
    });
    const session = machine.start({ input: [1, 2] as never });
    await session.advance(0);
    await expect(session.answer("Ask", 0)).rejects.toThrow(/2 tasks wait in "Ask"/);
    await session.answer(session.waiting[1], "b");
    await session.answer("Each › Ask", "a");
    expect(session.run().output).toEqual(["a", "b"]);
  });

  it("answers a task of a distributed Map's child", async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "Ask",
      States: ask(),
    };
    const session = (
      await machineOf({ Each: { Type: "Map", ItemProcessor: ItemProcessor as never, End: true } })
    ).start({ input: [1] as never });
    await session.runUntilIdle();
    expect(session.waiting).toMatchObject([{ state: "Ask", iteration: [0] }]);
    await session.answer("Ask", "a");
    expect(session.run().output).toEqual(["a"]);
  });

  it("fails a task", async () => {
    const session = await asking();
    await session.advance(0);
    await session.fail("Ask", "Rejected", "no");
    expect(session.run()).toMatchObject({ status: "FAILED", error: "Rejected", cause: "no" });
  });

  it("stops the execution", async () => {
    const session = await asking();
    await session.advance("2d");
    await session.abort("Stop", "enough");
    expect(session.run()).toMatchObject({ status: "ABORTED", error: "Stop", duration: 2 * DAY });
    expect(session.run().state("Ask")[0].status).toBe("aborted");
    await expect(session.answer("Ask", 1)).rejects.toThrow("the execution has ABORTED already");
  });

  it("goes on with tasks that have answers", async () => {
    const machine = await machineOf({ A: task({ Next: "Ask" }), ...(ask() as object) });
    const session = machine.start({ answers: { A: { output: 1, takes: "5s" } } });
    await session.advance("4s");
    expect(session.waiting).toMatchObject([{ state: "A" }]);
    await session.advance("1s");
    expect(session.waiting).toMatchObject([{ state: "Ask" }]);
  });

  it("may be lenient", async () => {
    const session = (await machineOf({ A: task() })).start({ strict: false });
    await session.advance(0);
    expect(session.run().output).toMatchObject({ StatusCode: 200 });
  });

  it("waits for answers through promises", async () => {
    const session = (await machineOf({ A: task() })).start({ answers: { A: async () => "done" } });
    await session.advance(0);
    expect(session.run().output).toBe("done");
  });

  it("rejects with what a function breaks", async () => {
    const session = (await machineOf({ A: task() })).start({ answers: { A: () => 1n } });
    await expect(session.advance(0)).rejects.toThrow(/is a bigint/);
  });
});

describe("time", () => {
  it("goes through what is due, in order, and stands where it was told to", async () => {
    const machine = await machineOf({
      A: { Type: "Wait", Seconds: 60, Next: "B" },
      B: { Type: "Wait", Seconds: 60, End: true },
    });
    const session = machine.start();
    await session.advance("90s");
    expect([session.now - START, states(session)]).toEqual([90_000, ["A", "B"]]);
    await session.advanceTo("2026-01-01T00:01:59.999Z");
    expect(session.status).toBe("RUNNING");
    await session.advanceTo(START + 120_000);
    expect(session.status).toBe("SUCCEEDED");
    await session.advance("1d");
    expect(session.run().duration).toBe(120_000);
  });

  it("may stop short of what is due at that moment", async () => {
    const session = (await machineOf({ A: { Type: "Wait", Seconds: 60, End: true } })).start();
    await session.advance("60s", { before: true });
    expect([session.now - START, session.status]).toEqual([60_000, "RUNNING"]);
    await session.advance(0);
    expect(session.status).toBe("SUCCEEDED");
  });

  it.each<[string, (session: TestSession) => Promise<void>, string | RegExp]>([
    ["a text that is no duration", (session) => session.advance("soon"), '"soon" is no duration'],
    ["a negative duration", (session) => session.advance(-1), "is no duration"],
    ["a time that is past", (session) => session.advanceTo(START - 1), /2025-12-31T23:59:59.999Z is past/],
    ["a text that is no time", (session) => session.advanceTo("2026"), '"2026" is no time'],
    ["an output that is not JSON", (session) => session.answer("Ask", undefined as never), "the output is not JSON"],
    [
      "a task that does not wait",
      (session) => session.heartbeat("Aks"),
      'no task waits in "Aks": those that wait are "Ask"',
    ],
  ])("refuses %s", async (_, act, message) => {
    const session = await asking();
    await session.advance(0);
    await expect(act(session)).rejects.toThrow(message);
  });
});

describe("a race", () => {
  const timed = { TimeoutSeconds: 3600, HeartbeatSeconds: 600 };
  const beat = async (session: TestSession, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      await session.advance("9m");
      await session.heartbeat("Ask");
    }
  };

  it("is won by the timeout where time goes through it", async () => {
    const session = await asking({ TimeoutSeconds: 3600 });
    await session.advance("1h");
    expect(session.run()).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    await expect(session.answer("Ask", 1)).rejects.toThrow("the execution has FAILED already");
  });

  it("is won by an answer at the very moment of the timeout that is sent before it", async () => {
    const session = await asking({ TimeoutSeconds: 3600 });
    await session.advance("1h", { before: true });
    await session.answer("Ask", "just in time");
    expect(session.run()).toMatchObject({ status: "SUCCEEDED", duration: 3_600_000 });
  });

  it("is won by the answer of a script that takes as long as the timeout", async () => {
    const machine = await machineOf(ask({ TimeoutSeconds: 3600 }) as never);
    expect((await machine.run({ answers: { Ask: { output: 1, takes: "1h" } } })).status).toBe("SUCCEEDED");
    expect((await machine.run({ answers: { Ask: { output: 1, takes: 3_600_001 } } })).error).toBe("States.Timeout");
  });

  it("is lost by a missing heartbeat", async () => {
    const session = await asking(timed);
    await session.advance("9m");
    await session.heartbeat("Ask");
    await session.advance("10m", { before: true });
    expect(session.status).toBe("RUNNING");
    await session.advance(0);
    expect(session.run()).toMatchObject({ status: "FAILED", error: "States.Timeout", duration: 19 * 60_000 });
  });

  it("is kept open by a heartbeat at the last moment", async () => {
    const session = await asking(timed);
    await session.advance("10m", { before: true });
    await session.heartbeat("Ask");
    await session.advance("9m");
    expect(session.status).toBe("RUNNING");
  });

  it("is won by the timeout though heartbeats come", async () => {
    const session = await asking(timed);
    await beat(session, 6);
    expect(session.status).toBe("RUNNING");
    await session.advance("6m");
    expect(session.run()).toMatchObject({ error: "States.Timeout", duration: 3_600_000 });
  });
});

describe("calls of a session", () => {
  it.each<[string, (session: TestSession) => Promise<unknown>]>([
    ["advance", (session) => session.advance("1h")],
    ["runUntil", (session) => session.runUntil("Ask")],
    ["runUntilIdle", (session) => session.runUntilIdle()],
    ["answer", (session) => session.answer("Ask", 1)],
    ["abort", (session) => session.abort()],
    ["finish", (session) => session.finish()],
  ])("are refused while another is under way: %s", async (name, call) => {
    const session = await asking({ TimeoutSeconds: 9000 });
    const first = session.advance("2h");
    await expect(call(session)).rejects.toThrow(
      `${name} was called before advance had ended: write \`await session.adv`,
    );
    await first;
    expect([session.now - START, session.status]).toEqual([7_200_000, "RUNNING"]);
    await session.answer("Ask", "now");
    expect(session.run().output).toBe("now");
  });

  it("say why an execution has ended already", async () => {
    const session = await asking();
    await session.advance(0);
    await session.fail("Ask", "Broken", "its spring");
    await expect(session.answer("Ask", 1)).rejects.toThrow("the execution has FAILED already with Broken: its spring");
    await expect(session.runUntil("Ask")).rejects.toThrow("it is FAILED with Broken: its spring; path: Ask");
  });

  it("end for good where a listener throws", async () => {
    const event = () => {
      throw new RangeError("listener");
    };
    const session = (await machineOf(ask() as never)).start({ observer: { event } });
    for (let i = 0; i < 2; i++) await expect(session.advance("1h")).rejects.toThrow("listener");
  });
});

describe("runUntil", () => {
  const machine = () =>
    machineOf({
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Pass", Next: "Rest" },
      Rest: { Type: "Wait", Seconds: 60, Next: "Ask" },
      ...(ask({ End: undefined, Next: "C", TimeoutSeconds: 60 }) as object),
      C: { Type: "Succeed" },
    } as never);

  it.each<[string, Target, string[], number]>([
    ["a state that needs no time", "B", ["A", "B"], 0],
    ["a Wait that has begun", "Rest", ["A", "B", "Rest"], 0],
    ["a task that has been scheduled", "Ask", ["A", "B", "Rest", "Ask"], 60_000],
    ["a state about to be entered", { before: "B" }, ["A"], 0],
    ["an event", "WaitStateExited", ["A", "B", "Rest"], 60_000],
    ["an event of a state", { event: "PassStateExited", state: "B" }, ["A", "B"], 0],
    ["what a function waits for", (event) => event.type === "TaskTimedOut", ["A", "B", "Rest", "Ask"], 120_000],
  ])("stops at %s", async (_, target, path, millis) => {
    const session = (await machine()).start();
    await session.runUntil(target);
    expect([states(session), session.now - START]).toEqual([path, millis]);
  });

  it("leaves the task waiting", async () => {
    const session = (await machine()).start();
    await session.runUntil("Ask");
    await session.answer("Ask", "yes");
    expect(session.run()).toMatchObject({ status: "SUCCEEDED", output: "yes" });
  });

  it("goes on from where it stopped", async () => {
    const session = (await machine()).start();
    for (const target of [{ before: "A" }, { before: "B" }, "B", "Rest"]) await session.runUntil(target);
    expect(states(session)).toEqual(["A", "B", "Rest"]);
    expect((await session.finish()).error).toBe("States.Timeout");
  });

  it("stops at each visit of a loop", async () => {
    const loop = await loadMachine({
      QueryLanguage: "JSONata",
      StartAt: "Rest",
      States: {
        Rest: { Type: "Wait", Seconds: 60, Next: "Again" },
        Again: { Type: "Choice", Choices: [{ Condition: "{% false %}", Next: "End" }], Default: "Rest" },
        End: { Type: "Succeed" },
      },
    });
    const session = loop.start();
    await session.runUntil({ before: "Again" });
    await session.runUntil({ before: "Again" });
    expect(session.now - START).toBe(120_000);
    expect(states(session)).toEqual(["Rest", "Again", "Rest"]);
  });

  it("stops in one iteration, also of a distributed Map", async () => {
    for (const ProcessorConfig of [{ Mode: "INLINE" }, { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }]) {
      const each = await machineOf({
        Each: {
          Type: "Map",
          MaxConcurrency: 1,
          ItemProcessor: { ProcessorConfig, StartAt: "One", States: { One: { Type: "Wait", Seconds: 1, End: true } } },
          End: true,
        },
      } as never);
      const session = each.start({ input: [1, 2, 3] as never });
      await session.runUntil({ state: "One", iteration: [2] });
      expect(session.now - START).toBe(2000);
    }
  });

  it.each<[string, Target, RegExp]>([
    ["a state that does not exist", "Rset", /no state "Rset": did you mean "Rest"\?/],
    [
      "what never happens",
      "MapStateEntered",
      /did not get to "MapStateEntered": it is FAILED with States\.Timeout; path: A → B → Rest → Ask/,
    ],
    [
      "an event that does not exist",
      { event: "TaskSchedulde" as never },
      /no event "TaskSchedulde": did you mean "TaskSch/,
    ],
    ["the same as a text", "PassStateEnterd", /no event "PassStateEnterd": did you mean "PassStateEntered"\?/],
    ["what is like no event", { event: "X" as never }, /no event "X": they are named as in GetExecutionHistory/],
  ])("rejects for %s", async (_, target, message) => {
    await expect((await machine()).start().runUntil(target)).rejects.toThrow(message);
  });

  it("says what the run waits for instead", async () => {
    const session = (
      await machineOf({ ...(ask({ End: undefined, Next: "B" }) as object), B: { Type: "Succeed" } } as never)
    ).start();
    await expect(session.runUntil("B")).rejects.toThrow(/it is RUNNING, and waits for "Ask"; path: Ask/);
  });
});

describe("runUntilIdle", () => {
  it("goes through waits and retries, and leaves timeouts alone", async () => {
    const machine = await machineOf({
      Rest: { Type: "Wait", Seconds: 60, Next: "A" },
      A: task({ Retry: [{ ErrorEquals: ["E"], IntervalSeconds: 10 }], Next: "Ask" }),
      ...(ask({ TimeoutSeconds: 60 }) as object),
    } as never);
    const session = machine.start({
      answers: {
        A: [
          { error: "E", takes: "1s" },
          { output: 1, takes: "1s" },
        ],
      },
    });
    await session.runUntilIdle();
    expect([session.now - START, session.waiting.map(({ state }) => state)]).toEqual([72_000, ["Ask"]]);
    await session.answer("Ask", 2);
    await session.runUntilIdle();
    expect(session.run()).toMatchObject({ status: "SUCCEEDED", output: 2 });
  });

  it.each(["INLINE", "DISTRIBUTED"])("waits for all iterations of a Map that is %s", async (Mode) => {
    const ItemProcessor = {
      ProcessorConfig: { Mode, ...(Mode === "DISTRIBUTED" && { ExecutionType: "STANDARD" }) },
      StartAt: "First?",
      States: {
        "First?": { Type: "Choice", Choices: [{ Variable: "$", NumericEquals: 0, Next: "Ask" }], Default: "Rest" },
        Rest: { Type: "Wait", SecondsPath: "$", End: true },
        ...ask({ TimeoutSeconds: 10_000 }),
      },
    };
    const session = (
      await machineOf({ Each: { Type: "Map", ItemProcessor: ItemProcessor as never, End: true } })
    ).start({
      input: [0, 30, 10, 20] as never,
    });
    await session.runUntilIdle();
    expect([session.now - START, session.waiting.length, session.status]).toEqual([30_000, 1, "RUNNING"]);
    await session.answer("Ask", 1);
    await session.runUntilIdle();
    expect(session.run().output).toEqual([1, 30, 10, 20]);
  });

  it("looks at each open wait of a wide Map a few times, however many there are", async () => {
    const Iterator = { StartAt: "Rest", States: { Rest: { Type: "Wait", SecondsPath: "$", End: true } } };
    const machine = await machineOf({ Each: { Type: "Map", Iterator: Iterator as never, End: true } });
    let asked = 0;
    const { track } = Coming.prototype;
    vi.spyOn(Coming.prototype, "track").mockImplementation(function (this: Coming, deliver, isVain) {
      return track.call(this, deliver, () => {
        asked++;
        return isVain();
      });
    });
    const session = machine.start({ input: Array.from({ length: 500 }, (_, i) => i + 1) as never });
    await session.runUntilIdle();
    vi.restoreAllMocks();
    expect([session.status, asked < 5000]).toEqual(["SUCCEEDED", true]);
  });

  it("runs to the end where nobody has to answer", async () => {
    const session = (await machineOf({ Rest: { Type: "Wait", Seconds: 60, End: true } })).start();
    await session.runUntilIdle();
    expect(session.status).toBe("SUCCEEDED");
  });
});

describe("an escalation over three days", () => {
  it("asks twice, then the director, who answers in time", async () => {
    const session = (await escalation()).start({ input: { id: 7 } });
    await session.runUntil("Ask");
    await session.advance("11h");
    await session.heartbeat("Ask");
    await session.advance("12h", { before: true });
    expect(session.run().state("Ask")[0].attempts).toHaveLength(1);
    await session.runUntil("Escalate");
    expect(session.now - START).toBe(23 * 3_600_000 + 60_000 + 12 * 3_600_000);
    await session.advance("1d", { before: true });
    await session.answer("Escalate", { approved: true });
    expect(session.run()).toMatchObject({ status: "SUCCEEDED", output: { approved: true } });
    expect(session.run().state("Ask")[0]).toMatchObject({
      status: "caught",
      via: "catch 0",
      attempts: [{ error: "States.Timeout" }, { error: "States.Timeout" }],
    });
  });
});
