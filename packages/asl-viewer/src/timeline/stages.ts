import type { Event, Json } from "asl-core";
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
  const stages = new Stages(!timeline.run.notes.includes(NO_DATA));
  for (const at of own) {
    if (at >= count) break;
    stages.take(timeline.events[at], at);
  }
  const seen = asHalted(visit, count);
  const end = seen.failed ? seen.failedAt : seen.to;
  const failure = end < count ? failureOfVisit(timeline, seen) : undefined;
  if (failure !== undefined && !stages.found.some(({ name }) => name === "Error")) stages.placeError(failure, end);
  return stages.found;
}

/** Gathers stages event by event: what is told again takes the place of what was told before. */
class Stages {
  readonly found: StageView[] = [];

  /** `isTold` false: data was left out, and what is not there is not known. */
  constructor(private readonly isTold: boolean) {}

  take(event: Event, at: number): void {
    const { type } = event;
    if (type.endsWith("StateEntered")) this.place("Input", payloadOf(event), at);
    else if (type.endsWith("Scheduled")) this.place("Arguments", payloadOf(event), at);
    else if (/(Succeeded|Submitted)$/.test(type) && !type.startsWith("MapIteration"))
      this.place("Result", payloadOf(event), at);
    else if (type.endsWith("StateExited")) {
      this.place("Assigned", (event.details as { assigned?: Json }).assigned, at);
      this.place("Output", payloadOf(event), at);
    } else this.takeFailure(event, at);
  }

  private takeFailure(event: Event, at: number): void {
    const failure = failureOf(event);
    if (failure?.error || failure?.cause || (failure && !event.type.startsWith("Execution")))
      this.placeError(failure, at);
  }

  placeError({ error, cause }: Failure, at: number): void {
    this.place("Error", { Error: error, Cause: causeValue(cause) }, at);
  }

  private place(name: StageView["name"], value: Json | undefined, at: number): void {
    const isPassedOn = name === "Input" || name === "Output";
    if ((value === undefined || value === null) && !(this.isTold && isPassedOn)) return;
    this.forget(name);
    if (name === "Result") this.forget("Error");
    this.found.push({ name, value: value ?? null, at });
  }

  private forget(name: StageView["name"]): void {
    const known = this.found.findIndex((one) => one.name === name);
    if (known >= 0) this.found.splice(known, 1);
  }
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
