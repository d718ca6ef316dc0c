import { isObject, type Json, own } from "asl-core";

/** One place in which two values differ: an RFC 6901 pointer, and what stands there; undefined for nothing. */
export interface Difference {
  readonly pointer: string;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
}

/** The first place, deepest down, in which two values differ; undefined where they are equal. O(both). */
export function firstDifference(left: Json | undefined, right: Json | undefined, pointer = ""): Difference | undefined {
  if (left === right) return undefined;
  const isList = Array.isArray(left) && Array.isArray(right);
  if (!isList && !(isObject(left) && isObject(right))) return { pointer, left, right };
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(memberOf(left, key), memberOf(right, key), `${pointer}/${escaped(key)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const memberOf = (value: Json, key: string): Json | undefined =>
  Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
