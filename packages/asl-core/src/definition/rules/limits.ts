import type { Json } from "../../json.js";
import type { Segment } from "../location.js";
import { MAX_DEPTH } from "../read.js";
import type { Check, Report } from "../report.js";
import { isPlaceholder } from "./placeholders.js";
import { text } from "./values.js";

/** Sizes, and rules about names. */

const STATE_NAME_LENGTH = 80;
const LABEL_LENGTH = 40;
const VARIABLE_LENGTH = 80;
const VARIABLE = /^[\p{ID_Start}][\p{ID_Continue}]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const LABEL_REFUSED = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/;

/** Characters as AWS counts them: a surrogate pair is one. */
const lengthOf = (name: string): number => (name.length <= 40 ? name.length : [...name].length);

/** The name of a state. The report stands at the state. */
export function stateName(report: Report, name: string): void {
  if (name === "") report.find("state-name-empty", {}, { part: "key" });
  else if (lengthOf(name) > STATE_NAME_LENGTH && !isPlaceholder(name))
    report.find("state-name-length", { name }, { part: "key" });
}

/** The Label of a Map state. */
export const label: Check = (report, value) => {
  if (typeof value !== "string") return text(report, value);
  if (isPlaceholder(value)) return;
  if (lengthOf(value) > LABEL_LENGTH) report.find("label-length", { name: value });
  else if (LABEL_REFUSED.test(value)) report.find("label-characters", { name: value });
};

/** A name on the left of Assign. The report stands at the Assign object. */
export function variableName(report: Report, name: string, key: Segment): void {
  const options = { child: [key], part: "key" as const };
  if (name === "states") report.find("reserved-variable", {}, options);
  else if (lengthOf(name) > VARIABLE_LENGTH) report.find("variable-length", { name }, options);
  else if (!VARIABLE.test(name)) report.find("variable-name", { name }, options);
}

const MAX_VALUES = 5_000_000;

/**
 * True where a value that did not come from a text nests deeper than texts may, or holds more values than any text of
 * the accepted size. Without recursion; ends on cyclic values too.
 */
export function tooDeep(value: Json, limit = MAX_DEPTH): boolean {
  const pending: { value: Json; depth: number }[] = [{ value, depth: 0 }];
  for (let count = 0; pending.length > 0; count++) {
    const next = pending.pop() as { value: Json; depth: number };
    if (next.depth > limit || count > MAX_VALUES) return true;
    if (typeof next.value !== "object" || next.value === null) continue;
    for (const inner of Object.values(next.value)) pending.push({ value: inner, depth: next.depth + 1 });
  }
  return false;
}
