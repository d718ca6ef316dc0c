import type { Json, JsonObject } from "../json.js";

/**
 * What an expression may see. One object is reused by the kernel for every expression of a step; expressions must not
 * keep it. In JSONPath mode `input` is what `$` means for the field being evaluated.
 */
export interface Scope {
  /** JSONPath `$`; JSONata `$states.input`. */
  readonly input: Json;
  /** JSONata `$states.result`; undefined where the field may not see it. */
  readonly result: Json | undefined;
  /** JSONata `$states.errorOutput`; undefined outside a catcher. */
  readonly errorOutput: Json | undefined;
  /** The context object: `$$` and `$states.context`. Built on demand. */
  context(): JsonObject;
  /** The value of a variable, innermost block first, or undefined where none was assigned. */
  variable(name: string): Json | undefined;
  /** Names of all variables in sight, for messages. */
  variableNames(): string[];
  /** Milliseconds since 1970 on the execution's clock. */
  readonly now: number;
  /** Uniform in [0, 1), drawn from the execution's seed. */
  random(): number;
}
