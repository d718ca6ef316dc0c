import { StatesError } from "../errors.js";
import { type Json, type JsonObject, stringify, textOf } from "../json.js";
import { constant, type Expression } from "../language/expression.js";
import { compileJsonata } from "../language/jsonata/index.js";
import { compilePath } from "../language/jsonpath/index.js";

/** The largest number of seconds AWS accepts for a timeout. */
const MAX_SECONDS = 99_999_999;

/**
 * A numeric field in its three forms: a literal, `<name>Path` in JSONPath mode, an expression in JSONata mode.
 * Null where the state has none of them. Texts as recorded for MaxConcurrencyPath and ToleratedFailure*Path.
 */
export function compileNumber(
  state: JsonObject,
  name: string,
  jsonata: boolean,
  kind: "integer" | "float",
): Expression | null {
  const path = state[`${name}Path`];
  if (typeof path === "string") return numberAt(path, `${name}Path`, kind);
  const value = state[name];
  if (value === undefined) return null;
  return jsonata && typeof value === "string" ? evaluatedNumber(value, name, kind) : constant(value);
}

function numberAt(path: string, field: string, kind: "integer" | "float"): Expression {
  const read = compilePath(path);
  return (scope) => {
    const value = numeric(read(scope));
    if (value !== undefined && (kind === "float" || Number.isInteger(value))) return value;
    throw new StatesError(
      "States.Runtime",
      `The ${field} field refers to value "${textOf(read(scope))}" which is not a valid ${kind}: ${path}`,
    );
  };
}

// A string that spells a number is taken as that number: recorded for MaxItemsPath with the variable value "2".
function numeric(value: Json): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^[+-]?\d+(\.\d+)?$/.test(value)) return undefined;
  return Number(value);
}

function evaluatedNumber(text: string, name: string, kind: "integer" | "float"): Expression {
  const read = compileJsonata(text, name, "number");
  return (scope) => {
    const value = read(scope) as number;
    if (kind === "float" || Number.isInteger(value)) return value;
    throw new StatesError(
      "States.QueryEvaluationError",
      `The ${name} field cannot be parsed as an integer: ${stringify(value)}`,
      name,
    );
  };
}

/** TimeoutSeconds and HeartbeatSeconds: an integer between 0 and 99,999,999. */
export const compileSeconds = (state: JsonObject, name: string, jsonata: boolean): Expression | null =>
  compileWithin(state, name, jsonata, 0, MAX_SECONDS);

/** An integer field with bounds; literals were checked with the definition. The text was measured for TimeoutSeconds. */
export function compileWithin(
  state: JsonObject,
  name: string,
  jsonata: boolean,
  least: number,
  most: number,
): Expression | null {
  const read = compileNumber(state, name, jsonata, "integer");
  if (read === null || read.constant) return read;
  return (scope) => {
    const value = read(scope) as number;
    if (value >= least && value <= most) return value;
    throw new StatesError(
      jsonata ? "States.QueryEvaluationError" : "States.Runtime",
      `${name} must be between ${least} and ${most} but was: ${value}`,
      name,
    );
  };
}
