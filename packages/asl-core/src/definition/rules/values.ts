import type { Json, JsonObject } from "../../json.js";
import { nearest } from "../../near.js";
import { parseTimestamp } from "../../time.js";
import type { Check, Report } from "../report.js";
import { isPlaceholder, isTemplateFunction } from "./placeholders.js";

/** Checks of single values, from which the tables of structure.ts are made. */

const TYPE_NAMES = {
  string: "STRING",
  number: "NUMBER",
  boolean: "BOOLEAN",
  object: "OBJECT",
  array: "ARRAY",
  null: "NULL",
};

/** Says which type was expected, in AWS's word, and what may have been meant. */
export function wrongType(report: Report, expected: keyof typeof TYPE_NAMES, value: Json): void {
  report.find("wrong-type", { type: TYPE_NAMES[expected], hint: typeHint(report, expected, value) });
}

function typeHint(report: Report, expected: keyof typeof TYPE_NAMES, value: Json): string {
  const template = placeholderHint(value);
  if (template !== "") return template;
  if (value === null) return "Leave the field out where it has no value.";
  if (expected === "array") return arrayHint(value);
  if (expected === "string" && typeof value !== "object") return "Put it into quotes.";
  if (isQuoted(value, expected)) return `Write ${value} without quotes.`;
  if (typeof value !== "string") return "";
  if (expected === "boolean") return YES_OR_NO.has(value) ? `Write ${YES_OR_NO.get(value)}: ${value} is text.` : "";
  return expected === "number" ? numberHint(report, value) : "";
}

const arrayHint = (value: Json): string =>
  typeof value === "string" && value.startsWith("$")
    ? `Write "${asExpression(value)}".`
    : "Put it into brackets: a list may have one entry.";

/** What was meant by a path, or by JSONata without its marks, in a JSONata state. */
export function asExpression(text: string): string {
  if (/^\$\$\./.test(text)) return `{% $states.context${text.slice(2)} %}`;
  return /^\$(\.|$)/.test(text) ? `{% $states.input${text.slice(1)} %}` : `{% ${text} %}`;
}

/** What YAML 1.1 takes for true and false, and YAML 1.2 for text. */
const YES_OR_NO: ReadonlyMap<string, boolean> = new Map(
  ["yes", "on", "no", "off"].flatMap((word) => {
    const spellings = [word, word[0].toUpperCase() + word.slice(1), word.toUpperCase()];
    return spellings.map((spelling) => [spelling, word === "yes" || word === "on"] as const);
  }),
);

/** For a text where a number belongs. Entries of Retry have no Path fields and no expressions. */
function numberHint(report: Report, value: string): string {
  if (!/^\$|^\{%/.test(value)) return "";
  if (report.path.at(-3) === "Retry") return "Retriers take numbers only, neither paths nor expressions.";
  if (report.path.length === 1) return "Only a number may stand here.";
  if (report.language === "JSONata")
    return value.startsWith("$") ? `Write "${asExpression(value)}".` : "Only a number may stand here, no expression.";
  if (value.startsWith("$")) return `To read it from the input, write ${String(report.path.at(-1))}Path.`;
  return 'Expressions are for JSONata states: add "QueryLanguage": "JSONata".';
}

/** True for the text of a value of that type. */
const isQuoted = (value: Json, expected: string): boolean =>
  typeof value === "string" &&
  value.length < 30 &&
  (expected === "boolean" ? /^(true|false)$/.test(value) : expected === "number" && /^-?\d+(\.\d+)?$/.test(value));

/** Where the value is one of the things templates of AWS's tools write for values they fill in later. */
function placeholderHint(value: Json): string {
  if (typeof value === "string" && isPlaceholder(value))
    return "In quotes a placeholder stays text: remove the quotes around it.";
  return isTemplateFunction(value) ? "This is a function of a template: resolve it first." : "";
}

/** Nothing is checked. */
export const anything: Check = () => {};

/** A string. */
export const text: Check = (report, value) => {
  if (typeof value !== "string") wrongType(report, "string", value);
};

/** True or false. */
export const boolean: Check = (report, value) => {
  if (typeof value !== "boolean") wrongType(report, "boolean", value);
};

/** One of a few strings. */
export const oneOf =
  (...values: string[]): Check =>
  (report, value) => {
    if (typeof value !== "string") wrongType(report, "string", value);
    else if (!values.includes(value) && !isPlaceholder(value))
      report.find("not-in-enum", { values: values.join(", "), hint: meant(value, values) });
  };

const meant = (value: string, values: readonly string[]): string => {
  const near = nearest(value, values);
  return near === undefined ? "" : `Did you mean ${near}?`;
};

function inRange(report: Report, value: number, minimum: number, maximum: number): void {
  if (value < minimum) report.find("below-minimum", { limit: minimum });
  else if (value > maximum) report.find("above-maximum", { limit: maximum });
}

/** A whole number from `minimum` to `maximum`. */
export const integer =
  (minimum: number, maximum = Number.MAX_VALUE): Check =>
  (report, value) => {
    if (typeof value === "number" && Number.isInteger(value)) inRange(report, value, minimum, maximum);
    else report.find("not-an-integer", { hint: integerHint(value, report) });
  };

function integerHint(value: Json, report: Report): string {
  if (typeof value === "number") return "Write a whole number.";
  if (isQuoted(value, "number")) return `Write ${value} without quotes.`;
  if (typeof value !== "string" || placeholderHint(value) !== "") return placeholderHint(value);
  return numberHint(report, value);
}

/** Any number from `minimum` to `maximum`. */
export const number =
  (minimum: number, maximum = Number.MAX_VALUE): Check =>
  (report, value) => {
    if (typeof value === "number") inRange(report, value, minimum, maximum);
    else wrongType(report, "number", value);
  };

/** An RFC 3339 timestamp as Step Functions takes it. */
export const timestamp: Check = (report, value) => {
  if (typeof value !== "string") wrongType(report, "string", value);
  else if (parseTimestamp(value) === undefined && !isPlaceholder(value))
    report.find("bad-timestamp", { hint: timestampHint(report, value) });
};

function timestampHint({ language, path }: Report, value: string): string {
  if (!value.startsWith("$")) return "Write 2030-01-31T12:00:00Z, with an uppercase T and Z or an offset.";
  if (language === "JSONata") return `Write "${asExpression(value)}".`;
  return `To read it from the input, write ${String(path.at(-1))}Path.`;
}

/** A list with at least one entry, each checked. */
export const nonEmptyList =
  (check: Check): Check =>
  (report, value) => {
    if (!Array.isArray(value)) return wrongType(report, "array", value);
    if (value.length === 0) report.find("empty-value");
    report.each(value, check);
  };

/** A list, each entry checked. */
export const list =
  (check: Check): Check =>
  (report, value) => {
    if (!Array.isArray(value)) return wrongType(report, "array", value);
    report.each(value, check);
  };

/** Names missing from an object are reported together, as AWS does. Fields are names of the language: read directly. */
export function needFields(report: Report, value: JsonObject, fields: readonly string[]): boolean {
  if (countGiven(value, fields) === fields.length) return true;
  const missing = fields.filter((field) => value[field] === undefined);
  report.find("missing-fields", { fields: missing.join(", "), hint: MISSING[missing[0]] ?? "" });
  return false;
}

/** What to write for a field that is missing. */
const MISSING: Record<string, string | undefined> = {
  StartAt: "Name the state that runs first.",
  States: "States holds the states by their names; StartAt names the first.",
  Type: "One of Task, Wait, Pass, Succeed, Fail, Choice, Parallel and Map.",
  Resource: "The ARN of what the task calls, such as arn:aws:states:::lambda:invoke.",
  Branches: "A list of branches, each with StartAt and States.",
  Choices: "A list of rules, each with a condition and Next.",
  ErrorEquals: 'A list of error names; ["States.ALL"] for all of them.',
  Next: "Name the state that follows.",
  ExecutionType: "STANDARD or EXPRESS: the type of the child executions.",
  CSVHeaders: "A list of the names of the columns.",
};

/** At most one of the fields; with `needed`, exactly one. */
export function onlyOne(report: Report, value: JsonObject, fields: readonly string[], needed = false): void {
  const count = countGiven(value, fields);
  if (count === 1 || (count === 0 && !needed)) return;
  const names = fields.join(", ");
  const given = fields.filter((field) => value[field] !== undefined);
  if (count === 0) report.find("none-of", { fields: names, hint: NONE[fields[0]] ?? "" });
  else {
    const related = { message: "given here, too", place: [...report.path, given[0]] };
    report.find("more-than-one", { fields: names }, { child: [given[1]], part: "key", related });
  }
}

/** What to write where none of several fields is given, by the first of them. */
const NONE: Record<string, string | undefined> = {
  SecondsPath: "Say how long with Seconds, or until when with Timestamp.",
  ItemProcessor: "Write ItemProcessor with StartAt and States: what to do with each item.",
};

/** How many of the fields, names of the language, an object has. */
export function countGiven(value: JsonObject, fields: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < fields.length; i++) if (value[fields[i]] !== undefined) count++;
  return count;
}
