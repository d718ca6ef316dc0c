import { ExpressionSyntaxError } from "../../errors.js";

/** What is read of an expression; undefined where it does not parse. */
export function parsed<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}
