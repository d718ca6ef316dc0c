import { isObject, type Json, nestsTooDeeply, parseJson, put, stringify } from "./json.js";

/** What stands for a text that was taken out. */
const REDACTED = "[redacted]";

/** Shorter texts and numbers are not known again: too many are equal by chance. */
const RECOGNIZED = 5;

/** Takes values of keys out that match patterns, and texts and numbers that are equal to such values. */
export interface Redactor {
  isSecret(key: string): boolean;
  /** From now on what secret keys hold in a value is taken out wherever it stands alone, too. O(size). */
  learn(value: Json): void;
  /** The value without them. O(size). */
  clean(value: Json): Json;
}

/**
 * Takes out values of keys that match a pattern, wherever they stand in a payload, also in JSON inside texts; and under any
 * key what is equal to a text or number of at least five characters among those learnt. A pattern that is a text stands for
 * itself, anywhere in a key and whatever its case. Shapes stay: texts become "[redacted]", numbers 0, booleans false.
 */
export function redactor(patterns: readonly (RegExp | string)[]): Redactor {
  const tests = patterns.map(testOf);
  const isSecret = (key: string): boolean => tests.some((test) => test.test(key));
  const known = new Set<string>();
  const secrets = { isSecret, known };
  return { isSecret, learn: (value) => learn(value, secrets), clean: (value) => cleaned(value, secrets) };
}

/** What is secret: keys, and values as texts. */
interface Secrets {
  readonly isSecret: (key: string) => boolean;
  readonly known: Set<string>;
}

/** A text is found as it is, whatever its case. A pattern that remembers where it was would skip some. */
const testOf = (pattern: RegExp | string): RegExp =>
  pattern instanceof RegExp
    ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""))
    : new RegExp(pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");

/** `under`: whether a key around it is secret; `level`: how deep it is nested, texts around it counted. */
function learn(value: Json, secrets: Secrets, under = false, level = 0): void {
  if (Array.isArray(value)) for (const item of value) learn(item, secrets, under, level + 1);
  else if (isObject(value))
    for (const key of Object.keys(value)) learn(value[key], secrets, under || secrets.isSecret(key), level + 1);
  else learnText(value, secrets, under, level);
}

function learnText(value: Json, secrets: Secrets, under: boolean, level: number): void {
  if (typeof value !== "string" && typeof value !== "number") return;
  if (under && String(value).length >= RECOGNIZED) secrets.known.add(String(value));
  const inner = typeof value === "string" ? innerOf(value) : undefined;
  if (inner !== undefined && !nestsTooDeeply(inner, level)) learn(inner, secrets, under, level + 1);
}

/** The value of a text that is JSON; undefined for others, numbers among them. */
const innerOf = (text: string): Json | undefined => (/^\s*[[{"]/.test(text) ? parseJson(text) : undefined);

/** `level`: how deep it is nested, texts around it counted. */
function cleaned(value: Json, secrets: Secrets, level = 0): Json {
  if (typeof value === "string") return cleanedText(value, secrets, level);
  if (typeof value === "number") return secrets.known.has(String(value)) ? 0 : value;
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secrets, level + 1));
  if (!isObject(value)) return value;
  const copy = {};
  for (const key of Object.keys(value))
    put(copy, key, secrets.isSecret(key) ? blank(value[key]) : cleaned(value[key], secrets, level + 1));
  return copy;
}

/** JSON inside a text, which stays JSON. What is nested too deeply to be walked is taken out whole. */
function cleanedText(text: string, secrets: Secrets, level: number): string {
  if (secrets.known.has(text)) return typeof parseJson(text) === "number" ? "0" : REDACTED;
  const inner = innerOf(text);
  if (inner === undefined) return text;
  if (nestsTooDeeply(inner, level)) return REDACTED;
  const copy = stringify(cleaned(inner, secrets, level + 1));
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
