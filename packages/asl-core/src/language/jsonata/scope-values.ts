import type { JsonObject } from "../../json.js";
import type { Scope } from "../scope.js";

/** `$states` as a whole; fields the place may not see are absent. */
export function statesObject(scope: Scope): JsonObject {
  const states: JsonObject = { input: scope.input, context: scope.context() };
  if (scope.result !== undefined) states.result = scope.result;
  if (scope.errorOutput !== undefined) states.errorOutput = scope.errorOutput;
  return states;
}

/** The value of a name the expression does not define, or undefined. */
export const globalValue = (name: string, scope: Scope): unknown =>
  name === "states" ? statesObject(scope) : scope.variable(name);
