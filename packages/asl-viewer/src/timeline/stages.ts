import type { Json } from "asl-core";
import { type Failure, failureOfVisit } from "./failure.js";
import { asHalted } from "./halts.js";
import { failureOf, payloadOf } from "./run.js";
import { NO_DATA } from "./source.js";
import type { Timeline } from "./timeline.js";
import type { Visit } from "./visits.js";

/** Data of a visit at one place of its way. */
export interface StageView {
  readonly name: "Input" | "Arguments" | "Result" | "Error" | "Assigned" | "Output";
  readonly value: Json;
  /** Index of the event that tells it. */
  readonly at: number;
}

function forget(stages: StageView[], name: StageView["name"]): void {
  const known = stages.findIndex((one) => one.name === name);
  if (known >= 0) stages.splice(known, 1);
}

/**
 * The data of a visit as far as it is known after `count` events, in order, of its last try. `own`: the indexes of its
 * events, where they are known; then O(their number), else O(events between its first and its last).
 */
export function stagesOf(
  timeline: Timeline,
  visit: Visit,
  count: number,
  own: Iterable<number> = between(timeline, visit),
): StageView[] {
  const stages: StageView[] = [];
  const isTold = !timeline.run.notes.includes(NO_DATA);
  const place = (name: StageView["name"], value: Json | undefined, at: number) => {
    if (value === undefined || value === null) if (!isTold || (name !== "Input" && name !== "Output")) return;
    forget(stages, name);
    if (name === "Result") forget(stages, "Error");
    stages.push({ name, value: value ?? null, at });
  };
  const placeError = ({ error, cause }: Failure, at: number) =>
    place("Error", { Error: error, Cause: causeValue(cause) }, at);
  for (const at of own) {
    if (at >= count) break;
    const event = timeline.events[at];
    const { type } = event;
    if (type.endsWith("StateEntered")) place("Input", payloadOf(event), at);
    else if (type.endsWith("Scheduled")) place("Arguments", payloadOf(event), at);
    else if (/(Succeeded|Submitted)$/.test(type) && !type.startsWith("MapIteration"))
      place("Result", payloadOf(event), at);
    else if (type.endsWith("StateExited")) {
      place("Assigned", (event.details as { assigned?: Json }).assigned, at);
      place("Output", payloadOf(event), at);
    } else {
      const failure = failureOf(event);
      if (failure?.error || failure?.cause || (failure && !type.startsWith("Execution"))) placeError(failure, at);
    }
  }
  const seen = asHalted(visit, count);
  const end = seen.failed ? seen.failedAt : seen.to;
  const failure = end < count ? failureOfVisit(timeline, seen) : undefined;
  if (failure !== undefined && !stages.some(({ name }) => name === "Error")) placeError(failure, end);
  return stages;
}

function* between({ visits, length }: Timeline, { index, from, to }: Visit): Generator<number> {
  const end = to < 0 ? length : to + 1;
  for (let at = from; at < end; at++) if (visits.ofEvent[at] === index) yield at;
}

/** A cause that is JSON, as the value it stands for: easier to read than its text. */
export function causeValue(cause: string): Json {
  if (!/^\s*[[{]/.test(cause)) return cause;
  try {
    return JSON.parse(cause) as Json;
  } catch {
    return cause;
  }
}
