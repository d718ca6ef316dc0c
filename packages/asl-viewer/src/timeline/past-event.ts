import type { Json, JsonObject } from "asl-core";
import type { BreakpointSpec } from "asl-core/debug";
import { iterationsAround } from "./close-up.js";
import { payloadOf } from "./run.js";
import type { Timeline } from "./timeline.js";
import type { Try, Visit } from "./visits.js";

/** Where a run would stop that comes to a past event once more. */
export interface BreakPoint {
  readonly spec: BreakpointSpec;
  /** "Charge, the 3rd time, at its result". */
  readonly words: string;
}

/**
 * The breakpoint that stops another run of the machine where an event happened: in front of the state, at its result, its
 * output or its failure, the same time round. Undefined where the event belongs to no state. O(visits of the state).
 */
export function breakPointAt(timeline: Timeline, at: number): BreakPoint | undefined {
  const visit = timeline.visits.visits[timeline.visits.ofEvent[at] ?? -1];
  if (visit === undefined) return undefined;
  const { path, name } = timeline.nodeOf(visit);
  const failure = timeline.failureAt(at);
  if (failure !== undefined && failure.error !== "")
    return { spec: { state: path, error: failure.error }, words: `${name}, where it fails with ${failure.error}` };
  const { stage, words } = stageAt(timeline.events[at].type);
  const before = (timeline.visits.byNode[visit.node] ?? []).filter(({ from }) => from < visit.from).length;
  const time = before > 0 ? `, the ${ordinal(before + 1)} time` : "";
  return {
    spec: { state: path, ...(stage && { stage }), ...(before > 0 && { hitCondition: `${before + 1}` }) },
    words: `${name}${time}${words}`,
  };
}

function stageAt(type: string): { readonly stage?: "result" | "output"; readonly words: string } {
  if (type.endsWith("StateExited")) return { stage: "output", words: ", at its output" };
  const isResult = /^(Task|LambdaFunction|Activity|MapState|ParallelState|MapRun)Succeeded$/.test(type);
  return isResult ? { stage: "result", words: ", at its result" } : { words: "" };
}

function ordinal(number: number): string {
  const last = number % 10;
  const isTeen = Math.floor(number / 10) % 10 === 1;
  return `${number}${isTeen ? "th" : (["th", "st", "nd", "rd"][last] ?? "th")}`;
}

/**
 * What a task answered in a visit, as `asl run --answers` and test files take it: by its state, one answer for each try that
 * has ended, with the time it took, and of an iteration with its numbers. Tries that were cut off meanwhile are none. Undefined
 * where no task answered. O(tries).
 */
export function mockOf(timeline: Timeline, visit: Visit): JsonObject | undefined {
  const { kind, name } = timeline.nodeOf(visit);
  const ended = visit.tries.filter(({ to }) => to >= 0 && to < timeline.length);
  if (kind !== "Task" || ended.length === 0) return undefined;
  const iteration = iterationsAround(timeline, visit).map(({ number }) => number);
  const where: JsonObject = iteration.length === 0 ? {} : { iteration, repeat: 1 };
  const answers = ended.map((one) => ({ ...where, ...answerOf(timeline, one) }));
  return { [name]: answers.length === 1 ? answers[0] : answers };
}

function answerOf(timeline: Timeline, { from, to, failed, error, cause }: Try): JsonObject {
  const took = timeline.run.timed ? timeline.timeOf(to) - timeline.timeOf(from) : 0;
  const takes: JsonObject = took > 0 ? { takes: took % 1000 === 0 ? `${took / 1000}s` : `${Math.round(took)}ms` } : {};
  if (/TimedOut$/.test(timeline.events[to].type)) return { timeout: true };
  if (failed) return { error: error || null, ...(cause !== "" && { cause }), ...takes };
  return { output: (payloadOf(timeline.events[to]) ?? null) as Json, ...takes };
}
