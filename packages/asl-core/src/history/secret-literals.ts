import { isExpressionText } from "../expression-text.js";
import { isObject, type Json, type JsonObject, own } from "../json.js";
import { redactor } from "../redaction.js";

/** Fields of states, and of what stands in them, that give data. */
const DATA = [
  ...["Parameters", "Arguments", "Result", "ResultSelector", "ItemSelector", "Items", "Assign", "Output"],
  ...["Credentials", "BatchInput"],
];
/** Fields of states that hold such fields. */
const HOLDERS = ["ItemReader", "ItemBatcher", "ResultWriter", "Catch", "Choices"];
/** What a rule of a Choice compares with. */
const OPERAND = /^(String|Numeric|Boolean|Timestamp)(?!.*Path$)/;

type IsSecret = (key: string) => boolean;

/**
 * Values that a definition itself gives to keys that match a pattern, as `redactHistory` has it, by their places:
 * "Charge: Parameters.auth.token". Redacting a run leaves the definition as it is, so these stay. Paths and expressions are
 * not looked into. In the order of the definition; O(size). Recursive: for values that a reader of ours has let pass, which
 * nest 1,000 levels at most. Throws RangeError for much deeper ones.
 */
export function secretLiterals(definition: Json, patterns: readonly (RegExp | string)[]): string[] {
  const found: string[] = [];
  if (patterns.length > 0) inBlock(definition, redactor(patterns).isSecret, found);
  return found;
}

function inBlock(block: Json | undefined, isSecret: IsSecret, found: string[]): void {
  const states = isObject(block) ? own(block, "States") : undefined;
  for (const [name, state] of isObject(states) ? Object.entries(states) : [])
    if (isObject(state)) inState(name, state, isSecret, found);
}

function inState(name: string, state: JsonObject, isSecret: IsSecret, found: string[]): void {
  const say = (place: string): void => void found.push(`${name}: ${place}`);
  inHolder(state, "", isSecret, say);
  for (const holder of HOLDERS) {
    const held = own(state, holder);
    for (const [at, one] of (Array.isArray(held) ? held : [held]).entries())
      if (isObject(one)) inHolder(one, Array.isArray(held) ? `${holder}[${at}].` : `${holder}.`, isSecret, say);
  }
  const branches = own(state, "Branches");
  for (const branch of Array.isArray(branches) ? branches : []) inBlock(branch, isSecret, found);
  for (const inner of ["ItemProcessor", "Iterator"]) inBlock(own(state, inner), isSecret, found);
}

type Say = (place: string) => void;

function inHolder(holder: JsonObject, place: string, isSecret: IsSecret, say: Say): void {
  for (const field of DATA) inData(own(holder, field), `${place}${field}`, false, isSecret, say);
  inRule(holder, place, isSecret, say);
}

/** A literal that is compared with what a path leads to whose keys match. */
function inRule(rule: JsonObject, place: string, isSecret: IsSecret, say: Say): void {
  const variable = own(rule, "Variable");
  if (typeof variable === "string" && isSecret(variable))
    for (const key of Object.keys(rule)) if (OPERAND.test(key)) say(`${place}${key}`);
  for (const key of ["And", "Or", "Not"]) {
    const inner = own(rule, key);
    for (const [at, one] of (Array.isArray(inner) ? inner : [inner]).entries())
      if (isObject(one)) inRule(one, `${place}${key}${Array.isArray(inner) ? `[${at}]` : ""}.`, isSecret, say);
  }
}

/** `under`: whether a key around it matches. */
function inData(value: Json | undefined, place: string, under: boolean, isSecret: IsSecret, say: Say): void {
  if (Array.isArray(value))
    for (const [at, one] of value.entries()) inData(one, `${place}[${at}]`, under, isSecret, say);
  else if (isObject(value))
    for (const [key, one] of Object.entries(value)) {
      if (!key.endsWith(".$")) inData(one, `${place}.${key}`, under || isSecret(key), isSecret, say);
    }
  else if (under && value !== undefined && value !== null && !(typeof value === "string" && isExpressionText(value)))
    say(place);
}
