import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import type { Scope } from "../../packages/asl-core/src/language/scope.js";

export interface Sight {
  input?: Json;
  result?: Json;
  errorOutput?: Json;
  variables?: JsonObject;
  context?: JsonObject;
}

/** A scope with a clock that stands and a generator that counts. */
export function scopeOf(sight: Sight = {}): Scope {
  const variables = sight.variables ?? {};
  let draws = 0;
  return {
    input: sight.input ?? {},
    result: sight.result,
    errorOutput: sight.errorOutput,
    context: () => sight.context ?? { State: { Name: "S" } },
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    variableNames: () => Object.keys(variables),
    now: 1_700_000_000_123,
    random: () => (++draws % 100) / 100,
  };
}
