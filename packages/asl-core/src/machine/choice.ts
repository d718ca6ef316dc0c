import { StatesError } from "../errors.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { compileJsonata } from "../language/jsonata/index.js";
import { compileOptionalPath } from "../language/jsonpath/index.js";
import type { Scope } from "../language/scope.js";
import { parseTimestamp } from "../time.js";
import { compilePattern } from "./pattern.js";

/** Whether a rule holds. Throws StatesError where a path it needs finds nothing. */
export type Predicate = (scope: Scope) => boolean;

/** Compiles the condition of one choice rule. JSONata: `Condition`. JSONPath: a comparison or And, Or, Not. */
export function compileCondition(rule: JsonObject, jsonata: boolean, field: string): Predicate {
  return jsonata ? compileJsonataCondition(rule.Condition, field) : compileRule(rule);
}

function compileJsonataCondition(condition: Json, field: string): Predicate {
  const evaluate = compileJsonata(condition, field, "boolean");
  return (scope) => evaluate(scope) === true;
}

function compileRule(rule: JsonObject): Predicate {
  if (Array.isArray(rule.And)) return every((rule.And as JsonObject[]).map(compileRule));
  if (Array.isArray(rule.Or)) return some((rule.Or as JsonObject[]).map(compileRule));
  if (isObject(rule.Not)) return negate(compileRule(rule.Not));
  return compileComparison(rule);
}

function every(parts: Predicate[]): Predicate {
  return (scope) => {
    for (let i = 0; i < parts.length; i++) if (!parts[i](scope)) return false;
    return true;
  };
}

function some(parts: Predicate[]): Predicate {
  return (scope) => {
    for (let i = 0; i < parts.length; i++) if (parts[i](scope)) return true;
    return false;
  };
}

const negate =
  (part: Predicate): Predicate =>
  (scope) =>
    !part(scope);

function compileComparison(rule: JsonObject): Predicate {
  const path = rule.Variable as string;
  const operator = Object.keys(rule).find((key) => key in TESTS || key in COMPARISONS || baseOf(key) in COMPARISONS)!;
  const operand = rule[operator];
  if (operator === "IsPresent") return isPresent(path, operand as boolean);
  if (operator in TESTS) return typeTest(path, TESTS[operator], operand as boolean);
  if (operator in COMPARISONS) return compareWith(path, COMPARISONS[operator](operand));
  return compareWithPath(path, operand as string, COMPARISONS[baseOf(operator)]);
}

const baseOf = (operator: string): string => (operator.endsWith("Path") ? operator.slice(0, -4) : "");

function isPresent(path: string, expected: boolean): Predicate {
  const read = compileOptionalPath(path);
  return (scope) => (read(scope) !== undefined) === expected;
}

function typeTest(path: string, test: (value: Json) => boolean, expected: boolean): Predicate {
  const read = required(path);
  return (scope) => test(read(scope)) === expected;
}

function compareWith(path: string, test: (value: Json) => boolean): Predicate {
  const read = required(path);
  return (scope) => test(read(scope));
}

function compareWithPath(
  path: string,
  operand: string,
  comparison: (operand: Json) => (value: Json) => boolean,
): Predicate {
  const read = required(path);
  const other = required(operand);
  return (scope) => comparison(other(scope))(read(scope));
}

/** Reads a value that must be there; the text is AWS's, measured in us-east-1 (reference: language, Choice). */
function required(path: string): (scope: Scope) => Json {
  const read = compileOptionalPath(path);
  return (scope) => {
    const value = read(scope);
    if (value !== undefined) return value;
    throw new StatesError(
      "States.Runtime",
      `Invalid path '${path}': The choice state's condition path references an invalid value.`,
    );
  };
}

const timestamp = (value: Json): number | undefined => (typeof value === "string" ? parseTimestamp(value) : undefined);

const TESTS: Record<string, (value: Json) => boolean> = {
  IsPresent: () => true,
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === "number",
  IsString: (value) => typeof value === "string",
  IsBoolean: (value) => typeof value === "boolean",
  IsTimestamp: (value) => timestamp(value) !== undefined,
};

type Order = (a: number | string, b: number | string) => boolean;
const ORDERS: Record<string, Order> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  GreaterThan: (a, b) => a > b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThanEquals: (a, b) => a >= b,
};

type Comparison = (operand: Json) => (value: Json) => boolean;

/** Values of another type than the operator's never match (recorded in choice_operators). */
function typed(type: "string" | "number" | "boolean", order: Order): Comparison {
  return (operand) => {
    if (typeof operand !== type) return () => false;
    return (value) => typeof value === type && order(value as number, operand as number);
  };
}

function instants(order: Order): Comparison {
  return (operand) => {
    const expected = timestamp(operand);
    if (expected === undefined) return () => false;
    return (value) => {
      const actual = timestamp(value);
      return actual !== undefined && order(actual, expected);
    };
  };
}

function matches(operand: Json): (value: Json) => boolean {
  if (typeof operand !== "string") return () => false;
  const test = compilePattern(operand);
  return (value) => typeof value === "string" && test(value);
}

const COMPARISONS: Record<string, Comparison> = {
  BooleanEquals: typed("boolean", ORDERS.Equals),
  StringMatches: matches,
};
for (const [suffix, order] of Object.entries(ORDERS)) {
  COMPARISONS[`String${suffix}`] = typed("string", order);
  COMPARISONS[`Numeric${suffix}`] = typed("number", order);
  COMPARISONS[`Timestamp${suffix}`] = instants(order);
}
