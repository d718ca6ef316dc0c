import { isObject, type Json } from "../../json.js";
import type { Check, Report } from "../report.js";
import { jsonataValue, resultPath } from "./expressions.js";
import { type FieldTable, fields, fieldTable } from "./fields.js";
import { integer, list, needFields, nonEmptyList, number, oneOf, text, wrongType } from "./values.js";
import { assign } from "./variables.js";

/** Retry and Catch. Ranges as measured: IntervalSeconds 0 is accepted. */

const MOST = 99_999_999;
const LONGEST_DELAY = 31_622_400;

const RETRIER: FieldTable = fieldTable({
  ErrorEquals: { check: nonEmptyList(text) },
  IntervalSeconds: { check: integer(0, MOST) },
  MaxAttempts: { check: integer(0, MOST) },
  BackoffRate: { check: number(1) },
  MaxDelaySeconds: { check: integer(1, LONGEST_DELAY) },
  JitterStrategy: { check: oneOf("FULL", "NONE") },
  Comment: { check: text },
});

const CATCHER: FieldTable = fieldTable({
  ErrorEquals: { check: nonEmptyList(text) },
  Next: { check: text },
  ResultPath: { check: resultPath, language: "JSONPath" },
  Output: { check: jsonataValue, language: "JSONata" },
  Assign: { check: assign },
  Comment: { check: text },
});

/** The list under Retry. */
export const retry: Check = (report, value) => {
  list(retrier)(report, value);
  statesAllLast(report, value);
};

const retrier: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  needFields(report, value, ["ErrorEquals"]);
  fields(report, value, RETRIER);
};

/** The list under Catch; its entries see `$states.errorOutput`. */
export const catchers: Check = (report, value) => {
  const outer = report.states;
  report.states = { result: false, errorOutput: true };
  list(catcher)(report, value);
  report.states = outer;
  statesAllLast(report, value);
};

const catcher: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  needFields(report, value, ["ErrorEquals", "Next"]);
  fields(report, value, CATCHER);
};

/** `States.ALL` stands alone, in the last entry. */
function statesAllLast(report: Report, entries: Json): void {
  if (!Array.isArray(entries)) return;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    const names = isObject(entry) ? entry.ErrorEquals : undefined;
    if (!Array.isArray(names) || !names.includes("States.ALL")) continue;
    if (names.length > 1 || index < entries.length - 1) misplacedAll(report, index);
  }
}

function misplacedAll(report: Report, index: number): void {
  report.findAt([...report.path, index, "ErrorEquals"], "states-all-not-last");
}
