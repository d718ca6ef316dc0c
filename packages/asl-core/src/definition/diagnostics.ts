import { readablePath, type Segment, toAwsLocation, toPointer } from "./location.js";
import type { Range } from "./positions.js";

/** An error is what AWS refuses; a warning what it accepts and an author may regret. */
export type Severity = "error" | "warning";

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
}

interface Entry {
  code: string;
  severity: Severity;
  /** `{name}` stands for a parameter of the finding. */
  message: string;
  hint?: string;
}

const schema = (message: string, hint?: string): Entry => ({
  code: "SCHEMA_VALIDATION_FAILED",
  severity: "error",
  message,
  hint,
});
const error = (code: string, message: string, hint?: string): Entry => ({ code, severity: "error", message, hint });
const warning = (code: string, message: string, hint?: string): Entry => ({ code, severity: "warning", message, hint });

/**
 * Everything that can be said, once. Sentences and codes are AWS's as recorded or as measured in public with
 * ValidateStateMachineDefinition; entries whose code AWS lacks are ours.
 */
export const catalogue = {
  // the text
  "invalid-json": error("INVALID_JSON_DESCRIPTION", "{problem}", "{hint}"),
  "invalid-yaml": error("INVALID_YAML_DESCRIPTION", "{problem}", "{hint}"),
  "no-yaml-reader": error(
    "INVALID_YAML_DESCRIPTION",
    "The text is YAML, and no YAML reader was given",
    "Use readDefinition, or pass `yaml: readYaml` from definition/yaml.",
  ),
  "not-an-object": schema("Definition must be a valid JSON object"),
  "duplicate-key": error(
    "DUPLICATE_KEY",
    "The key '{key}' is given twice in the same object",
    "Remove or rename one: only the last would count.",
  ),
  "lone-surrogate": error(
    "LONE_SURROGATE",
    "{written} is one half of a surrogate pair, which no UTF-8 text can hold",
    "Write the character itself, or both halves of its escape.",
  ),
  "unsafe-integer": warning(
    "UNSAFE_INTEGER",
    "The number {written} cannot be held exactly and becomes {held}",
    "Write it as a string where it is an identifier.",
  ),
  "number-overflow": error("INVALID_JSON_DESCRIPTION", "The number {written} is larger than any number can be"),
  "text-too-large": error(
    "DEFINITION_TOO_LARGE",
    "The text has {length} characters, more than the {limit} this reader accepts",
    "AWS accepts at most 1,048,576 characters.",
  ),
  "definition-too-large": error(
    "DEFINITION_TOO_LARGE",
    "The definition has {length} characters; at most {limit} are accepted",
    "Split it: nested state machines are called with states:startExecution. `asl run --no-limits` runs it as it is.",
  ),
  "too-deep": error("TOO_DEEPLY_NESTED", "Nested deeper than {limit}"),

  // fields
  "missing-fields": schema("These fields are required: [{fields}]"),
  "missing-field": schema("The field '{field}' is required"),
  "missing-role": schema("The field 'RoleArn' is required but was missing"),
  "unsupported-field": schema("Field '{field}' is not supported", "{hint}"),
  "other-language": schema(
    "The QueryLanguage is set to '{language}', but field '{field}' is only supported for the '{other}' QueryLanguage",
    "{hint}",
  ),
  "language-downgrade": schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine"),
  "wrong-type": schema("Expected value of type [{type}]", "{hint}"),
  "not-an-integer": schema("Expected value of type Integer", "{hint}"),
  "not-in-enum": schema("Value should be one of the following: [{values}]"),
  "unknown-type": schema(
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
    "{hint}",
  ),
  "below-minimum": schema("Minimum value is {limit}"),
  "above-maximum": schema("Maximum value is {limit}"),
  "empty-value": schema("Value cannot be empty"),
  "more-than-one": schema("There should only be one of the following fields: [{fields}]"),
  "none-of": schema("This object should have only one of the following fields: [{fields}]", "{hint}"),
  "choice-kind": schema("The object must have only one of the following fields, [And, Or, Not, Variable, Condition]"),
  "bad-timestamp": schema(
    "String does not match RFC3339 timestamp",
    "Write 2030-01-31T12:00:00Z, with an uppercase T and Z or an offset.",
  ),
  "states-all-not-last": schema("States.ALL must appear alone and at end of list"),
  "heartbeat-too-long": schema("HeartbeatSeconds must not be larger than TimeoutSeconds"),

  // expressions
  "bad-path": schema("Value must be a valid JSONPath.", "{hint}"),
  "bad-reference-path": schema(
    "Value is not a Reference Path: {problem}",
    "A reference path names one node: $.a.b[0], without *, .., filters or slices.",
  ),
  "bad-template-value": schema(
    "The value for the field '{field}' must be a valid JSONPath or a valid intrinsic function call",
    "{hint}",
  ),
  "bad-path-or-intrinsic": schema(
    "The value for the field must be a valid JSONPath or an intrinsic function call that returns a string",
    "{hint}",
  ),
  "template-collision": schema("The fields '{field}' and '{field}.$' cannot both be given"),
  "half-open-jsonata": schema("JSONata string must start with {% and end with %}"),
  "bad-jsonata": error("INVALID_JSONATA_EXPRESSION", "{problem}", "{hint}"),
  "jsonata-top-level": error(
    "UNSUPPORTED_JSONATA_EXPRESSION",
    "Reference to '{name}' at the top level is not supported.",
    "{hint}",
  ),
  "jsonata-root": error(
    "UNSUPPORTED_JSONATA_EXPRESSION",
    "Reference to '{name}' is not supported.",
    "The state input is $states.input.",
  ),
  "jsonata-states": error("UNSUPPORTED_JSONATA_EXPRESSION", "Field '$states.{field}' does not exist.", "{hint}"),

  // resources
  "not-an-arn": schema("Value is not a valid resource ARN", "{hint}"),
  "unknown-resource": schema(
    "The resource provided {resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
    "{hint}",
  ),
  "resource-not-allowed": schema("The field 'Resource' does not match any of the allowed values", "Allowed: {values}."),
  "express-activity": schema("Express state machine does not support Activity ARN"),
  "express-sync": schema("Express state machine does not support '.sync' service integration"),
  "express-token": schema("Express state machine does not support '.waitForTaskToken' service integration "),
  "express-distributed": schema("Express state machine does not support distributed Map states"),
  "activity-credentials": schema("The field 'Credentials' is not supported for activities"),

  // transitions
  "missing-target": error("MISSING_TRANSITION_TARGET", "Missing 'Next' target: {target}", "{hint}"),
  unreachable: error(
    "MISSING_TRANSITION_TARGET",
    'State "{name}" is not reachable.',
    "Point a Next, Default or Catch at it, or remove it.",
  ),
  "no-terminal-state": error(
    "MISSING_END_STATE",
    "Workflow has no terminal state",
    'Give one state "End": true, or add a Succeed or Fail state.',
  ),

  // names
  "duplicate-state": error(
    "DUPLICATE_STATE_NAME",
    "Duplicate State name: {name}",
    "State names are unique over the whole machine, nested states included.",
  ),
  "state-name-length": error(
    "INVALID_STATE_NAME",
    "State name '{name}' exceeds the 80-character limit allowed by the service",
  ),
  "state-name-empty": error("INVALID_STATE_NAME", "State name cannot be empty"),
  "label-length": error(
    "INVALID_LABEL_NAME",
    "Label name '{name}' exceeds the 40-character limit allowed by the service",
  ),
  "label-characters": error(
    "INVALID_LABEL_NAME",
    "Label name '{name}' contains characters that are not allowed",
    'No blanks, no control characters and none of ? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` "',
  ),
  "duplicate-label": error("DUPLICATE_LABEL_NAME", "Duplicate Label name: {name}"),
  "reserved-variable": error("RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'."),
  "variable-name": error(
    "INVALID_VARIABLE_NAME",
    "Invalid variable name '{name}': the variable name contains invalid characters.",
    "A letter, then letters, digits and underscores; at most 80 characters.",
  ),
  "variable-length": error(
    "INVALID_VARIABLE_NAME",
    "Invalid variable name '{name}': the variable name is longer than 80 characters.",
  ),
  "variable-shadows": error(
    "DUPLICATE_VARIABLE_NAME",
    "The variable name '{name}' was already defined in a parent scope.",
    "Inner states can read the outer variable but not assign it: choose another name.",
  ),
} satisfies Record<string, Entry>;

/** Name of an entry of the catalogue. */
export type RuleName = keyof typeof catalogue;
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

/** The sentence as ValidateStateMachineDefinition gives it: for JSON errors it ends with the place. */
export const awsMessage = (one: Diagnostic): string =>
  one.rule === "invalid-json" && one.location !== undefined ? `${one.message}\n at ${one.location}` : one.message;
