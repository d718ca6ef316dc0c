import type { Json } from "asl-core";
import { failureOf, payloadOf } from "./run.js";
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

/** The data of a visit as far as it is known after `count` events, in order, of its last try. O(events of the visit). */
export function stagesOf(timeline: Timeline, visit: Visit, count: number): StageView[] {
  const stages: StageView[] = [];
  const end = Math.min(count, visit.to < 0 ? timeline.length : visit.to + 1);
  const place = (name: StageView["name"], value: Json | undefined, at: number) => {
    if (value === undefined || value === null) if (name !== "Input" && name !== "Output") return;
    forget(stages, name);
    if (name === "Result") forget(stages, "Error");
    stages.push({ name, value: value ?? null, at });
  };
  for (let at = visit.from; at < end; at++) {
    const event = timeline.events[at];
    if (timeline.visits.ofEvent[at] !== visit.index) continue;
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
      if (failure !== undefined) place("Error", { Error: failure.error, Cause: causeValue(failure.cause) }, at);
    }
  }
  return stages;
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
