import type { Due } from "../drivers/ledger.js";
import { isObject, type Json, parseJson, put, stringify } from "../json.js";
import type { Recording } from "./recording.js";

/** What stands for a text that was taken out. */
const REDACTED = "[redacted]";

/**
 * A recording without the values of keys that match a pattern, wherever they stand in payloads, also in JSON inside texts.
 * Shapes stay: texts become "[redacted]", numbers 0, booleans false. The definition is left as it is. O(size).
 */
export function redact(recording: Recording, patterns: readonly (RegExp | string)[]): Recording {
  const tests = patterns.map(
    (pattern) => new RegExp(pattern instanceof RegExp ? pattern.source : pattern, flagsOf(pattern)),
  );
  const clean = (value: Json): Json => cleaned(value, (key) => tests.some((test) => test.test(key)));
  const { start } = recording;
  return {
    ...recording,
    start: {
      ...start,
      input: clean(start.input),
      ...(start.variables && { variables: clean(start.variables) as typeof start.variables }),
      ...(start.item && { item: { ...start.item, Value: clean(start.item.Value) } }),
    },
    entries: recording.entries.map(([step, execution, at, what, ...aside]) => [
      step,
      execution,
      at,
      payload(what, clean),
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

/** Keys are told apart whatever their case where a pattern is a text. A pattern that remembers where it was would skip some. */
const flagsOf = (pattern: RegExp | string): string =>
  pattern instanceof RegExp ? pattern.flags.replace(/[gy]/g, "") : "i";

/** Fields of what comes to an execution that hold what its author may keep secret. */
const PAYLOADS = ["output", "cause", "input", "value", "items", "result", "arguments", "credentials"];

function payload<T extends object>(what: T, clean: (value: Json) => Json): T {
  const copy = { ...what } as Record<string, Json>;
  for (const name of PAYLOADS) if (copy[name] !== undefined) copy[name] = clean(copy[name]);
  return copy as T;
}

function cleaned(value: Json, isSecret: (key: string) => boolean): Json {
  if (typeof value === "string") return cleanedText(value, isSecret);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, isSecret));
  if (!isObject(value)) return value;
  const copy = {};
  for (const key of Object.keys(value))
    put(copy, key, isSecret(key) ? blank(value[key]) : cleaned(value[key], isSecret));
  return copy;
}

/** JSON inside a text. */
function cleanedText(text: string, isSecret: (key: string) => boolean): string {
  const inner = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (inner === undefined) return text;
  const copy = stringify(cleaned(inner, isSecret));
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
