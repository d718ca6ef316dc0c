import { ExpressionSyntaxError } from "../../errors.js";
import { type ParsedExpression, parseJsonata, type Reference } from "../../language/jsonata/index.js";
import type { Report } from "../report.js";
import { isPlaceholder } from "./placeholders.js";

/**
 * JSONata texts: they parse, and read nothing AWS does not offer. The report stands at the string; `text` includes the
 * markers, so that offsets are those of the string. Sentences as measured with ValidateStateMachineDefinition.
 */
export function checkJsonata(report: Report, text: string): void {
  const parsed = parsedOrFound(report, text);
  if (parsed === undefined) return;
  for (const operator of parsed.unknownOperators) unknownOperator(report, operator);
  for (const reference of parsed.bareReferences) bareReference(report, reference);
  for (const reference of parsed.rootReferences) rootReference(report, reference);
  for (const variable of parsed.variables) if (variable.name === "states") statesField(report, variable);
}

function parsedOrFound(report: Report, text: string): ParsedExpression | undefined {
  try {
    return parseJsonata(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const hint = isPlaceholder(text) ? "Replace the placeholder first, or put it in quotes." : "";
    report.find("bad-jsonata", { problem: error.message, hint }, { span: error });
    return undefined;
  }
}

/** AWS's JSONata 2.0.6 has no `?:` and `??`, and stumbles over their second character. */
function unknownOperator(report: Report, operator: Reference): void {
  report.find(
    "bad-jsonata",
    { problem: `The symbol "${operator.name[1]}" cannot be used as a unary operator` },
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

function statesField(report: Report, reference: Reference): void {
  const field = reference.path[0];
  if (field === undefined || field === "input" || field === "context") return;
  if ((field === "result" || field === "errorOutput") && report.states[field]) return;
  report.find(
    "jsonata-states",
    { field, hint: STATES_HINTS[field] ?? "Fields: input, context, result, errorOutput." },
    { span: reference },
  );
}

const STATES_HINTS: Record<string, string | undefined> = {
  result: "Only Output and Assign of Task, Parallel and Map states see it.",
  errorOutput: "Only Output and Assign of a catcher see it.",
};
