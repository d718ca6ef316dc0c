import { parsePointer } from "../definition/location.js";
import type { Due } from "../drivers/ledger.js";
import { isObject, type Json, nestsTooDeeply, parseJson, put, stringify } from "../json.js";
import type { Recording } from "./recording.js";

/** What stands for a text that was taken out. */
const REDACTED = "[redacted]";

/**
 * A recording without the values of keys that match a pattern, wherever they stand in payloads, also in JSON inside texts. A
 * pattern that is a text stands for itself, anywhere in a key and whatever its case.
 * Shapes stay: texts become "[redacted]", numbers 0, booleans false. The definition is left as it is. O(size).
 */
export function redact(recording: Recording, patterns: readonly (RegExp | string)[]): Recording {
  const tests = patterns.map(testOf);
  const isSecret = (key: string): boolean => tests.some((test) => test.test(key));
  const clean = (value: Json): Json => cleaned(value, isSecret);
  const { start } = recording;
  return {
    ...recording,
    start: {
      ...start,
      input: clean(start.input),
      ...(start.variables && { variables: clean(start.variables) as typeof start.variables }),
      ...(start.abort && { abort: payload(start.abort, clean) }),
      ...(start.item && { item: { ...start.item, Value: clean(start.item.Value) } }),
    },
    entries: recording.entries.map(([step, execution, at, what, ...aside]) => [
      step,
      execution,
      at,
      what.type === "Set" && parsePointer(what.path).some(isSecret)
        ? { ...what, value: blank(what.value) }
        : payload(what, clean),
      ...aside,
    ]),
    stages: recording.stages.map(([step, change]) => [step, { ...change, value: clean(change.value) }]),
    children: recording.children.map((child) => ({
      ...child,
      command: { ...child.command, input: clean(child.command.input) },
    })),
    deliveries: recording.deliveries.map((one) =>
      typeof one.what === "number" ? one : { ...one, what: payload(one.what, clean) as Due },
    ),
    redacted: [
      ...(recording.redacted ?? []),
      ...patterns.map((pattern) => (pattern instanceof RegExp ? pattern.source : pattern)),
    ],
  };
}

/** A text is found as it is, whatever its case. A pattern that remembers where it was would skip some. */
const testOf = (pattern: RegExp | string): RegExp =>
  pattern instanceof RegExp
    ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""))
    : new RegExp(pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");

/** Fields of what comes to an execution that hold what its author may keep secret. */
const PAYLOADS = ["output", "cause", "input", "value", "items", "result", "arguments", "credentials"];

function payload<T extends object>(what: T, clean: (value: Json) => Json): T {
  const copy = { ...what } as Record<string, Json>;
  for (const name of PAYLOADS) if (copy[name] !== undefined) copy[name] = clean(copy[name]);
  return copy as T;
}

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

function blank(value: Json): Json {
  if (typeof value === "string") return REDACTED;
  if (typeof value === "number") return 0;
  if (typeof value === "boolean" || value === null) return value === null ? null : false;
  if (Array.isArray(value)) return value.map(blank);
  const copy = {};
  for (const key of Object.keys(value)) put(copy, key, blank(value[key]));
  return copy;
}
