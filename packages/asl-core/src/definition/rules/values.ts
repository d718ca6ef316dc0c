import { isObject, type Json, type JsonObject, own } from "../../json.js";
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

/** Names missing from an object are reported together, as AWS does. */
export function needFields(report: Report, value: JsonObject, fields: readonly string[]): boolean {
  const missing = fields.filter((field) => own(value, field) === undefined);
  if (missing.length > 0) report.find("missing-fields", { fields: missing.join(", ") });
  return missing.length === 0;
}

/** At most one of the fields; with `needed`, exactly one. */
export function onlyOne(report: Report, value: JsonObject, fields: readonly string[], needed = false, hint = ""): void {
  const given = fields.filter((field) => own(value, field) !== undefined);
  const names = fields.join(", ");
  if (given.length > 1) report.find("more-than-one", { fields: names, hint }, { child: [given[1]], part: "key" });
  else if (given.length === 0 && needed) report.find("none-of", { fields: names, hint });
}
