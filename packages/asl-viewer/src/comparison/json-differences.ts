import { isObject, type Json, own } from "asl-core";
import { isVolatile } from "./volatile.js";

/** One place in which two values differ. */
export interface JsonDifference {
  /** RFC 6901; "" for the whole. */
  readonly pointer: string;
  /** "volatile": as values differ from run to run. */
  readonly kind: "changed" | "only a" | "only b" | "volatile";
  /** Undefined where that side has none. */
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

/** Most places that are told. */
export const MOST_DIFFERENCES = 500;

interface Pending {
  readonly key: string;
  readonly pointer: string;
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

/**
 * The places in which two values differ, in the order of A's members, then those that only B has; of arrays, index by index.
 * What only one side has is told once, not member by member. At most 500. Linear in both.
 */
export function jsonDifferences(a: Json | undefined, b: Json | undefined): JsonDifference[] {
  const found: JsonDifference[] = [];
  const pending: Pending[] = [{ key: "", pointer: "", a, b }];
  for (let next = pending.pop(); next !== undefined && found.length < MOST_DIFFERENCES; next = pending.pop()) {
    const inner = insideOf(next);
    if (inner !== undefined) for (let at = inner.length - 1; at >= 0; at--) pending.push(inner[at]);
    else if (next.a !== next.b) found.push(differenceOf(next));
  }
  return found;
}

const differenceOf = ({ key, pointer, a, b }: Pending): JsonDifference => {
  if (a === undefined) return { pointer, kind: "only b", a, b };
  if (b === undefined) return { pointer, kind: "only a", a, b };
  return { pointer, kind: isVolatile(key, a, b) ? "volatile" : "changed", a, b };
};

/** Members of two containers of one kind; undefined for others. */
function insideOf({ pointer, a, b }: Pending): Pending[] | undefined {
  if (Array.isArray(a) && Array.isArray(b))
    return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => ({
      ...{ key: "", pointer: `${pointer}/${at}` },
      ...{ a: a[at], b: b[at] },
    }));
  if (!isObject(a) || !isObject(b)) return undefined;
  const keys = [...Object.keys(a), ...Object.keys(b).filter((key) => !Object.hasOwn(a, key))];
  return keys.map((key) => ({ key, pointer: pointer + step(key), a: own(a, key), b: own(b, key) }));
}

const step = (key: string): string => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
