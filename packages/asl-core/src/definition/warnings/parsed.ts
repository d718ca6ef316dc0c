import { ExpressionSyntaxError } from "../../errors.js";

/** What is read of an expression; undefined where it does not parse. */
export function parsed<Result>(read: (text: string) => Result, text: string): Result | undefined {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}
