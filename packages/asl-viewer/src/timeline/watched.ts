import { isObject, type Json, own, parsePointer } from "asl-core";
import { pathOf } from "./json-rows.js";
import { payloadOf } from "./run.js";
import { NO_DATA } from "./source.js";
import { causeValue } from "./stages.js";
import type { Timeline } from "./timeline.js";
import type { Visit } from "./visits.js";

/** A field that is kept in view: what stands at a pointer in the data of a stage. */
export interface Watched {
  /** "Input", "Output" and so on. */
  readonly stage: string;
  readonly pointer: string;
}

/** "Output.order.total". */
export const watchedName = ({ stage, pointer }: Watched): string => pathOf(pointer, stage);

/** As short as it can be told from all others: "total", "Output.total" where "Input.total" is watched as well. */
export function shortName(one: Watched, all: readonly Watched[]): string {
  const key = lastKey(one);
  const isAlone = key !== "" && all.every((other) => other === one || lastKey(other) !== key);
  return isAlone ? key : watchedName(one);
}

/** A number alone names nothing. */
function lastKey({ pointer }: Watched): string {
  const key = parsePointer(pointer).at(-1) ?? "";
  return /^\d*$/.test(key) ? "" : key;
}

/** The value of a field in the stages of a visit; undefined where it has none. O(depth). */
export const watchedValue = (
  { stage, pointer }: Watched,
  stages: readonly { readonly name: string; readonly value: Json }[],
): Json | undefined => valueAt(stages.find(({ name }) => name === stage)?.value, pointer);

function valueAt(whole: Json | undefined, pointer: string): Json | undefined {
  let value = whole;
  for (const key of parsePointer(pointer))
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;
  return value;
}

/** With a field more, or without it where it is there. */
export function turnWatched(all: readonly Watched[], { stage, pointer }: Watched): readonly Watched[] {
  const others = all.filter((one) => one.stage !== stage || one.pointer !== pointer);
  return others.length < all.length ? others : [...all, { stage, pointer }];
}

/** Stages that events tell, by all names they are shown under. */
const TOLD: Readonly<Record<string, "Input" | "Arguments" | "Result" | "Error" | "Assigned" | "Output">> = {
  Input: "Input",
  Arguments: "Arguments",
  Parameters: "Arguments",
  Request: "Arguments",
  Result: "Result",
  Error: "Error",
  Assign: "Assigned",
  Assigned: "Assigned",
  Output: "Output",
};

/** What the events of a visit tell of a field, and the index of the event that does. */
export interface ToldValue {
  readonly at: number;
  readonly value: Json;
}

/**
 * What the events of a visit tell of a field after `count` events, of its last try; undefined where they do not: of stages in
 * between, which only a run that is debugged or run again knows, and where the history holds no data. O(depth + tries).
 */
export function toldValue(
  timeline: Timeline,
  visit: Visit,
  { stage, pointer }: Watched,
  count: number,
): ToldValue | undefined {
  const at = toldBy(visit, Object.hasOwn(TOLD, stage) ? TOLD[stage] : undefined, count);
  const event = at < 0 || at >= count ? undefined : timeline.events[at];
  if (event === undefined || (stage !== "Error" && timeline.run.notes.includes(NO_DATA))) return undefined;
  const value = valueAt(dataOf(timeline, at, stage), pointer);
  return value === undefined ? undefined : { at, value };
}

/** Index of the event that tells a stage; -1 for none. */
function toldBy(visit: Visit, stage: (typeof TOLD)[string] | undefined, count: number): number {
  if (stage === "Input") return visit.from;
  if (stage === "Assigned" || stage === "Output") return visit.to;
  const last = visit.tries.findLast(({ from }) => from < count);
  if (last === undefined || stage === undefined) return -1;
  if (stage === "Arguments") return last.from;
  return (stage === "Error") === last.failed ? last.to : -1;
}

function dataOf(timeline: Timeline, at: number, name: string): Json | undefined {
  const event = timeline.events[at];
  const stage = TOLD[name];
  const { type } = event;
  if (stage === "Assigned") return (event.details as { assigned?: Json } | null)?.assigned;
  if (stage === "Error") {
    const failure = timeline.failureAt(at);
    return failure && { Error: failure.error, Cause: causeValue(failure.cause) };
  }
  if (stage === "Arguments" && !type.endsWith("Scheduled")) return undefined;
  if (stage === "Output" && !type.endsWith("StateExited")) return undefined;
  return payloadOf(event);
}
