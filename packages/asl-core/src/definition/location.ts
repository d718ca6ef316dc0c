import { isObject, type Json, own } from "../json.js";
import { pointerStep } from "../pointer.js";

/** One step from a JSON value to a value inside it: a key of an object or an index of an array. */
export type Segment = string | number;

/** A path and the steps that lead on from it, in an array without room for more. (One that is spread has some for sixteen.) */
export function leadOn(path: readonly Segment[], ...steps: readonly Segment[]): readonly Segment[] {
  const whole = new Array<Segment>(path.length + steps.length);
  for (let at = 0; at < path.length; at++) whole[at] = path[at];
  for (let at = 0; at < steps.length; at++) whole[path.length + at] = steps[at];
  return whole;
}

const ARROW = " › ";

/** RFC 6901 pointer. */
export function toPointer(segments: readonly Segment[]): string {
  let pointer = "";
  for (const segment of segments) pointer += pointerStep(segment);
  return pointer;
}

/** The keys of an RFC 6901 pointer; indexes stay text, as the pointer alone cannot tell them from keys. */
export const parsePointer = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The value a pointer leads to, or undefined. */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  let value = root;
  for (const key of parsePointer(pointer)) value = memberAt(value, key);
  return value;
}

/** The member of an object, or the element of an array, that one step of a pointer leads to, or undefined. */
export function memberAt(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? own(value, key) : undefined;
}

/**
 * A place as AWS writes it in diagnostics: names as they are, indexes in brackets (`/States/P/Branches[0]/States/W`),
 * `/` for the definition itself. Source: recorded ValidateStateMachineDefinition answers.
 */
export function toAwsLocation(segments: readonly Segment[]): string {
  let location = "";
  for (const segment of segments) location += typeof segment === "number" ? `[${segment}]` : `/${segment}`;
  return location === "" ? "/" : location;
}

/**
 * A place as people say it: state names and the way into nested states, then the field, e.g.
 * `Fulfil › branch 0 › Charge`, `Split › item › Fetch › Catch[0].Next`. Empty for the definition itself.
 */
export function readablePath(place: string | readonly Segment[]): string {
  const segments: readonly Segment[] = typeof place === "string" ? parsePointer(place) : place;
  const parts: string[] = [];
  let at = 0;
  while (at < segments.length) {
    const step = stepInto(segments, at);
    if (step === undefined) break;
    parts.push(...step.parts);
    at += step.length;
  }
  if (at < segments.length) parts.push(fieldPath(segments.slice(at)));
  return parts.join(ARROW);
}

function stepInto(segments: readonly Segment[], at: number): { parts: string[]; length: number } | undefined {
  const [first, second] = [segments[at], segments[at + 1]];
  if (first === "States" && second !== undefined) return { parts: [String(second)], length: 2 };
  if (at === 0) return undefined;
  if (first === "Branches" && isIndex(second)) return { parts: [`branch ${second}`], length: 2 };
  if (first === "ItemProcessor" || first === "Iterator") return { parts: ["item"], length: 1 };
  return undefined;
}

const isIndex = (segment: Segment | undefined): boolean => segment !== undefined && /^\d+$/.test(String(segment));

function fieldPath(segments: readonly Segment[]): string {
  let path = "";
  for (const segment of segments) path += isIndex(segment) ? `[${segment}]` : path === "" ? segment : `.${segment}`;
  return path;
}

/**
 * The pointer of a state named by a readable path (`Fulfil › branch 0 › Charge`; `>` serves as well as `›`).
 * Map states are taken to write `ItemProcessor`; pass `iterator` where they write the older `Iterator`.
 */
export function pointerOfPath(path: string, iterator = "ItemProcessor"): string {
  const segments: Segment[] = [];
  for (const part of path.split(/ [›>] /)) {
    const branch = /^branch (\d+)$/.exec(part);
    const inside = segments.length > 0;
    if (inside && branch !== null) segments.push("Branches", Number(branch[1]));
    else if (inside && part === "item") segments.push(iterator);
    else segments.push("States", part);
  }
  return toPointer(segments);
}
