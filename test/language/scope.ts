import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import type { Scope } from "../../packages/asl-core/src/language/scope.js";
import { fraction, nextSeed } from "../../packages/asl-core/src/random.js";

export function scopeOf(
  input: Json,
  options: { context?: JsonObject; variables?: Record<string, Json>; seed?: number } = {},
): Scope {
  let seed = options.seed ?? 1;
  const variables = new Map(Object.entries(options.variables ?? {}));
  return {
    input,
    result: undefined,
    errorOutput: undefined,
    context: () => options.context ?? {},
    variable: (name) => variables.get(name),
    variableNames: () => [...variables.keys()],
    now: 0,
    random: () => fraction((seed = nextSeed(seed))),
  };
}
