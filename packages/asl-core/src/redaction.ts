import { isObject, type Json, nestsTooDeeply, parseJson, put, stringify } from "./json.js";

/** What stands for a text that was taken out. */
const REDACTED = "[redacted]";

/** Takes values of keys out that match patterns. */
export interface Redactor {
  isSecret(key: string): boolean;
  /** The value without them. O(size). */
  clean(value: Json): Json;
}

/**
 * Takes out values of keys that match a pattern, wherever they stand in a payload, also in JSON inside texts. A pattern that
 * is a text stands for itself, anywhere in a key and whatever its case. Shapes stay: texts become "[redacted]", numbers 0,
 * booleans false.
 */
export function redactor(patterns: readonly (RegExp | string)[]): Redactor {
  const tests = patterns.map(testOf);
  const isSecret = (key: string): boolean => tests.some((test) => test.test(key));
  return { isSecret, clean: (value) => cleaned(value, isSecret) };
}

/** A text is found as it is, whatever its case. A pattern that remembers where it was would skip some. */
const testOf = (pattern: RegExp | string): RegExp =>
  pattern instanceof RegExp
    ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""))
    : new RegExp(pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");

/** `level`: how deep it is nested, texts around it counted. */
function cleaned(value: Json, isSecret: (key: string) => boolean, level = 0): Json {
  if (typeof value === "string") return cleanedText(value, isSecret, level);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, isSecret, level + 1));
  if (!isObject(value)) return value;
  const copy = {};
  for (const key of Object.keys(value))
    put(copy, key, isSecret(key) ? blank(value[key]) : cleaned(value[key], isSecret, level + 1));
  return copy;
}

/** JSON inside a text. What is nested too deeply to be walked is taken out whole. */
function cleanedText(text: string, isSecret: (key: string) => boolean, level: number): string {
  const inner = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (inner === undefined) return text;
  if (nestsTooDeeply(inner, level)) return REDACTED;
  const copy = stringify(cleaned(inner, isSecret, level + 1));
  return copy === stringify(inner) ? text : copy;
}

/** A value of the same shape that tells nothing. */
export function blank(value: Json): Json {
  if (typeof value === "string") return REDACTED;
  if (typeof value === "number") return 0;
  if (typeof value === "boolean" || value === null) return value === null ? null : false;
  if (Array.isArray(value)) return value.map(blank);
  const copy = {};
  for (const key of Object.keys(value)) put(copy, key, blank(value[key]));
  return copy;
}
