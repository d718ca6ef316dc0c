import { describe, expect, it } from "vitest";
import { pending, success, type TaskHandler } from "../../packages/asl-core/src/drivers/handler.js";
import { HandlerError } from "../../packages/asl-core/src/drivers/handler-error.js";
import { runRealtime } from "../../packages/asl-core/src/drivers/realtime.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { caught, chainOf, LAMBDA, machineOf, perform, taskState } from "../kernel/support.js";

const end = { End: true };
const soon = (millis: number): string => new Date(Date.now() + millis).toISOString();
const waiting = loadMachine(machineOf({ W: { Type: "Wait", TimestampPath: "$.until", ...end } }));
const task = loadMachine(machineOf({ T: taskState(LAMBDA, { TimeoutSeconds: 60, ...end }) }));

const { setTimeout: set, clearTimeout: clear } = globalThis;
const later = <T>(value: T, millis: number): Promise<T> => new Promise((resolve) => set(() => resolve(value), millis));

/** Does something, and asserts that no timer is left of those that were started meanwhile. */
async function leavesNothing<T>(act: () => Promise<T>): Promise<T> {
  const left = new Set<unknown>();
  globalThis.setTimeout = ((fire: () => void, millis: number) => {
    const timer = set(() => {
      left.delete(timer);
      fire();
    }, millis);
    left.add(timer);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((timer: NodeJS.Timeout) => {
    left.delete(timer);
    clear(timer);
  }) as typeof clearTimeout;
  try {
    const result = await act();
    expect(left.size).toBe(0);
    return result;
  } finally {
    globalThis.setTimeout = set;
    globalThis.clearTimeout = clear;
  }
}

describe("on the real clock", () => {
  it("waits as long as the machine says", async () => {
    const begun = Date.now();
    const run = await runRealtime(waiting, { input: { until: soon(60) } });
    expect(run.status).toBe("SUCCEEDED");
    expect(Date.now() - begun).toBeGreaterThanOrEqual(55);
  });

  it("gives the events of the virtual clock", async () => {
    const states: JsonObject = {
      P: {
        Type: "Parallel",
        Branches: [machineOf({ A: taskState(LAMBDA) }), machineOf({ B: { Type: "Pass", ...end } })],
        ...caught("S"),
        Next: "S",
      },
      S: { Type: "Succeed" },
    };
    const handler: TaskHandler = () => success(1, { takes: 20 });
    const real = await runRealtime(loadMachine(machineOf(states)), { handler });
    expect(chainOf(real.events)).toEqual(chainOf(perform(machineOf(states), { handler }).events));
  });

  it("takes an answer through a promise", async () => {
    const run = await leavesNothing(() => runRealtime(task, { handler: () => later(success("later"), 20) }));
    expect(run.output).toBe("later");
  });

  it("leaves no timer behind where the answer comes before the timeout", async () => {
    const run = await leavesNothing(() => runRealtime(task, { handler: () => success(1, { takes: 10 }) }));
    expect(run.status).toBe("SUCCEEDED");
  });

  it("stops waiting when its signal is aborted", async () => {
    const controller = new AbortController();
    set(() => controller.abort(), 20);
    const run = await leavesNothing(() =>
      runRealtime(waiting, { input: { until: soon(60_000) }, signal: controller.signal }),
    );
    expect(run.status).toBe("RUNNING");
  });

  it("does not begin where its signal is aborted already", async () => {
    const run = await runRealtime(task, { signal: AbortSignal.abort() });
    expect([run.status, run.events]).toEqual(["RUNNING", []]);
  });

  it("takes nothing on after it has stopped: a late answer changes nothing and keeps nothing alive", async () => {
    const controller = new AbortController();
    const answer = later(success("late", { takes: 60_000 }), 30);
    const { run, events } = await leavesNothing(async () => {
      const stopped = runRealtime(task, { handler: () => answer, signal: controller.signal });
      set(() => controller.abort(), 10);
      const result = { run: await stopped, events: (await stopped).events.length };
      await answer;
      await later(null, 5);
      return result;
    });
    expect(run.events).toHaveLength(events);
  });

  it("is aborted as StopExecution does it", async () => {
    const run = await leavesNothing(() =>
      runRealtime(waiting, { input: { until: soon(60_000) }, abort: { after: 20, error: "E", cause: "c" } }),
    );
    expect([run.status, run.error, run.cause]).toEqual(["ABORTED", "E", "c"]);
  });

  it("times out with a handler that never answers", async () => {
    const machine = loadMachine(machineOf({ W: { Type: "Wait", Seconds: 60, ...end } }, { TimeoutSeconds: 1 }));
    const run = await leavesNothing(() => runRealtime(machine));
    expect(run.status).toBe("TIMED_OUT");
  });

  it("ends where nothing can happen any more", async () => {
    const machine = loadMachine(machineOf({ T: taskState(LAMBDA) }));
    const run = await runRealtime(machine, { handler: () => pending() });
    expect([run.status, run.waiting.length]).toEqual(["RUNNING", 1]);
  });

  it("stops at a task without an answer", async () => {
    const run = await leavesNothing(() => runRealtime(task));
    expect(run.unanswered?.state).toBe("T");
  });

  it("rejects where a handler breaks its contract", async () => {
    await leavesNothing(() => expect(runRealtime(task, { handler: () => 1 as never })).rejects.toThrow(HandlerError));
    await leavesNothing(() =>
      expect(runRealtime(task, { handler: async () => 1 as never })).rejects.toThrow(HandlerError),
    );
  });

  it("rejects with what a listener throws", async () => {
    const event = () => {
      throw new RangeError("listener");
    };
    await leavesNothing(() => expect(runRealtime(task, { observer: { event } })).rejects.toThrow("listener"));
  });

  it("takes its listener off the signal", async () => {
    const taken: string[] = [];
    const spied = {
      aborted: false,
      addEventListener: () => void taken.push("on"),
      removeEventListener: () => void taken.push("off"),
    };
    await runRealtime(loadMachine(machineOf({ S: { Type: "Succeed" } })), { signal: spied });
    expect(taken).toEqual(["on", "off"]);
  });
});
