import { isObject, type Json, type JsonObject, own } from "asl-core";

/** Fields of a rule that are no operator. */
const OTHERS = new Set(["Variable", "Next", "Assign", "Output", "Comment"]);
/** Rules nested deeper are not written out. */
const DEEPEST = 8;
/** Longer texts are cut before they are shortened. */
const LONGEST = 1000;

/**
 * A Choice rule in readable words: `total > 100`, `(a = "x" or b is absent) and not c is null`. `short` leaves only the
 * last name of each path. Linear in the rule.
 */
export function ruleText(rule: JsonObject, short = false): string {
  const condition = own(rule, "Condition");
  const text = condition === undefined ? words(rule, 0) : conditionText(condition);
  return short ? shortened(text.slice(0, LONGEST)) : text;
}

/** Without what stands before the last name of paths outside of quotation marks: `order.lines[0].sku` as `sku`. */
const shortened = (text: string): string =>
  text.replace(
    /("(?:[^"\\]|\\.)*"|'[^']*')|[A-Za-z_][\w-]*(?:\[[^\]\s]{0,20}\])?(?:\.[A-Za-z_][\w-]*(?:\[[^\]\s]{0,20}\])?)+/g,
    (path, quoted) => (quoted === undefined ? path.slice(path.lastIndexOf(".") + 1) : path),
  );

/** The rule as it is written, without what happens when it holds. */
export function ruleSource(rule: JsonObject): string {
  const condition = own(rule, "Condition");
  if (condition !== undefined) return String(condition);
  return JSON.stringify(
    Object.fromEntries(Object.entries(rule).filter(([key]) => key === "Variable" || !OTHERS.has(key))),
  );
}

function conditionText(condition: Json): string {
  const text = typeof condition === "string" ? condition : JSON.stringify(condition);
  return text
    .replace(/^\{%\s*|\s*%\}$/g, "")
    .replaceAll("$states.input.", "")
    .replace(/\$(?=\w)/g, "")
    .replace(/\s+/g, " ")
    .replace(/ \? true : false$/, "");
}

function words(rule: JsonObject, level: number): string {
  for (const [key, word] of JOINTS) {
    const parts = own(rule, key);
    if (Array.isArray(parts)) return joined(parts, word, level);
  }
  const not = own(rule, "Not");
  if (isObject(not)) return level > DEEPEST ? "…" : negated(not, level);
  return comparison(rule);
}

/** Equality and tests have words for their contrary; others do not: what is no number is neither greater nor less. */
function negated(rule: JsonObject, level: number): string {
  if (JOINTS.some(([key]) => Array.isArray(own(rule, key)))) return `not ${nested(rule, level)}`;
  const inner = own(rule, "Not");
  return isObject(inner) ? nested(inner, level, 1) : comparison(rule, true);
}

const JOINTS = [
  ["And", "and"],
  ["Or", "or"],
] as const;

function joined(parts: readonly Json[], word: string, level: number): string {
  if (level > DEEPEST) return "…";
  return parts.map((part) => (isObject(part) ? nested(part, level, parts.length) : "?")).join(` ${word} `);
}

function nested(part: JsonObject, level: number, siblings = 2): string {
  const text = words(part, level + 1);
  return siblings > 1 && (Array.isArray(own(part, "And")) || Array.isArray(own(part, "Or"))) ? `(${text})` : text;
}

function comparison(rule: JsonObject, not = false): string {
  const operator = Object.keys(rule).find((key) => !OTHERS.has(key));
  const variable = pathText(own(rule, "Variable") ?? "?");
  if (operator === undefined) return not ? `not ${variable}` : variable;
  const operand = own(rule, operator) as Json;
  const test = TESTS[operator.startsWith("Is") || operator === "BooleanEquals" ? operator : ""];
  if (test !== undefined && typeof operand === "boolean") return `${variable} ${test[operand !== not ? 0 : 1]}`;
  const path = operator.endsWith("Path");
  const sign = signOf(path ? operator.slice(0, -4) : operator);
  const text = `${variable} ${not && sign === "=" ? "≠" : sign} ${path ? pathText(operand) : JSON.stringify(operand)}`;
  return not && sign !== "=" ? `not ${text}` : text;
}

/** Words for true and for false. */
const TESTS: Record<string, readonly [string, string]> = {
  IsPresent: ["is present", "is absent"],
  IsNull: ["is null", "is not null"],
  IsBoolean: ["is a boolean", "is no boolean"],
  IsNumeric: ["is a number", "is no number"],
  IsString: ["is a string", "is no string"],
  IsTimestamp: ["is a timestamp", "is no timestamp"],
  BooleanEquals: ["is true", "is false"],
};

const SIGNS: readonly (readonly [ending: string, sign: string])[] = [
  ["GreaterThanEquals", "≥"],
  ["LessThanEquals", "≤"],
  ["GreaterThan", ">"],
  ["LessThan", "<"],
  ["Equals", "="],
  ["Matches", "matches"],
];

const signOf = (operator: string): string => SIGNS.find(([ending]) => operator.endsWith(ending))?.[1] ?? operator;

/** `$.order.total` as `order.total`; what is no such path stays. */
const pathText = (path: Json): string =>
  typeof path === "string" ? path.replace(/^\$(\.|(?=\[))/, "").replace(/^\$(?=\w)/, "") : JSON.stringify(path);
