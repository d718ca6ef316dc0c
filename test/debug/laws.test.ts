import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DebugOptions, DebugSession } from "../../packages/asl-core/src/debug/index.js";
import type { TaskHandler } from "../../packages/asl-core/src/drivers/handler.js";
import { run, runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { AWS_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { handlerOf, type Scenario, scenario } from "../properties/machines.js";
import { debugged, histories } from "./support/histories.js";
import { Dice, walk } from "./support/walk.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 100);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);

function prepare(one: Scenario, handler: TaskHandler = handlerOf(one)) {
  const limits = { ...AWS_LIMITS, events: one.events };
  const abort = one.abortAfter === undefined ? undefined : { after: one.abortAfter };
  const options: DebugOptions = { input: one.input, limits, handler, abort };
  return { machine: loadMachine(one.definition), options };
}

const property = (check: (one: Scenario, dice: Dice) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(scenario, fc.integer({ min: 1, max: 1_000_000 }), (one, seed) => check(one, new Dice(seed))),
    { numRuns: RUNS, seed: SEED },
  );

/** Everything that can be seen at a position, as text. */
function seen(session: DebugSession, step: number): string {
  session.goTo({ step, stage: 0 });
  const { now, executions, waiting } = session.scene;
  return JSON.stringify([now, executions.map(({ execution, events }) => [execution, events.length]), waiting]);
}

const toEnd = async (session: DebugSession) => {
  for (let i = 0; i < 1000; i++) if ((await session.continue()).reason === "end") return;
  throw new Error("the run does not end");
};

describe("any run under the debugger", { timeout: 300_000 }, () => {
  it("is the same to the byte, however it is walked through", () =>
    property(async (one, dice) => {
      const { machine, options } = prepare(one);
      const expected = histories(runSync(machine, options));
      const session = DebugSession.start({ machine }, prepare(one).options);
      await walk(session, dice, 25);
      expect(debugged(session)).toEqual(expected);
    }));

  it("is the same where handlers answer through promises, and under another schedule", () =>
    property(async (one, dice) => {
      const late = (): TaskHandler => {
        const handler = handlerOf(one);
        return async (request) => handler(request);
      };
      const schedule = dice.roll(1000);
      const { machine, options } = prepare(one, late());
      const expected = histories(await run(machine, { ...options, schedule }));
      const session = DebugSession.start({ machine }, { ...prepare(one, late()).options, schedule });
      await walk(session, dice, 15);
      expect(debugged(session)).toEqual(expected);
    }));

  it("goes on the same from any position at which it is cut, under any schedule", () =>
    property(async (one, dice) => {
      const { machine, options } = prepare(one);
      const schedule = dice.roll(3) === 0 ? undefined : dice.roll(1000);
      const expected = histories(runSync(machine, { ...options, schedule }));
      const makeHandler = () => handlerOf(one);
      const session = DebugSession.start({ machine }, { ...options, schedule, handler: undefined, makeHandler });
      await toEnd(session);
      for (let i = 0; i < 4; i++) {
        session.goTo({ step: dice.roll(session.length + 1), stage: 0 });
        const fork = session.fork();
        await walk(fork, dice, 5);
        expect(debugged(fork)).toEqual(expected);
      }
    }));

  it("stands at a position as it always stood there, and a fork leaves it alone", () =>
    property(async (one, dice) => {
      const { machine, options } = prepare(one);
      const session = DebugSession.start({ machine }, options);
      const forward: string[] = [];
      for (let i = 0; i < 12; i++) {
        await session.step("stage");
        if (session.position.stage === 0) forward[session.position.step] = seen(session, session.position.step);
      }
      await toEnd(session);
      for (let step = session.length; step >= 0; step -= 1 + dice.roll(3)) {
        const there = seen(session, step);
        if (forward[step] !== undefined) expect(there).toBe(forward[step]);
        const fork = session.fork();
        if (dice.roll(3) === 0) await walk(fork, dice, 3);
        expect(seen(session, step)).toBe(there);
      }
    }));
});
