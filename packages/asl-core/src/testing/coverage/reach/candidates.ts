import type { Json } from "../../../json.js";
import { formatTimestamp, parseTimestamp } from "../../../time.js";

/** Undefined: the value is not there at all. */
export type Candidate = Json | undefined;

const MOMENT = "2026-01-01T00:00:00Z";
/** One of each kind, for tests of types. */
const PLAIN: readonly Candidate[] = [true, false, 1, 0, "x", MOMENT, null, [], [1], {}, undefined];
/** Longer lists are not made for the sake of their length. */
const LONGEST = 20;

/** Values worth trying where something is compared with these: themselves, their neighbours, then one of each kind. */
export function candidatesOf(literals: readonly Json[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const value of [...literals.flatMap(neighbours), ...PLAIN]) {
    const key = JSON.stringify(value) ?? "";
    if (!found.has(key)) found.set(key, value);
  }
  return [...found.values()];
}

function neighbours(value: Json): Candidate[] {
  if (typeof value === "number") return [value, value + 1, value - 1, value + 0.5, ...lists(value)];
  if (typeof value !== "string") return [value];
  const moment = parseTimestamp(value);
  if (moment !== undefined) return [value, formatTimestamp(moment + 1000), formatTimestamp(moment - 1000)];
  return [value.replaceAll("*", "x"), `${value}x`];
}

const lists = (length: number): Json[] =>
  Number.isInteger(length) && length >= 0 && length < LONGEST
    ? [new Array<Json>(length).fill(1), new Array<Json>(length + 1).fill(1)]
    : [];
