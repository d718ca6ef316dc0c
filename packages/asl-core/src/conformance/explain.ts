import { shorten } from "../display.js";
import { isObject, type Json, own, parseJson, stringify } from "../json.js";
import { match } from "./match.js";

/** The innermost place at which two values differ; `path` is empty where they differ as a whole. */
interface Difference {
  path: string;
  expected: Json | undefined;
  actual: Json | undefined;
}

/** Longest text shown of one value. */
const SHOWN = 300;

/** One difference for people: the innermost place that differs, what is there, and what was expected. */
export function explain(place: string, expected: Json | undefined, actual: Json | undefined): string {
  const found = innermost({ path: "", expected, actual });
  return `${place}${found.path}: ${show(found.actual)}\n   expected ${show(found.expected)}`;
}

/** A value as short text. */
export function show(value: Json | undefined): string {
  return shorten(value === undefined ? "nothing" : stringify(value), SHOWN);
}

function innermost(difference: Difference): Difference {
  const inner = children(difference).find(({ expected, actual }) => expected === undefined || !match(expected, actual));
  return inner === undefined ? difference : innermost(inner);
}

/** The members of two objects or of two arrays, paired; none where there is nothing to pair. */
function children({ path, expected, actual }: Difference): Difference[] {
  const value = typeof actual === "string" ? parseJson(actual) : actual;
  if (Array.isArray(expected) && Array.isArray(value) && expected.length === value.length)
    return expected.map((one, index) => ({ path: `${path}[${index}]`, expected: one, actual: value[index] }));
  if (!isObject(expected) || !isObject(value)) return [];
  const keys = new Set([...Object.keys(expected), ...Object.keys(value)]);
  return [...keys].map((key) => ({ path: `${path}.${key}`, expected: own(expected, key), actual: own(value, key) }));
}
