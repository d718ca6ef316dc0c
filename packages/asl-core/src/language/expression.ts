import type { Json } from "../json.js";
import type { Scope } from "./scope.js";

/**
 * A compiled expression: a scope in, a value out. Throws StatesError for what AWS reports at run time.
 * `constant` is true where the value does not depend on the scope.
 */
export interface Expression {
  (scope: Scope): Json;
  readonly constant?: boolean;
}

/** An expression that always gives `value`. */
export function constant(value: Json): Expression {
  return Object.assign(() => value, { constant: true });
}
