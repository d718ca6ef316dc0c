import { parsePointer } from "../definition/location.js";
import type { Due } from "../drivers/ledger.js";
import type { Json } from "../json.js";
import { blank, redactor } from "../redaction.js";
import type { Recording } from "./recording.js";

/** A recording without the values of keys that match a pattern, as `redactor` has it. The definition is left as it is. O(size). */
export function redact(recording: Recording, patterns: readonly (RegExp | string)[]): Recording {
  const { isSecret, clean } = redactor(patterns);
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

/** Fields of what comes to an execution that hold what its author may keep secret. */
const PAYLOADS = ["output", "cause", "input", "value", "items", "result", "arguments", "credentials"];

function payload<T extends object>(what: T, clean: (value: Json) => Json): T {
  const copy = { ...what } as Record<string, Json>;
  for (const name of PAYLOADS) if (copy[name] !== undefined) copy[name] = clean(copy[name]);
  return copy as T;
}
