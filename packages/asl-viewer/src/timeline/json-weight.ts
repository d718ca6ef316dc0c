import { isObject, type Json } from "asl-core";

/** Values that are longer as JSON are folded at first, in UTF-16 units. */
const HEAVY = 4096;

const heavy = new WeakMap<object, boolean>();

/** Whether a value is longer than 4 kB as JSON. Looks at no more than that; each object is looked at once. */
export function isHeavy(value: Json): boolean {
  if (typeof value === "string") return value.length > HEAVY;
  if (typeof value !== "object" || value === null) return false;
  let known = heavy.get(value);
  if (known === undefined) heavy.set(value, (known = weigh(value) > HEAVY));
  return known;
}

/** About how long a value is as JSON, as far as the limit. */
function weigh(value: Json): number {
  let weight = 0;
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined && weight <= HEAVY; next = pending.pop()) {
    if (typeof next === "string") weight += next.length + 2;
    else if (typeof next !== "object" || next === null) weight += 5;
    else weight += gather(next, pending, HEAVY - weight);
  }
  return weight;
}

function gather(value: Json, pending: Json[], room: number): number {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && at <= room; at++) pending.push(value[at]);
    return 2 + value.length;
  }
  let weight = 2;
  for (const key in isObject(value) ? value : {}) {
    weight += key.length + 4;
    if (weight > room) break;
    pending.push((value as Record<string, Json>)[key]);
  }
  return weight;
}

/** Longer lines of a text are broken, in UTF-16 units. */
const WIDEST = 160;
/** Most lines of one text. */
const MOST_LINES = 2000;

/** Whether a text is shown in lines of its own once it is opened. */
export const hasLines = (text: string): boolean => text.length > WIDEST || text.includes("\n");

/** The lines of a text, long ones broken; at most 2,000. Linear in what is shown. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  while (from <= text.length && lines.length < MOST_LINES) {
    const found = text.indexOf("\n", from);
    const end = found < 0 ? text.length : found;
    const line = text.slice(from, Math.min(end, from + WIDEST));
    lines.push(line.replace(/\r$/, ""));
    from += WIDEST < end - from ? WIDEST : end - from + 1;
  }
  return lines;
}
