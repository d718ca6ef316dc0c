import { isObject, type Json, type JsonObject } from "../../json.js";
import { parseTimestamp } from "../../time.js";
import type { Check, Report } from "../report.js";

/** Checks of single values, from which the tables of structure.ts are made. */

const TYPE_NAMES = {
  string: "STRING",
  number: "NUMBER",
  boolean: "BOOLEAN",
  object: "OBJECT",
  array: "ARRAY",
  null: "NULL",
};

export function wrongType(report: Report, expected: keyof typeof TYPE_NAMES, value: Json): void {
  report.find("wrong-type", { type: TYPE_NAMES[expected], hint: placeholderHint(value) });
}

/** Where the value is one of the things templates of AWS's tools write for values they fill in later. */
function placeholderHint(value: Json): string {
  if (typeof value === "string" && value.includes("${"))
    return "Replace the placeholder first: a definition holds its value here.";
  const isFunction = isObject(value) && Object.keys(value).length === 1 && /^(Fn::|Ref$)/.test(Object.keys(value)[0]);
  return isFunction ? "This is a function of a template: resolve it first." : "";
}

export const anything: Check = () => {};

export const text: Check = (report, value) => {
  if (typeof value !== "string") wrongType(report, "string", value);
};

export const boolean: Check = (report, value) => {
  if (typeof value !== "boolean") wrongType(report, "boolean", value);
};

export const object: Check = (report, value) => {
  if (!isObject(value)) wrongType(report, "object", value);
};

export const oneOf =
  (...values: string[]): Check =>
  (report, value) => {
    if (typeof value !== "string") wrongType(report, "string", value);
    else if (!values.includes(value)) report.find("not-in-enum", { values: values.join(", ") });
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
    else report.find("not-an-integer", { hint: placeholderHint(value) });
  };

/** Any number from `minimum` to `maximum`. */
export const number =
  (minimum: number, maximum = Number.MAX_VALUE): Check =>
  (report, value) => {
    if (typeof value === "number") inRange(report, value, minimum, maximum);
    else wrongType(report, "number", value);
  };

export const timestamp: Check = (report, value) => {
  if (typeof value !== "string") wrongType(report, "string", value);
  else if (parseTimestamp(value) === undefined) report.find("bad-timestamp");
};

/** A list with at least one entry, each checked. */
export const nonEmptyList =
  (check: Check): Check =>
  (report, value) => {
    if (!Array.isArray(value)) return wrongType(report, "array", value);
    if (value.length === 0) report.find("empty-value");
    report.each(value, check);
  };

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
  report.find("missing-fields", { fields: missing.join(", ") });
  return false;
}

/** At most one of the fields; with `needed`, exactly one. */
export function onlyOne(report: Report, value: JsonObject, fields: readonly string[], needed = false): void {
  const count = countGiven(value, fields);
  if (count === 1 || (count === 0 && !needed)) return;
  const names = fields.join(", ");
  const given = fields.filter((field) => value[field] !== undefined);
  if (count === 0) report.find("none-of", { fields: names });
  else {
    const related = { message: "given here, too", place: [...report.path, given[0]] };
    report.find("more-than-one", { fields: names }, { child: [given[1]], part: "key", related });
  }
}

/** How many of the fields, names of the language, an object has. */
export function countGiven(value: JsonObject, fields: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < fields.length; i++) if (value[fields[i]] !== undefined) count++;
  return count;
}
