import { describe, expect, it } from "vitest";
import { DebugSession, type Stop } from "../../packages/asl-core/src/debug/index.js";
import { success } from "../../packages/asl-core/src/drivers/handler.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const task = (more: object) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f" },
  ...more,
});

const ORDERS = {
  StartAt: "Prepare",
  States: {
    Prepare: { Type: "Pass", Assign: { region: "eu" }, Next: "Split" },
    Split: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Each",
          States: {
            Each: {
              Type: "Map",
              ItemsPath: "$.orders",
              MaxConcurrency: 2,
              ItemProcessor: {
                StartAt: "Charge",
                States: { Charge: task({ Next: "Note" }), Note: { Type: "Pass", End: true } },
              },
              End: true,
            },
          },
        },
        { StartAt: "Pause", States: { Pause: { Type: "Wait", Seconds: 30, End: true } } },
      ],
      Next: "Done",
    },
    Done: { Type: "Succeed" },
  },
};

const orders = (handler = () => success({ ok: true })) =>
  DebugSession.start({ machine: loadMachine(ORDERS as never) }, { input: { orders: ["a", "b", "c"] }, handler });

const told = ({ reason, state, thread }: Stop) => `${reason} ${state?.split(" › ").at(-1) ?? "-"} ${thread}`;

describe("stepping", () => {
  it("stands at the beginning first", () => {
    const session = orders();
    expect(session.stop).toEqual({
      reason: "entry",
      position: { step: 0, stage: 0 },
      thread: "0:1",
      state: "Prepare",
      text: 'at the beginning in "Prepare"',
    });
    expect(session.live).toBe(true);
  });

  it("over goes from state to state of its thread", async () => {
    const session = orders();
    const stops: string[] = [];
    for (let i = 0; i < 4; i++) stops.push(told(await session.step("over")));
    expect(stops).toEqual(["step Split 0:1", "step Done 0:1", "end - 0:1", "end - 0:1"]);
  });

  it("into goes through data stages and into containers", async () => {
    const session = orders();
    const stops: string[] = [];
    for (let i = 0; i < 14; i++) {
      const stop = await session.step("into");
      stops.push(`${told(stop)} ${session.position.step}.${session.position.stage}`);
    }
    expect(stops).toMatchInlineSnapshot(`
      [
        "step Prepare 0:1 1.1",
        "step Prepare 0:1 1.2",
        "step Prepare 0:1 1.3",
        "step Prepare 0:1 1.4",
        "step Prepare 0:1 1.5",
        "step Prepare 0:1 1.6",
        "step Split 0:1 2.0",
        "step Split 0:1 2.1",
        "step Split 0:1 2.2",
        "step Split 0:1 2.3",
        "step Each 0:2 3.0",
        "step Each 0:2 3.1",
        "step Each 0:2 3.2",
        "step Each 0:2 3.3",
      ]
    `);
  });

  it("out ends where the iteration has ended", async () => {
    const session = orders();
    session.breakpoints.add({ state: "Charge" });
    const at = await session.continue();
    expect(told(at)).toBe("breakpoint Charge 0:4");
    session.breakpoints.set([]);
    const out = await session.step("out");
    expect(session.events().at(-1)!.type).toBe("MapIterationSucceeded");
    expect(out.reason).toBe("step");
  });

  it("visit and iteration find the same state again", async () => {
    const session = orders();
    session.breakpoints.add({ state: "Charge", temporary: true });
    await session.continue();
    expect(told(await session.step("visit"))).toBe("step Charge 0:5");
    expect(told(await session.step("iteration"))).toBe("step Charge 0:6");
    expect(told(await session.step("iteration"))).toBe("end - 0:1");
  });
});

describe("a task that nobody answers", () => {
  it("stops the run once, and can be answered", async () => {
    const session = DebugSession.start({ machine: loadMachine(ORDERS as never) }, { input: { orders: ["a"] } });
    const stop = await session.continue();
    expect(told(stop)).toBe("task Charge 0:4");
    expect(stop.request?.arguments).toEqual({ FunctionName: "f" });
    expect((await session.continue()).reason).toBe("task");
    expect(session.threads().map(({ name, status }) => `${name}: ${status}`)).toEqual(["iteration 0 of Each: waiting"]);
    session.answer(session.stop.request!, { fine: true });
    expect((await session.continue()).reason).toBe("end");
    expect(session.status).toBe("SUCCEEDED");
  });
});

describe("breakpoints", () => {
  it("stop after a data stage, before the step has happened", async () => {
    let asked = 0;
    const session = orders(() => (asked++, success(1)));
    session.breakpoints.add({ state: "Charge", stage: "afterParameters" });
    const stop = await session.continue();
    expect(told(stop)).toBe("breakpoint Charge 0:4");
    expect(session.position.stage).toBe(3);
    expect(asked).toBe(0);
    expect(session.stages("0:4").map(({ stage }) => stage)).toEqual(["input", "afterInputPath", "afterParameters"]);
    expect(told(await session.continue())).toBe("breakpoint Charge 0:5");
  });
});
