import { ExpressionSyntaxError } from "../../errors.js";
import { type ParsedExpression, parseJsonata, type Reference } from "../../language/jsonata/index.js";
import { nearest } from "../../near.js";
import type { Span } from "../positions.js";
import type { Report } from "../report.js";
import { operatorHint } from "./jsonata-hints.js";
import { isPlaceholder, standIns, touchesPlaceholder } from "./placeholders.js";

/**
 * JSONata texts: they parse, and read nothing AWS does not offer. The report stands at the string; `text` includes the
 * markers, so that offsets are those of the string. Sentences as measured with ValidateStateMachineDefinition.
 */
export function checkJsonata(report: Report, text: string): void {
  const parsed = parsedOrFault(text);
  if (isParsed(parsed) && isSound(report, parsed)) return;
  if (!isPlaceholder(text)) return tell(report, parsed, text);
  const readings = standIns(text).map(parsedOrFault).filter(isParsed);
  if (readings.some((one) => isSound(report, one))) return;
  tell(report, readings[0] ?? parsed, text, text);
}

type Parsed = ParsedExpression | ExpressionSyntaxError;
const isParsed = (parsed: Parsed): parsed is ParsedExpression => !(parsed instanceof ExpressionSyntaxError);

function parsedOrFault(text: string): Parsed {
  try {
    return parseJsonata(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return error;
    throw error;
  }
}

/** True where nothing would be told. */
function isSound(report: Report, parsed: ParsedExpression): boolean {
  const { unknownOperators, bareReferences, rootReferences, variables } = parsed;
  if (unknownOperators.length + bareReferences.length + rootReferences.length > 0) return false;
  return variables.every((one) => one.name !== "states" || isStatesField(report, one.path[0]));
}

/** Says what is wrong; of a reading with stand-ins, what does not come from them. */
function tell(report: Report, parsed: Parsed, text: string, withPlaceholders?: string): void {
  if (!isParsed(parsed)) {
    const hint =
      withPlaceholders === undefined
        ? operatorHint(text, parsed.offset)
        : "No value in the place of the placeholder makes it one.";
    return report.find("bad-jsonata", { problem: parsed.message, hint }, { span: parsed });
  }
  const told = (one: Reference): boolean =>
    withPlaceholders === undefined || !touchesPlaceholder(withPlaceholders, one);
  for (const operator of parsed.unknownOperators.filter(told)) unknownOperator(report, operator);
  for (const reference of parsed.bareReferences.filter(told)) bareReference(report, reference);
  for (const reference of parsed.rootReferences.filter(told)) rootReference(report, reference);
  for (const variable of parsed.variables.filter(told))
    if (variable.name === "states") statesField(report, variable, text);
}

/** AWS's JSONata 2.0.6 has no `?:` and `??`, and stumbles over their second character. */
function unknownOperator(report: Report, operator: Reference): void {
  report.find(
    "bad-jsonata",
    {
      problem: `The symbol "${operator.name[1]}" cannot be used as a unary operator`,
      hint: `AWS's JSONata has no ${operator.name}: write $exists(a) ? a : b.`,
    },
    { span: operator },
  );
}

function bareReference(report: Report, { name, offset, length }: Reference): void {
  const hint = `Read the state input as $states.input.${name}, a variable as $${name}.`;
  report.find("jsonata-top-level", { name, hint }, { span: { offset, length } });
}

function rootReference(report: Report, reference: Reference): void {
  const name = `$${reference.name}`;
  if (name === "$$") report.find("jsonata-root", { name }, { span: reference });
  else report.find("jsonata-top-level", { name, hint: "The state input is $states.input." }, { span: reference });
}

function isStatesField(report: Report, field: string | undefined): boolean {
  if (field === undefined || field === "input" || field === "context") return true;
  return (field === "result" || field === "errorOutput") && report.states[field];
}

function statesField(report: Report, reference: Reference, text: string): void {
  const field = reference.path[0];
  if (isStatesField(report, field)) return;
  report.find("jsonata-states", { field, hint: hintOf(report, field) }, { span: fieldSpan(text, reference, field) });
}

/** Where the name of a field stands behind its `$states`, directly as it does; else the whole reference. */
function fieldSpan(text: string, { offset, length }: Reference, field: string): Span {
  const between = /^\s*\.\s*`?/.exec(text.slice(offset + length, offset + length + WIDEST))?.[0] ?? "";
  const start = offset + length + between.length;
  return between !== "" && text.startsWith(field, start) ? { offset: start, length: field.length } : { offset, length };
}

/** Blanks that may stand around the dot before a field. */
const WIDEST = 100;

function hintOf({ states }: Report, field: string): string {
  if (field === "result" && states.errorOutput) return "A catcher sees what failed, as $states.errorOutput.";
  return STATES_HINTS[field] ?? meant(field);
}

const FIELDS = ["input", "context", "result", "errorOutput"];

function meant(field: string): string {
  const near = nearest(field, FIELDS);
  return near === undefined ? `Fields: ${FIELDS.join(", ")}.` : `Did you mean $states.${near}?`;
}

const STATES_HINTS: Record<string, string | undefined> = {
  result: "Only Output and Assign of Task, Parallel and Map states see it.",
  errorOutput: "Only Output and Assign of a catcher see it.",
};
