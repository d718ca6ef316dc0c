import { parsePointer } from "../definition/location.js";
import type { Due } from "../drivers/ledger.js";
import type { Json } from "../json.js";
import { blank, type Redactor, redactor } from "../redaction.js";
import type { Arrival } from "./entry.js";
import type { RecordedStart, Recording } from "./recording.js";

/**
 * A recording without the values of keys that match a pattern, and what is equal to them, as `redactor` has it. The definition
 * is left as it is. O(size).
 */
export function redact(recording: Recording, patterns: readonly (RegExp | string)[]): Recording {
  const cleaner = redactor(patterns);
  const { clean } = cleaner;
  learnAll(recording, cleaner);
  return {
    ...recording,
    start: startWithout(recording.start, clean),
    entries: recording.entries.map(([step, execution, at, what, ...aside]) => [
      ...([step, execution, at, arrivalWithout(what, cleaner)] as const),
      ...aside,
    ]),
    stages: recording.stages.map(([step, change]) => [step, { ...change, value: clean(change.value) }]),
    children: recording.children.map((child) => ({ ...child, command: payload(child.command, clean) })),
    deliveries: recording.deliveries.map((one) =>
      typeof one.what === "number" ? one : { ...one, what: payload(one.what, clean) as Due },
    ),
    redacted: [...(recording.redacted ?? []), ...patterns.map(textOf)],
  };
}

type Clean = (value: Json) => Json;

const textOf = (pattern: RegExp | string): string => (pattern instanceof RegExp ? pattern.source : pattern);

/** What is set by hand is told by its pointer, as is what `arrivalWithout` takes out. */
function learnAll({ start, entries, stages, children, deliveries }: Recording, { learn, isSecret }: Redactor): void {
  for (const value of [start.input, start.variables, start.item?.Value]) if (value !== undefined) learn(value);
  for (const what of [start.abort, ...entries.map(([, , , what]) => what), ...children.map(({ command }) => command)])
    learnPayload(what, learn);
  for (const [, { value }] of stages) learn(value);
  for (const { what } of deliveries) learnPayload(what, learn);
  for (const [, , , what] of entries) {
    const key = what.type === "Set" ? parsePointer(what.path).find(isSecret) : undefined;
    if (what.type === "Set" && key !== undefined) learn(Object.fromEntries([[key, what.value]]));
  }
}

function learnPayload(what: unknown, learn: Redactor["learn"]): void {
  if (typeof what !== "object" || what === null) return;
  const payloads = what as Record<string, Json>;
  for (const name of PAYLOADS) if (payloads[name] !== undefined) learn(payloads[name]);
}

function startWithout(start: RecordedStart, clean: Clean): RecordedStart {
  const { input, variables, abort, item } = start;
  return {
    ...start,
    input: clean(input),
    ...(variables && { variables: clean(variables) as typeof variables }),
    ...(abort && { abort: payload(abort, clean) }),
    ...(item && { item: { ...item, Value: clean(item.Value) } }),
  };
}

/** What was set by hand is told by its pointer: the value has no key of its own. */
function arrivalWithout(what: Arrival, { isSecret, clean }: Redactor): Arrival {
  const isSet = what.type === "Set" && parsePointer(what.path).some(isSecret);
  return isSet ? { ...what, value: blank(what.value) } : payload(what, clean);
}

/** Fields of what comes to an execution that hold what its author may keep secret. */
const PAYLOADS = ["output", "cause", "input", "value", "items", "result", "arguments", "credentials"];

function payload<T extends object>(what: T, clean: Clean): T {
  const copy = { ...what } as Record<string, Json>;
  for (const name of PAYLOADS) if (copy[name] !== undefined) copy[name] = clean(copy[name]);
  return copy as T;
}
