/**
 * Payload templates: JSON in which the value of a key that ends in `.$` is an expression, at any depth, also inside
 * arrays (developer guide, "Parameters"). Whatever holds no expression is shared between evaluations, not copied.
 */
import { ExpressionSyntaxError } from "../errors.js";
import { isObject, type Json, type JsonObject, MAX_NESTING, put, typeOf } from "../json.js";
import { constant, type Expression } from "./expression.js";
import { compileJsonPathExpression } from "./jsonpath/compile.js";
import { roomyObjects } from "./objects.js";

const SUFFIX = ".$";

/**
 * Compiles Parameters, ResultSelector, ItemSelector, Assign, BatchInput and their like. `field` is only used to name the
 * template in the message for a template nested too deeply. The result has the template's keys in their order, without
 * the suffix; it is `constant` where the template holds no expression. Throws ExpressionSyntaxError.
 */
export function compileTemplate(template: Json, field = "Parameters"): Expression {
  return compileValue(template, field, 0) ?? constant(template);
}

/** The expression of a part of the template; undefined where it is constant. */
function compileValue(template: Json, field: string, depth: number): Expression | undefined {
  if (depth > MAX_NESTING)
    throw new ExpressionSyntaxError(`${field} is nested more than ${MAX_NESTING} levels deep`, field, 0);
  if (Array.isArray(template)) return compileArray(template, field, depth);
  return isObject(template) ? compileObject(template, field, depth) : undefined;
}

function compileArray(template: readonly Json[], field: string, depth: number): Expression | undefined {
  const items = template.map((item) => compileValue(item, field, depth + 1));
  if (items.every((item) => item === undefined)) return undefined;
  const parts = items.map((item, i) => item ?? constant(template[i]));
  return (scope) => {
    const result: Json[] = [];
    for (let i = 0; i < parts.length; i++) result.push(parts[i](scope));
    return result;
  };
}

function compileObject(template: JsonObject, field: string, depth: number): Expression | undefined {
  const members = Object.keys(template).map((key) => compileMember(key, template[key], field, depth));
  if (members.every(({ expression }) => expression === undefined)) return undefined;
  const keys = members.map(({ key }) => key);
  const parts = members.map(({ expression, value }) => expression ?? constant(value));
  return keys.includes("__proto__") ? withForeignKeys(keys, parts) : withKeys(keys, parts);
}

interface Member {
  readonly key: string;
  readonly value: Json;
  readonly expression: Expression | undefined;
}

function compileMember(key: string, value: Json, field: string, depth: number): Member {
  if (!key.endsWith(SUFFIX)) return { key, value, expression: compileValue(value, field, depth + 1) };
  if (typeof value !== "string")
    throw new ExpressionSyntaxError(`The value of '${key}' must be a string, but is ${typeOf(value)}`, "", 0, 0);
  return { key: key.slice(0, -SUFFIX.length), value, expression: compileJsonPathExpression(value, key) };
}

function withKeys(keys: readonly string[], parts: readonly Expression[]): Expression {
  if (keys.length === 1) return withKey(keys[0], parts[0]);
  const create = roomyObjects(keys.length);
  return (scope) => {
    const result = create();
    for (let i = 0; i < keys.length; i++) result[keys[i]] = parts[i](scope);
    return result;
  };
}

function withKey(key: string, part: Expression): Expression {
  return (scope) => {
    const result: JsonObject = {};
    result[key] = part(scope);
    return result;
  };
}

function withForeignKeys(keys: readonly string[], parts: readonly Expression[]): Expression {
  return (scope) => {
    const result: JsonObject = {};
    for (let i = 0; i < keys.length; i++) put(result, keys[i], parts[i](scope));
    return result;
  };
}
