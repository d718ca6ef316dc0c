/**
 * Marks the evaluator puts on its own arrays and functions. Symbols, because the published library uses ordinary keys
 * for them and would take user data such as `{"outerWrapper": 1}` or `{"_jsonata_lambda": true}` for its own values.
 */
export const marks = {
  /** An array that came out of a path or a function: one member stands for itself, none for nothing. */
  sequence: Symbol("sequence"),
  /** A sequence that stays an array with one member (`[]` in the expression). */
  keepSingleton: Symbol("keepSingleton"),
  tupleStream: Symbol("tupleStream"),
  outerWrapper: Symbol("outerWrapper"),
  cons: Symbol("cons"),
  lambda: Symbol("lambda"),
  function: Symbol("function"),
} as const;

/** True for a function of the evaluator: a lambda, a built-in, or a native one that wraps them. */
export const isFunctionValue = (value: unknown): boolean =>
  typeof value === "function" ||
  (typeof value === "object" &&
    value !== null &&
    ((value as Record<symbol, unknown>)[marks.function] === true ||
      (value as Record<symbol, unknown>)[marks.lambda] === true));

/** True for an array the evaluator marked as a sequence. */
export const isSequence = (value: unknown): boolean =>
  Array.isArray(value) && (value as unknown as Record<symbol, unknown>)[marks.sequence] === true;
