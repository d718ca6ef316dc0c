import { catalogue, type Entry, type RuleName, type Severity } from "./catalogue/index.js";
import { readablePath, type Segment, toAwsLocation, toPointer } from "./location.js";
import type { Range } from "./positions.js";

/** Something to say about a definition. Plain data. */
export interface Diagnostic {
  /** AWS's code where AWS has one. */
  code: string;
  /** Which entry of the catalogue this is; several entries may share AWS's code. */
  rule: RuleName;
  severity: Severity;
  /** AWS's sentence where AWS has one. */
  message: string;
  /** RFC 6901 pointer to the place meant, "" for the whole definition. */
  pointer: string;
  /** The same place for people: `Fulfil › branch 0 › Charge › Next`. */
  path: string;
  /** The place as AWS gives it; absent where AWS gives none. */
  location?: string;
  /** Where it stands in the text as written; absent where no text was given. */
  range?: Range;
  /** What to do about it, where a fix is known. */
  hint?: string;
  /** Other places that belong to it. */
  related?: RelatedPlace[];
}

/** Another place that belongs to a diagnostic, such as the first of two equal keys. */
export interface RelatedPlace {
  message: string;
  pointer: string;
  range?: Range;
  /** The file its range refers to, where it is another one. */
  file?: string;
}

/** What the `{name}`s of a message stand for. */
export type Parameters = Record<string, string | number>;

/** Where a finding stands. `path` is the place AWS names; `child` leads on to the place meant. */
export interface Place {
  path: readonly Segment[];
  child?: readonly Segment[];
  /** False where AWS gives no location. */
  located?: boolean;
}

/** A diagnostic of the catalogue, without ranges. */
export function diagnostic(rule: RuleName, parameters: Parameters, place: Place): Diagnostic {
  const entry: Entry = catalogue[rule];
  const segments = place.child === undefined ? place.path : [...place.path, ...place.child];
  const hint = entry.hint === undefined ? "" : fill(entry.hint, parameters);
  return {
    code: entry.code,
    rule,
    severity: entry.severity,
    message: fill(entry.message, parameters),
    pointer: toPointer(segments),
    path: readablePath(segments),
    ...(place.located === false ? {} : { location: toAwsLocation(place.path) }),
    ...(hint === "" ? {} : { hint }),
  };
}

const fill = (template: string, parameters: Parameters): string =>
  template.replace(/\{([a-z]+)\}/g, (_, name: string) => String(parameters[name] ?? ""));

/**
 * The text CreateStateMachine answers with. Source: recorded InvalidDefinition errors; several diagnostics are separated
 * by commas, a missing location reads "null" (both measured in public).
 */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string {
  const parts = diagnostics
    .filter((one) => one.severity === "error")
    .map((one) => `${one.code}: ${awsMessage(one)} at ${one.location ?? null}`);
  return `Invalid State Machine Definition: '${parts.join(", ")}'`;
}

/**
 * The sentence as ValidateStateMachineDefinition gives it: for JSON errors it ends with the place, and other places in it
 * are written in the same way.
 */
export function awsMessage(one: Diagnostic): string {
  if (one.rule !== "invalid-json" || one.location === undefined) return one.message;
  const source = one.location.slice(0, one.location.lastIndexOf("; line: "));
  const message = one.message.replace(
    / at (line: \d+, column: \d+)\)$/,
    (_, place: string) => ` at ${source}; ${place}])`,
  );
  return `${message}\n at ${one.location}`;
}
