import type { Json, JsonObject } from "../json.js";
import type { Millis } from "../time.js";
import { type AwsEvent, detailsOf } from "./aws-event.js";
import { causeText, knownText } from "./event-data.js";
import type { PlacedEvent } from "./threads.js";

/** How a recorded call of a task ended. */
export type ResultKind =
  /** It gave an output. */
  | "succeeded"
  | "failed"
  /** The execution's patience ended it. */
  | "timedOut"
  /** It was under way when its branch or the execution ended, or when the recording did. */
  | "open"
  /** It gave an output that the recording does not hold. */
  | "unknown";

/** One recorded call of a task: what was asked for, when, and what came of it. */
export interface TaskResult {
  readonly state: string;
  /** Indexes of the Map iterations around it, outermost first. */
  readonly iteration: readonly number[];
  /** Tries of this visit of the state that failed before. */
  readonly attempt: number;
  /** Id of the event that scheduled it. */
  readonly scheduled: number;
  /** Id of the event that ended it; 0 while it is open. */
  readonly ended: number;
  readonly kind: ResultKind;
  /** Of "succeeded". */
  readonly output: Json;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Where a failure happened, where it did not run. */
  readonly stage: "schedule" | "start" | "submit" | undefined;
  /** What the submitting call gave; undefined where there was none. */
  readonly submitted: Json | undefined;
  readonly workerName: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** Times since the epoch; 0 where the recording has none. */
  readonly at: Millis;
  readonly startedAt: Millis;
  readonly endedAt: Millis;
}

type Making = { -readonly [K in keyof TaskResult]: TaskResult[K] };

/** The calls of tasks in a history, in the order in which they were scheduled. Linear. */
export function taskResults(events: readonly PlacedEvent[]): TaskResult[] {
  const results: Making[] = [];
  const open = new Map<string, Making>();
  const failures = new Map<string, number>();
  for (const { event, thread, state } of events) {
    const step = STEP.exec(event.type)?.[1];
    if (event.type.endsWith("StateEntered")) failures.set(thread.key, 0);
    if (event.type === "EvaluationFailed") failures.set(thread.key, (failures.get(thread.key) ?? 0) + 1);
    if (step === undefined || state === null) continue;
    if (step === "Scheduled") {
      const result = scheduled(event, state, thread.iteration, failures.get(thread.key) ?? 0);
      open.set(thread.key, result);
      results.push(result);
      continue;
    }
    const result = open.get(thread.key);
    if (result === undefined) continue;
    take(result, event, step);
    if (result.kind === "open") continue;
    open.delete(thread.key);
    if (result.kind !== "succeeded" && result.kind !== "unknown")
      failures.set(thread.key, (failures.get(thread.key) ?? 0) + 1);
  }
  return results;
}

const STEP =
  /^(?:Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

function scheduled(event: AwsEvent, state: string, iteration: readonly number[], attempt: number): Making {
  const { timeoutInSeconds, heartbeatInSeconds } = detailsOf(event);
  return {
    ...{ state, iteration, attempt, scheduled: event.id, ended: 0, kind: "open", output: null },
    ...{ error: undefined, cause: undefined, stage: undefined, submitted: undefined, workerName: undefined },
    timeoutSeconds: number(timeoutInSeconds),
    heartbeatSeconds: number(heartbeatInSeconds),
    ...{ at: timeOf(event), startedAt: 0, endedAt: 0 },
  };
}

function take(result: Making, event: AwsEvent, step: string): void {
  const details: JsonObject = detailsOf(event);
  if (step === "Started") {
    result.workerName = text(details.workerName);
    result.startedAt = timeOf(event);
  } else if (step === "Submitted") result.submitted = knownText(event, "output") ?? {};
  else {
    result.ended = event.id;
    result.endedAt = timeOf(event);
    if (step === "Succeeded") succeed(result, event);
    else fail(result, details, step);
  }
}

function succeed(result: Making, event: AwsEvent): void {
  const output = knownText(event, "output");
  result.kind = output === undefined ? "unknown" : "succeeded";
  result.output = output ?? null;
}

function fail(result: Making, { error, cause }: JsonObject, step: string): void {
  result.kind = step === "TimedOut" ? "timedOut" : "failed";
  result.error = text(error);
  result.cause = text(cause === undefined ? undefined : causeText(cause));
  if (step === "ScheduleFailed") result.stage = "schedule";
  if (step === "StartFailed") result.stage = "start";
  if (step === "SubmitFailed") result.stage = "submit";
}

const timeOf = ({ timestamp }: AwsEvent): Millis => Math.round(timestamp * 1000);
const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
const number = (value: Json | undefined): number | undefined => (typeof value === "number" ? value : undefined);
