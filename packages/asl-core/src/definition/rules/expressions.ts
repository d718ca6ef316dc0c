import { isObject, type Json } from "../../json.js";
import type { Check, Report } from "../report.js";
import { checkJsonata } from "./jsonata.js";
import {
  type Fault,
  intrinsicFault,
  pathFault,
  referencePathFault,
  resultPathFault,
  textIntrinsicFault,
} from "./jsonpath.js";
import { text, wrongType } from "./values.js";

/** Fields that hold expressions: every one of them parses, and says where it does not. */

/** A path, a context path (`$$`) or a variable (`$name`). Checked once per text. */
export const path: Check = (report, value) => {
  if (typeof value !== "string") return wrongType(report, "string", value);
  const fault = once(report, "path", value, pathFault);
  if (fault !== undefined) report.find("bad-path", { hint: fault.message }, { span: fault });
};

/** InputPath, OutputPath: a path, or null for an empty object. */
export const pathOrNull: Check = (report, value) => {
  if (value !== null) path(report, value);
};

/** A path that names one node. */
export const referencePath: Check = (report, value) => {
  if (typeof value !== "string") return wrongType(report, "string", value);
  const fault = once(report, "reference", value, referencePathFault);
  if (fault !== undefined) report.find("bad-reference-path", { problem: fault.message }, { span: fault });
};

/** Where a result goes: a reference path into the state's input, or null. */
export const resultPath: Check = (report, value) => {
  if (value === null) return;
  if (typeof value !== "string") return wrongType(report, "string", value);
  const fault = once(report, "result", value, resultPathFault);
  if (fault !== undefined) report.find("bad-reference-path", { problem: fault.message }, { span: fault });
};

/** ErrorPath, CausePath: a path, or an intrinsic call that gives a string. */
export const pathOrIntrinsic: Check = (report, value) => {
  if (typeof value !== "string") return wrongType(report, "string", value);
  const fault = value.startsWith("$")
    ? once(report, "path", value, pathFault)
    : once(report, "text", value, textIntrinsicFault);
  if (fault !== undefined) report.find("bad-path-or-intrinsic", { hint: fault.message }, { span: fault });
};

function once(
  report: Report,
  kind: string,
  value: string,
  fault: (text: string) => Fault | undefined,
): Fault | undefined {
  let sound = report.sound.get(kind);
  if (sound === undefined) report.sound.set(kind, (sound = new Set()));
  if (sound.has(value)) return undefined;
  const found = fault(value);
  if (found === undefined) sound.add(value);
  return found;
}

/** A payload template: values of keys ending in `.$` are paths or intrinsic calls, at any depth. */
export const template: Check = (report, value) => {
  if (Array.isArray(value)) report.each(value, template);
  else if (isObject(value)) for (const key of Object.keys(value)) templateField(report, value, key);
};

function templateField(report: Report, object: Record<string, Json>, key: string): void {
  const value = object[key];
  if (!key.endsWith(".$")) {
    if (typeof value === "object") report.inside(key, value, template);
    return;
  }
  const name = key.slice(0, -2);
  if (Object.hasOwn(object, name)) report.find("template-collision", { field: name }, { child: [key], part: "key" });
  const fault = typeof value === "string" ? templateFault(report, value) : { message: textWanted(value), ...NO_SPAN };
  if (fault !== undefined)
    report.find("bad-template-value", { field: key, hint: fault.message }, { child: [key], span: fault });
}

/** A list of paths is computed by a call. */
function textWanted(value: Json): string {
  const isList = Array.isArray(value) && value.length > 0;
  if (!isList || !value.every((one) => typeof one === "string" && /^(\$|States\.)/.test(one)))
    return "A path or a call stands here, as text. A plain value needs no .$ at its key.";
  return `Compute the list: "States.Array(${value.join(", ")})".`;
}

const NO_SPAN = { offset: 0, length: 0 };

const templateFault = (report: Report, value: string): Fault | undefined =>
  value.startsWith("$") ? once(report, "path", value, pathFault) : once(report, "intrinsic", value, intrinsicFault);

/** Any JSON value whose strings `{% … %}` are JSONata, at any depth. */
export const jsonataValue: Check = (report, value) => {
  if (typeof value === "string") jsonataText(report, value);
  else if (Array.isArray(value)) report.each(value, jsonataValue);
  else if (isObject(value)) for (const key of Object.keys(value)) report.inside(key, value[key], jsonataValue);
};

/** A string that is an expression where it starts with `{%`, else a literal. */
export const jsonataText: Check = (report, value) => {
  if (typeof value !== "string") return text(report, value);
  if (!value.startsWith("{%")) return;
  if (!value.endsWith("%}") || value.length < 4) return halfOpen(report, value);
  checkJsonata(report, value);
};

/** An expression that is not closed at the end of its text. */
function halfOpen(report: Report, value: string): void {
  const closed = value.lastIndexOf("%}");
  const hint =
    closed < 4 ? "Close it with %}." : "Nothing follows the closing %}: join texts inside the expression, with &.";
  report.find(
    "half-open-jsonata",
    { hint },
    closed < 4 ? {} : { span: { offset: closed + 2, length: value.length - closed - 2 } },
  );
}

/** True for the text of an expression, sound or not. */
export const isExpression = (value: Json): boolean => typeof value === "string" && value.startsWith("{%");

/** In JSONata states an expression may stand where the value would; everywhere else the value itself. */
export const orExpression =
  (check: Check): Check =>
  (report, value) => {
    if (report.language === "JSONata" && isExpression(value)) jsonataText(report, value);
    else check(report, value);
  };

/** In JSONata states an expression that gives the whole, or a value with expressions inside; else a payload template. */
export const templateOrJsonata: Check = (report, value) => {
  if (report.language === "JSONata") jsonataValue(report, value);
  else template(report, value);
};
