import { isObject, type Json, MAX_NESTING } from "../../json.js";
import { IntrinsicError } from "./error.js";

/** The first of each group of equal values, in order. Linear in the size of the values. */
export function uniqueValues(items: readonly Json[]): Json[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const key =
      typeof item === "object" && item !== null
        ? `j${canonical(item, 0)}`
        : typeof item === "string"
          ? `s${item}`
          : item;
    return seen.size < seen.add(key).size;
  });
}

/** Equal text for equal values: keys in sorted order. */
function canonical(value: Json, depth: number): string {
  if (depth > MAX_NESTING) throw new IntrinsicError(`A value is nested more than ${MAX_NESTING} levels deep`);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`);
  return `{${members.join()}}`;
}
