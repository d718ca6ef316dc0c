import { isObject, type Json, type JsonObject, own, parseJson } from "../json.js";
import { matchesParts } from "../machine/pattern.js";

/** In expected texts: any run of characters; alone: any value. */
export const ANY = "<any>";

/**
 * Whether a value is what was expected, by the rules of docs/conformance-format.md: an object or array matches its JSON
 * text, texts match as they are or as JSON, keys have no order, numbers compare by value, `<any>` stands for anything.
 * Linear in the sizes of both, but for texts that hold texts, which are parsed once per level.
 */
export function match(expected: Json, actual: Json | undefined): boolean {
  if (expected === ANY) return true;
  if (actual === undefined) return false;
  if (typeof expected === "string")
    return typeof actual === "string" ? matchTexts(expected, actual) : matchParsed(expected, actual);
  if (typeof expected !== "object" || expected === null) return expected === actual;
  const value = typeof actual === "string" ? parseJson(actual) : actual;
  return Array.isArray(expected) ? matchArrays(expected, value) : matchObjects(expected, value);
}

function matchArrays(expected: Json[], actual: Json | undefined): boolean {
  if (!Array.isArray(actual) || actual.length !== expected.length) return false;
  return expected.every((value, index) => match(value, actual[index]));
}

function matchObjects(expected: JsonObject, actual: Json | undefined): boolean {
  if (!isObject(actual)) return false;
  const keys = Object.keys(expected);
  return keys.length === Object.keys(actual).length && keys.every((key) => match(expected[key], own(actual, key)));
}

/** The expected value is still JSON text, the actual one was parsed. */
function matchParsed(expected: string, actual: Json): boolean {
  const value = parseJson(expected);
  return value !== undefined && match(value, actual);
}

function matchTexts(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  const a = parseJson(expected);
  if (a !== undefined && typeof a !== "string") {
    const b = parseJson(actual);
    if (b !== undefined && match(a, b)) return true;
  }
  const parts = expected.split(ANY);
  return parts.length > 1 && matchesParts(actual, parts);
}
