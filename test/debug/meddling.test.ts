import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DebugOptions, DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { AWS_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { handlerOf, type Scenario, scenario } from "../properties/machines.js";
import { change, go, lookAround, unlessRefused } from "./support/meddle.js";
import { Dice } from "./support/walk.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 40);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);
const MOVES = 40;

function start(one: Scenario, dice: Dice): DebugSession {
  const limits = { ...AWS_LIMITS, events: Math.min(one.events === 0 ? 400 : one.events, 400) };
  const handler = handlerOf(one);
  const options: DebugOptions = { input: one.input, limits, ...(dice.roll(3) > 0 && { handler }) };
  return DebugSession.start({ machine: loadMachine(one.definition) }, options);
}

/** Events so far of all executions, as texts: of the position where it stands. Nodes have other numbers after a reload. */
const told = (session: DebugSession): string[] => {
  const { nodes } = session.scene.machine;
  const named = (number: number) =>
    session.events(number).map((event) => ({ ...event, node: nodes[event.node]?.path }));
  return session.scene.executions.map(({ number }) => JSON.stringify(named(number)).slice(0, -1));
};

/** Everything a session keeps: looking must not change it. */
const kept = (session: DebugSession): string =>
  JSON.stringify([session.save(), session.position, session.stop, session.breakpoints.list(), session.scene.now]);

/** What stands at a position. */
function standing(session: DebugSession, step: number): string {
  session.goTo({ step, stage: 0 });
  const { now, executions, waiting } = session.scene;
  return JSON.stringify([now, executions.map(({ execution, events }) => [execution, events]), waiting]);
}

/** A change leaves what happened before it as it was. */
function meddle(session: DebugSession, dice: Dice): void {
  const before = told(session);
  const isInside = session.position.stage > 0;
  if (!change(session, dice) || isInside) return;
  const after = told(session);
  before.forEach((events, number) => expect(after[number]?.startsWith(events)).toBe(true));
}

function look(session: DebugSession, dice: Dice): void {
  const before = kept(session);
  lookAround(session, dice);
  expect(kept(session)).toBe(before);
}

/** Every position stands as it stood, wherever one comes from; a recording stands there, too. */
function revisit(session: DebugSession, dice: Dice): void {
  const steps = Array.from({ length: 6 }, () => dice.roll(session.length + 1));
  const first = steps.map((step) => standing(session, step));
  const opened = DebugSession.open(JSON.parse(JSON.stringify(session.save())));
  expect(opened.length).toBe(session.length);
  steps.forEach((step, i) => {
    expect(standing(opened, step)).toBe(first[i]);
    expect(standing(session, step)).toBe(first[i]);
  });
}

async function play(one: Scenario, dice: Dice): Promise<void> {
  let session = start(one, dice);
  for (let i = 0; i < 3; i++) await session.step(dice.of(["stage", "into", "over"]));
  for (let i = 0; i < MOVES; i++) {
    const kind = dice.roll(10);
    if (kind < 6) await go(session, dice);
    else if (kind < 8) meddle(session, dice);
    else if (kind < 9) look(session, dice);
    else if (dice.roll(3) === 0) session = unlessRefused(() => session.fork()) ?? session;
    expect(session.position.step).toBeLessThanOrEqual(session.length);
  }
  revisit(session, dice);
}

describe("a run that is meddled with", { timeout: 600_000 }, () => {
  it("keeps its past, lets itself be looked at, and stands everywhere again", () =>
    fc.assert(
      fc.asyncProperty(scenario, fc.integer({ min: 1, max: 1_000_000 }), (one, seed) => play(one, new Dice(seed))),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env.ASL_PROPERTY_RUNS !== undefined },
    ));
});
