import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure, success, type TaskRequest } from "../../packages/asl-core/src/drivers/handler.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { debugged, histories } from "./support/histories.js";
import { Dice, walk } from "./support/walk.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const distributed = (states: object) => ({
  ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
  StartAt: Object.keys(states)[0],
  States: states,
});

/** Children that fail, children of children, and a sibling that ends all of them. */
const machine = loadMachine({
  StartAt: "Split",
  States: {
    Split: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Each",
          States: {
            Each: {
              Type: "Map",
              MaxConcurrency: 3,
              ItemProcessor: distributed({ Work: task({ TimeoutSeconds: 20, End: true }) }),
              Catch: [{ ErrorEquals: ["States.ALL"], Next: "Again" }],
              Next: "Again",
            },
            Again: {
              Type: "Map",
              ItemsPath: "$$.Execution.Input",
              ItemProcessor: distributed({
                Wait: { Type: "Wait", Seconds: 3, Next: "Inner" },
                Inner: {
                  Type: "Map",
                  ItemsPath: "$.l",
                  ItemProcessor: distributed({ Deep: task({ End: true }) }),
                  End: true,
                },
              }),
              ToleratedFailurePercentage: 50,
              End: true,
            },
          },
        },
        {
          StartAt: "Later",
          States: { Later: { Type: "Wait", Seconds: 7, Next: "No" }, No: { Type: "Fail", Error: "X" } },
        },
      ],
      Catch: [{ ErrorEquals: ["X"], Next: "Done" }],
      Next: "Done",
    },
    Done: { Type: "Succeed" },
  },
} as Json);
const input: Json = Array.from({ length: 6 }, (_, i) => ({ i, l: [1, 2] }));

describe("child executions under the debugger", { timeout: 120_000 }, () => {
  it.each([0, 2, 5, 8])(
    "are the same, ended, forked and recorded, where tasks take up to %i seconds",
    async (takes) => {
      const handler = ({ state, call }: TaskRequest) =>
        state === "Work" && call % 5 === 3
          ? failure("E", "c", { takes })
          : success({ call }, { takes: takes * (1 + (call % 3)) * 1000, heartbeats: [100] });
      for (let seed = 0; seed < 8; seed++)
        for (const schedule of [undefined, seed]) {
          const options = { input, handler, schedule };
          const expected = histories(runSync(machine, options));
          const session = DebugSession.start({ machine }, options);
          const dice = new Dice(seed);
          await walk(session, dice, 15);
          expect(debugged(session)).toEqual(expected);
          expect(session.threads()).toEqual([]);
          for (let i = 0; i < 4; i++) {
            session.goTo({ step: dice.roll(session.length), stage: 0 });
            const fork = session.fork();
            await fork.continue();
            expect(debugged(fork)).toEqual(expected);
          }
          const opened = DebugSession.open(JSON.parse(JSON.stringify(session.save())), { handler });
          expect(debugged(opened)).toEqual(expected);
          opened.goTo({ step: dice.roll(session.length), stage: 0 });
          const fork = opened.fork();
          await fork.continue();
          expect(debugged(fork)).toEqual(expected);
        }
    },
  );
});

describe("a breakpoint in children that run side by side", () => {
  const each = loadMachine({
    StartAt: "Each",
    States: {
      Each: {
        Type: "Map",
        ItemProcessor: distributed({
          Work: task({ ResultPath: null, Next: "Then" }),
          Then: { Type: "Pass", Next: "Nap" },
          Nap: { Type: "Wait", Seconds: 1, Next: "Last" },
          Last: { Type: "Pass", End: true },
        }),
        End: true,
      },
    },
  } as never);
  const input = Array.from({ length: 40 }, (_, i) => ({ i }));
  const start = () => DebugSession.start({ machine: each }, { input, handler: () => success({}) });
  const seen = ({ scene }: DebugSession) =>
    JSON.stringify(scene.executions.map(({ execution, events }) => [execution, events.length]));

  it("counts its hits over all of them, and stops at the one that is meant", async () => {
    const session = start();
    session.breakpoints.add({ state: "Then", hitCondition: "25" });
    expect(await session.continue()).toMatchObject({ reason: "breakpoint", thread: "25:1" });
    expect(session.breakpoints.list()[0].hits).toBe(25);
    expect((await session.continue()).reason).toBe("end");
    expect(session.reverse()).toMatchObject({ reason: "breakpoint", thread: "25:1" });
  });

  it("is looked at with what stands there, whatever happens later, and again when gone back to", async () => {
    const session = start();
    session.breakpoints.set([{ state: "Then", condition: "$.i % 7 = 0", log: "{$.i}" }, { state: "Last" }]);
    session.breakpoints.add({ state: "Then", condition: "$.i % 10 = 3" });
    const looks: { scene: string; at: typeof session.position; kept: () => string }[] = [];
    while ((await session.continue()).reason !== "end") {
      const { scene, position: at } = session;
      looks.push({ scene: seen(session), at, kept: () => seen({ scene } as DebugSession) });
    }
    expect(looks.length).toBe(44);
    for (const { scene, kept, at } of looks) {
      expect(kept()).toBe(scene);
      session.goTo(at);
      expect(seen(session)).toBe(scene);
    }
  });
});
