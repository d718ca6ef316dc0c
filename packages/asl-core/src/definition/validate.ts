import { isObject, type Json, type JsonObject, typeOf } from "../json.js";
import { type Diagnostic, diagnostic } from "./diagnostics.js";
import { AWS_MAX_LENGTH, MAX_DEPTH, type ReadOptions, type ReadText, readText } from "./read.js";
import { type Finding, Report } from "./report.js";
import { tooDeep } from "./rules/limits.js";
import { references } from "./rules/references.js";
import { structure } from "./rules/structure.js";
import { variableScopes } from "./rules/variables.js";
import { isLifted, type RuleSettings, settle } from "./settings.js";
import type { MachineType } from "./types.js";
import { hinders } from "./warnings/hindrances.js";
import { warn } from "./warnings/index.js";

/** How a definition is read and checked. */
export interface ValidateOptions extends ReadOptions {
  /** Type of the state machine: Express machines may do less. Default STANDARD. */
  type?: MachineType;
  /**
   * False lifts AWS's limit on the size of a definition's text, 1,048,576 characters; so does a `maxBytes`, which takes
   * its place. Values, which have no text, are not measured. Default true.
   */
  limits?: boolean;
  /** False leaves out what AWS accepts: warnings cost a second look at the graph. Default true. */
  warnings?: boolean;
  /** What to make of findings, by rule or by code; a rule's own entry wins over its code's. */
  rules?: RuleSettings;
}

/**
 * Checks a definition: a text, what `readText` made of one, or a value. Diagnostics of texts carry ranges. Where none
 * is an error, the value is a `Definition` whose every field has the type types.ts gives it and every transition a
 * target. Never throws. Linear in the size of the definition; at most 1,000 diagnostics.
 */
export function validate(source: string | Json | ReadText, options: ValidateOptions = {}): Diagnostic[] {
  return settle(findingsOf(source, options), options.rules);
}

function findingsOf(source: string | Json | ReadText, options: ValidateOptions): Diagnostic[] {
  if (typeof source === "string") return validateText(readText(source, options), options);
  return isReadText(source) ? validateText(source, options) : validateValue(source, options);
}

/** True for what `readText` returns. */
export const isReadText = (source: Json | ReadText): source is ReadText =>
  typeof source === "object" && source !== null && !Array.isArray(source) && typeof source.locate === "function";

function validateText(read: ReadText, options: ValidateOptions): Diagnostic[] {
  if (read.value === undefined) return [...read.diagnostics];
  const found = inspect(read.value, options, read.unknown);
  for (const finding of found) attachRange(finding, read);
  const diagnostics = [...read.diagnostics, ...found.map((finding) => finding.diagnostic)];
  const limit = options.limits === false ? Number.POSITIVE_INFINITY : (options.maxBytes ?? AWS_MAX_LENGTH);
  return read.length > limit ? [tooLarge(read, limit), ...diagnostics] : diagnostics;
}

function validateValue(value: Json, options: ValidateOptions): Diagnostic[] {
  if (tooDeep(value)) return [diagnostic("too-deep", { limit: `${MAX_DEPTH} levels` }, { path: [] })];
  return inspect(value, options).map((finding) => finding.diagnostic);
}

function inspect(value: Json, options: ValidateOptions, unknown?: ReadonlySet<string>): Finding[] {
  const report = new Report(options.type ?? "STANDARD", unknown, options.rules);
  if (isObject(value)) runRules(report, value, options);
  else report.find("not-an-object", { hint: kindHint(value) }, { located: false });
  return report.findings;
}

const kindHint = (value: Json): string =>
  value === null ? "It is empty, or null." : `It is of the type ${typeOf(value)}.`;

/** The rules recurse once per level. Where the caller left too little stack for that, the definition counts as too deep. */
function runRules(report: Report, definition: JsonObject, { warnings, rules }: ValidateOptions): void {
  try {
    structure(report, definition);
    references(report);
    variableScopes(report);
    if (warnings !== false && isSafe(report, rules)) warn(report, definition);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report.findAt([], "too-deep", { limit: "the stack of the caller allows" });
  }
}

/** True where no error is reported, and what settings lift leaves a definition that can be judged. */
const isSafe = ({ findings, dropped }: Report, rules: RuleSettings | undefined): boolean =>
  ![...dropped].some(hinders) && findings.every(({ diagnostic: one }) => isLifted(one, rules) && !hinders(one.rule));

const tooLarge = (read: ReadText, limit: number): Diagnostic => {
  const parameters = { length: read.length, limit };
  const start = { line: 1, column: 1, offset: 0 };
  return {
    ...diagnostic("definition-too-large", parameters, { path: [], located: false }),
    range: { start, end: start },
  };
};

function attachRange(finding: Finding, read: ReadText): void {
  const { diagnostic: found, part } = finding;
  const inner = finding.span === undefined ? undefined : read.inside(found.pointer, finding.span);
  found.range = inner ?? read.locate(found.pointer, part) ?? nearest(found.pointer, read);
  for (const place of found.related ?? [])
    place.range ??= read.locate(place.pointer, "key") ?? read.locate(place.pointer);
}

/** Of a place the text does not spell out (a missing field, something under a YAML alias), the nearest it does. */
function nearest(pointer: string, read: ReadText): Diagnostic["range"] {
  const cut = pointer.lastIndexOf("/");
  if (cut < 0) return read.locate("");
  const outer = pointer.slice(0, cut);
  return read.locate(outer) ?? nearest(outer, read);
}
