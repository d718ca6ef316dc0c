import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../packages/asl-core/src/drivers/run.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { fromAws, toAws } from "../../packages/asl-core/src/history/index.js";
import { AWS_LIMITS, type StartOptions } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { checkLaws } from "../harness/check.js";
import { handlerOf, type Scenario, scenario } from "./machines.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 200);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);

function perform(one: Scenario) {
  const machine = loadMachine(one.definition);
  const start: StartOptions = {
    input: one.input,
    at: Date.UTC(2026, 0, 1),
    seed: 1,
    limits: { ...AWS_LIMITS, events: one.events },
  };
  const abort = one.abortAfter === undefined ? undefined : { after: one.abortAfter };
  const run = runSync(machine, { ...start, handler: handlerOf(one), abort });
  return { machine, start, run };
}

/** The run itself and the child executions of its distributed Maps. */
const withChildren = (run: Run): Run[] => [run, ...run.children.flatMap(withChildren)];

const property = (check: (one: Scenario) => void): void =>
  void fc.assert(fc.property(scenario, check), { numRuns: RUNS, seed: SEED });

describe("any run", { timeout: 120_000 }, () => {
  it("has events with ids 1, 2, 3, … that follow earlier ones", () => {
    property((one) => {
      for (const { events } of withChildren(perform(one).run)) {
        expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
        expect(events.filter(({ id, previous }) => previous >= id)).toEqual([]);
      }
    });
  });

  it("starts with ExecutionStarted, and where it ends, ends with one event of the whole execution", () => {
    property((one) => {
      for (const { events, status } of withChildren(perform(one).run)) {
        const ends = events.filter(({ type }) => /^Execution(?!Started)/.test(type));
        expect(events[0]?.type ?? "ExecutionStarted").toBe("ExecutionStarted");
        expect(ends).toEqual(status === "RUNNING" ? [] : events.slice(-1));
      }
    });
  });

  it("stays running only where something still waits", () => {
    property((one) => {
      const { run } = perform(one);
      if (run.status === "RUNNING") expect(withChildren(run).flatMap(({ waiting }) => waiting)).not.toEqual([]);
    });
  });

  it("keeps the laws of the kernel", () => {
    property((one) => checkLaws(perform(one)));
  });

  it("has a history that AWS's form holds without loss", () => {
    property((one) => {
      const { machine, run } = perform(one);
      for (const { events, execution } of withChildren(run)) {
        if (execution.block !== 0) continue;
        const history = toAws(events, machine, execution.identity);
        expect(toAws(fromAws(history, machine), machine, execution.identity)).toEqual(history);
      }
    });
  });

  it("gives the same bytes again", () => {
    property((one) => {
      expect(JSON.stringify(perform(one).run)).toBe(JSON.stringify(perform(one).run));
    });
  });
});
