import { expect } from "vitest";
import { match } from "../../packages/asl-core/src/conformance/index.js";
import { readAnswers } from "../../packages/asl-core/src/drivers/answers.js";
import { type Buckets, memoryStore } from "../../packages/asl-core/src/drivers/objects/index.js";
import { runRealtime } from "../../packages/asl-core/src/drivers/realtime.js";
import type { Run, RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { parseDuration } from "../../packages/asl-core/src/duration.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { AWS_LIMITS, type Event, type Limits, type StartOptions } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import type { Machine } from "../../packages/asl-core/src/machine/machine.js";
import { parseTimestamp } from "../../packages/asl-core/src/time.js";
import { checkLaws } from "./check.js";

/** One example of the language; test/cases/README.md describes every field. */
export interface OwnCase {
  definition: JsonObject;
  input?: Json;
  tasks?: JsonObject;
  objects?: Buckets;
  type?: "STANDARD" | "EXPRESS";
  start?: string;
  abort?: { after: string; error?: string; cause?: string };
  limits?: Partial<Limits>;
  expect: Expectation;
}
export interface Expectation {
  output?: Json;
  error?: string | null;
  cause?: string | null;
  status?: string;
  trace?: string[];
  events?: string[];
  at?: string;
}

const FIELDS = ["about", "definition", "input", "tasks", "objects", "type", "start", "abort", "limits", "expect"];
const EXPECTED = ["output", "error", "cause", "status", "trace", "events", "at"];

/** Runs an example on the virtual clock and asserts what it expects, and all laws. */
export function checkCase(one: OwnCase): Run {
  expect(
    Object.keys(one).filter((key) => !FIELDS.includes(key)),
    "unknown fields",
  ).toEqual([]);
  expect(
    Object.keys(one.expect).filter((key) => !EXPECTED.includes(key)),
    "unknown expectations",
  ).toEqual([]);
  const { machine, options, start } = prepare(one);
  const run = runSync(machine, options);
  checkResult(one.expect, run, machine);
  checkLaws({ machine, start, run });
  return run;
}

/** Why an example cannot be run in real time, or undefined where it can. */
export const skipInRealtime = (one: OwnCase): string | undefined =>
  one.expect.at !== undefined || one.start !== undefined || one.abort !== undefined
    ? "it lives on its clock"
    : undefined;

/** Runs an example on the real clock: the same events in the same order. */
export async function checkRealtime(one: OwnCase): Promise<void> {
  const { machine, options } = prepare(one);
  const { at: _, ...rest } = options;
  const run = await runRealtime(machine, rest);
  expect(lines(run.events)).toEqual(lines(runSync(machine, prepare(one).options).events));
}

export function prepare(one: OwnCase): Prepared {
  const { input = {}, tasks = {}, objects = {}, type, abort } = one;
  const limits = one.limits && { ...AWS_LIMITS, ...one.limits };
  const machine = loadMachine(one.definition, { type });
  const at = parseTimestamp(one.start ?? "2026-01-01T00:00:00Z")!;
  const start: StartOptions = { input, at, seed: 1, type, limits };
  const { handler } = readAnswers(tasks, machine);
  const stop = abort === undefined ? undefined : { ...abort, after: parseDuration(abort.after)! };
  return { machine, start, options: { ...start, handler, objects: memoryStore(objects), abort: stop } };
}
interface Prepared {
  machine: Machine;
  start: StartOptions;
  options: RunOptions;
}

function checkResult(expected: Expectation, run: Run, machine: Machine): void {
  expect(ending(run)).toSatisfy((ended: Json) => match(endingOf(expected), ended), JSON.stringify(endingOf(expected)));
  if (expected.trace !== undefined) expect(statesEntered(run, machine)).toEqual(expected.trace);
  if (expected.events !== undefined) expect(lines(run.events)).toEqual(expected.events);
  expect(run.duration, "milliseconds on the clock").toBe(parseDuration(expected.at ?? 0));
}

const ending = ({ status, output, error, cause }: Run): JsonObject =>
  status === "SUCCEEDED" ? { status, output } : { status, error, cause };

/** A failure whose cause is not written may have any. */
function endingOf({ output, error, cause, status }: Expectation): JsonObject {
  if (output !== undefined) return { status: "SUCCEEDED", output };
  return { status: status ?? "FAILED", error: error ?? null, cause: cause ?? (error === undefined ? null : "<any>") };
}

const statesEntered = ({ events }: Run, { nodes }: Machine): string[] =>
  events.filter(({ type }) => type.endsWith("StateEntered")).map(({ node }) => nodes[node].name);

const lines = (events: readonly Event[]): string[] =>
  events.map(({ id, previous, type }) => `${id}<${previous} ${type}`);
