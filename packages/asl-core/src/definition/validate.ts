import { isObject, type Json, type JsonObject, own } from "../json.js";
import { type Diagnostic, diagnostic } from "./diagnostics.js";
import { parsePointer } from "./location.js";
import { findNode, offsetInside } from "./positions.js";
import { AWS_MAX_LENGTH, MAX_DEPTH, type ReadOptions, type ReadText, readText } from "./read.js";
import { type Finding, Report } from "./report.js";
import { tooDeep } from "./rules/limits.js";
import { references } from "./rules/references.js";
import { structure } from "./rules/structure.js";
import { variableScopes } from "./rules/variables.js";
import type { MachineType } from "./types.js";

/** How a definition is read and checked. */
export interface ValidateOptions extends ReadOptions {
  /** Type of the state machine: Express machines may do less. Default STANDARD. */
  type?: MachineType;
  /**
   * False lifts AWS's limit on the size of a definition's text, 1,048,576 characters; so does a `maxBytes`, which takes
   * its place. Values, which have no text, are not measured. Default true.
   */
  limits?: boolean;
}

/**
 * Checks a definition: a text, what `readText` made of one, or a value. Diagnostics of texts carry ranges. Where none
 * is an error, the value is a `Definition` whose every field has the type types.ts gives it and every transition a
 * target. Never throws. Linear in the size of the definition; at most 1,000 diagnostics.
 */
export function validate(source: string | Json | ReadText, options: ValidateOptions = {}): Diagnostic[] {
  if (typeof source === "string") return validateText(readText(source, options), options);
  return isReadText(source) ? validateText(source, options) : validateValue(source, options);
}

/** True for what `readText` returns. */
export const isReadText = (source: Json | ReadText): source is ReadText =>
  typeof source === "object" && source !== null && !Array.isArray(source) && typeof source.locate === "function";

function validateText(read: ReadText, options: ValidateOptions): Diagnostic[] {
  if (read.value === undefined) return [...read.diagnostics];
  const found = inspect(read.value, options);
  for (const finding of found) attachRange(finding, read);
  const diagnostics = [...read.diagnostics, ...found.map((finding) => finding.diagnostic)];
  const limit = options.limits === false ? Number.POSITIVE_INFINITY : (options.maxBytes ?? AWS_MAX_LENGTH);
  return read.text.length > limit ? [tooLarge(read, limit), ...diagnostics] : diagnostics;
}

function validateValue(value: Json, options: ValidateOptions): Diagnostic[] {
  if (tooDeep(value)) return [diagnostic("too-deep", { limit: `${MAX_DEPTH} levels` }, { path: [] })];
  return inspect(value, options).map((finding) => finding.diagnostic);
}

function inspect(value: Json, options: ValidateOptions): Finding[] {
  const report = new Report(options.type ?? "STANDARD");
  if (isObject(value)) runRules(report, value);
  else report.find("not-an-object", {}, { located: false });
  return report.findings;
}

/** The rules recurse once per level. Where the caller left too little stack for that, the definition counts as too deep. */
function runRules(report: Report, definition: JsonObject): void {
  try {
    structure(report, definition);
    references(report);
    variableScopes(report);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report.findAt([], "too-deep", { limit: "the stack of the caller allows" });
  }
}

const tooLarge = (read: ReadText, limit: number): Diagnostic => {
  const parameters = { length: read.text.length, limit };
  const start = { line: 1, column: 1, offset: 0 };
  return {
    ...diagnostic("definition-too-large", parameters, { path: [], located: false }),
    range: { start, end: start },
  };
};

function attachRange(finding: Finding, read: ReadText): void {
  const { diagnostic: found, part } = finding;
  found.range = rangeInside(finding, read) ?? read.locate(found.pointer, part) ?? nearest(found.pointer, read);
  for (const place of found.related ?? [])
    place.range ??= read.locate(place.pointer, "key") ?? read.locate(place.pointer);
}

/** In longer strings a fault is shown as the whole string: finding its place costs as much as the string is long. */
const MAX_INNER = 50_000;

/** The part of a string an expression's fault stands in. */
function rangeInside(finding: Finding, read: ReadText): Diagnostic["range"] {
  if (finding.span === undefined) return undefined;
  const node = findNode(read.positions(), finding.diagnostic.pointer);
  const value = valueAt(read.value as Json, finding.diagnostic.pointer);
  if (node === undefined || typeof value !== "string" || value.length > MAX_INNER) return undefined;
  const { offset, length } = finding.span;
  const start = offsetInside(read.text, node.start, node.end, value, offset);
  const end = length === 0 ? start : offsetInside(read.text, node.start, node.end, value, offset + length - 1) + 1;
  return read.lines.range(start, Math.max(start, Math.min(end, node.end)));
}

function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const key of parsePointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) ? own(value, key) : undefined;
  }
  return value;
}

/** Of a place the text does not spell out (a missing field, something under a YAML alias), the nearest it does. */
function nearest(pointer: string, read: ReadText): Diagnostic["range"] {
  const cut = pointer.lastIndexOf("/");
  if (cut < 0) return read.locate("");
  const outer = pointer.slice(0, cut);
  return read.locate(outer) ?? nearest(outer, read);
}
