import { typeOf } from "../../json.js";
import type { ChoiceWhy, ConditionWhy, Outcome, RuleWhy } from "./choice-why.js";
import { shown } from "./text.js";

const VERDICTS: Record<Outcome, string> = {
  true: "matched",
  false: "did not match",
  error: "failed",
  "not evaluated": "was not evaluated",
};

/** One sentence of a rule. */
export function ruleText(index: number, condition: ConditionWhy): string {
  const verdict = `rule ${index} ${VERDICTS[condition.outcome]}`;
  if (condition.outcome === "not evaluated") return verdict;
  const leaf = leafOf(condition);
  const turned = condition.outcome !== "error" && leaf.outcome !== condition.outcome;
  return `${verdict}: ${comparisonText(leaf)}${turned ? ", inside a Not" : ""}`;
}

/** The comparison that decides. */
function leafOf(condition: ConditionWhy): ConditionWhy {
  const part = condition.parts.find(({ decisive }) => decisive);
  return part === undefined ? condition : leafOf(part);
}

/** `$.total (80) NumericGreaterThan 100 is false`. */
function comparisonText(condition: ConditionWhy): string {
  const { outcome, error } = condition;
  if (outcome === "not evaluated") return `${condition.text} was not evaluated`;
  if (outcome === "error") return `${withValues(condition)}: ${reason(error)}`;
  return `${withValues(condition)} is ${outcome}${mismatch(condition)}`;
}

/** A part is named by its own text, not by the one it is evaluated with. */
const reason = (cause = ""): string =>
  cause.replace(/^The JSONata expression '[\s\S]*' specified for the field '[^']*' /, "");

/** The text with the value behind each operand that is not its own value. */
function withValues({ text, operands }: ConditionWhy): string {
  let written = "";
  let from = 0;
  for (const { constant, end, value } of operands) {
    if (constant || end === undefined || end < from) continue;
    written += `${text.slice(from, end)} (${shown(value)})`;
    from = end;
  }
  return written + text.slice(from);
}

const TYPES = { Numeric: "number", String: "string", Boolean: "boolean", Timestamp: "string" } as const;

/** A value of another type than the operator's never matches, which is easily overlooked. */
function mismatch({ text, operands, outcome }: ConditionWhy): string {
  const found = / (Numeric|String|Boolean|Timestamp)(?:Equals|Less|Greater|Matches)/.exec(text);
  const value = operands[0]?.value;
  if (outcome !== "false" || found === null || value === undefined) return "";
  const wanted = TYPES[found[1] as keyof typeof TYPES];
  return typeOf(value) === wanted ? "" : `: it is of type ${typeOf(value)}, not ${wanted}`;
}

/** The sentence, and below it the parts of a condition that has any. */
export function linesOf({ text, condition }: RuleWhy): string[] {
  return condition.op === "comparison" ? [text] : [text, ...treeLines(condition, 1)];
}

function treeLines(condition: ConditionWhy, level: number): string[] {
  const { op, outcome, parts, decisive } = condition;
  const indent = "  ".repeat(level);
  if (op === "comparison") return [`${indent}${comparisonText(condition)}${decisive ? "  <-" : ""}`];
  const verdict = outcome === "not evaluated" ? "was not evaluated" : `is ${outcome}`;
  return [`${indent}${op} ${verdict}`, ...parts.flatMap((part) => treeLines(part, level + 1))];
}

/** The last line: where it goes. */
export function endLine({ taken, error }: Pick<ChoiceWhy, "taken" | "error">, next: string | null): string {
  if (error !== undefined) return `fails with ${error.error}: ${error.cause}`;
  return taken === "default"
    ? `no rule matched: Default goes to ${next}`
    : `goes to ${next} by rule ${taken?.slice("choice ".length)}`;
}
