import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure, success, type TaskOutcome, type TaskRequest } from "../../packages/asl-core/src/drivers/handler.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const machine = (states: object) => loadMachine({ StartAt: Object.keys(states)[0], States: states } as never);
const parallel = (...names: string[]) => ({
  Type: "Parallel",
  Branches: names.map((name) => ({
    StartAt: name,
    States: { [name]: task({ Next: `${name}x` }), [`${name}x`]: { Type: "Pass", End: true } },
  })),
  End: true,
});

describe("a handler that is made anew", () => {
  it("is asked for the very tasks the first one was asked for", async () => {
    const states = {
      M: {
        Type: "Map",
        ItemsPath: "$.items",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "L",
          States: { L: task({ Retry: [{ ErrorEquals: ["E"], IntervalSeconds: 1 }], End: true }) },
        },
        End: true,
      },
    };
    const asked: string[][] = [];
    const makeHandler = () => {
      const list: string[] = [];
      asked.push(list);
      return (request: TaskRequest) => {
        list.push(JSON.stringify([request, request.context]));
        return request.attempt === 0 && request.call % 3 === 0 ? failure("E", "c") : success(request.arguments);
      };
    };
    const input = { items: Array.from({ length: 40 }, (_, i) => ({ i })) };
    const session = DebugSession.start({ machine: machine(states) }, { input, makeHandler });
    await session.continue();
    expect(session.status).toBe("SUCCEEDED");
    session.fork();
    expect(asked.at(-1)).toEqual(asked[0]);
    expect(asked[0].length).toBeGreaterThan(40);
    for (const step of [3, 50, Math.floor(session.length / 2)]) {
      session.goTo({ step, stage: 0 });
      const fork = session.fork();
      await fork.continue();
      expect(asked.at(-1), `from step ${step}`).toEqual(asked[0]);
    }
  });
});

describe("an answer in the middle of another turn", () => {
  it("is given once, and is taken up when that turn is over", async () => {
    const session = DebugSession.start({ machine: machine({ P: parallel("A", "B") }) });
    await session.continue();
    session.answer("A", 1);
    const { text } = session.answer("B", 2);
    expect(text).toContain("when the turn under way is over");
    expect(session.scene.waiting).toEqual([]);
    expect(() => session.answer("B", 3)).toThrow("no such task waits here");
    const here = session.position;
    const fork = session.fork();
    const opened = DebugSession.open(JSON.parse(JSON.stringify(session.save())));
    session.goTo({ step: here.step - 1, stage: 0 });
    expect(session.scene.waiting.map(({ state }) => state)).not.toEqual([]);
    session.goTo(here);
    for (const one of [session, fork, opened]) {
      expect(one.scene.waiting).toEqual([]);
      await one.continue();
      expect(one.scene.executions[0].execution.output).toEqual([1, 2]);
    }
  });
});

describe("a handler's promise", () => {
  const states = { P: parallel("A", "B") };
  const turns = async () => {
    for (let i = 0; i < 50; i++) await Promise.resolve();
  };

  /** A run that is paused while the answers of both tasks are still to come. */
  async function paused() {
    const resolve = new Map<string, (outcome: TaskOutcome) => void>();
    const asked: string[] = [];
    const handler = ({ state }: TaskRequest) => {
      asked.push(state);
      return new Promise<TaskOutcome>((done) => resolve.set(state, done));
    };
    const session = DebugSession.start({ machine: machine(states) }, { handler });
    const going = session.continue();
    await turns();
    session.pause();
    const stop = await going;
    return { session, stop, resolve, asked };
  }

  it("does not keep a run from pausing, and its answer is taken when the run goes on", async () => {
    const { session, stop, resolve, asked } = await paused();
    expect(stop.reason).toBe("pause");
    expect(session.scene.waiting.map(({ state }) => state)).toEqual(["A", "B"]);
    resolve.get("B")!(success(2));
    resolve.get("A")!(success(1));
    expect((await session.continue()).reason).toBe("end");
    expect(session.scene.executions[0].execution.output).toEqual([1, 2]);
    expect(asked).toEqual(["A", "B"]);
  });

  it("can be paused again, and done without", async () => {
    const { session, asked } = await paused();
    const again = session.continue();
    await turns();
    session.pause();
    expect((await again).reason).toBe("pause");
    session.answer("A", "by hand");
    session.answer("B", "by hand");
    expect((await session.continue()).reason).toBe("end");
    expect(session.scene.executions[0].execution.output).toEqual(["by hand", "by hand"]);
    expect(asked).toEqual(["A", "B"]);
  });

  it("belongs to its run: in a fork its task has no answer", async () => {
    const { session, resolve, asked } = await paused();
    const fork = session.fork();
    expect((await fork.continue()).reason).toBe("task");
    resolve.get("A")!(success(1));
    resolve.get("B")!(success(2));
    expect((await session.continue()).reason).toBe("end");
    fork.answer("A", 3);
    fork.answer("B", 4);
    await fork.continue();
    expect(fork.scene.executions[0].execution.output).toEqual([3, 4]);
    expect(asked).toEqual(["A", "B"]);
  });
});
