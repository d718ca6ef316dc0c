import type { Json, JsonObject } from "../../json.js";
import type { Check, Report } from "../report.js";
import type { QueryLanguage } from "../types.js";
import { languageHint, misplacedHint } from "./field-hints.js";

/** What a field holds, and in which query language it exists (both where absent). */
export interface Field {
  check: Check;
  language?: QueryLanguage;
  /** What `$states` offers inside. */
  sees?: "result";
}

/** Fields by name, without a prototype: any key may be looked up. */
export type FieldTable = Readonly<Record<string, Field | undefined>>;

/** Makes a table that knows no `constructor`. */
export const fieldTable = (fields: Record<string, Field | undefined>): FieldTable =>
  Object.assign(Object.create(null) as Record<string, Field>, fields);

const NOTHING = { result: false, errorOutput: false };
const RESULT = { result: true, errorOutput: false };

/**
 * Checks the fields of an object against a table, in the order they are written: first those the object may not have,
 * then the values of the others. `mixed` accepts fields of both languages, leaving out the values of the other's.
 */
export function fields(report: Report, object: JsonObject, table: FieldTable, mixed = false): void {
  const names = Object.keys(object);
  let sound = true;
  for (const name of names) {
    const field = table[name];
    if (field === undefined || isForeign(report, field)) sound = false;
  }
  if (!sound) misplaced(report, names, table, mixed);
  for (const name of names) {
    const field = table[name];
    if (field !== undefined && object[name] !== undefined && !isForeign(report, field))
      checkField(report, name, object[name], field);
  }
}

function checkField(report: Report, name: string, value: Json, field: Field): void {
  const outer = report.states;
  if (!outer.errorOutput) report.states = field.sees === "result" ? RESULT : NOTHING;
  report.inside(name, value, field.check);
  report.states = outer;
}

const isForeign = (report: Report, field: Field): boolean =>
  field.language !== undefined && field.language !== report.language;

function misplaced(report: Report, names: string[], table: FieldTable, mixed: boolean): void {
  for (const name of names) if (table[name] === undefined) unsupported(report, name, table);
  if (!mixed) for (const name of names) wrongLanguage(report, name, table[name]);
}

function wrongLanguage(report: Report, name: string, field: Field | undefined): void {
  if (field?.language === undefined || !isForeign(report, field)) return;
  const hint = languageHint(name, report.language);
  report.find(
    "other-language",
    { field: name, language: report.language, other: field.language, hint },
    { child: [name], part: "key" },
  );
}

function unsupported(report: Report, name: string, table: FieldTable): void {
  if (report.full) return;
  const hint = misplacedHint(name, Object.keys(table));
  report.find("unsupported-field", { field: name, hint }, { child: [name], part: "key" });
}
