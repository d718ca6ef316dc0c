import { printable, printableLines, StatesError } from "asl-core";
import { Mistake } from "./mistake.js";

/** What a session says no to is said to the person; anything else is a bug and goes through. */
export function mistakeOf(error: unknown): Mistake {
  if (error instanceof Mistake) return error;
  if (error instanceof StatesError) return new Mistake(printableLines(`${error.error}: ${error.cause}`));
  if (error instanceof Error && error.name === "Stop")
    return new Mistake(error.message, (error as { hint?: string }).hint);
  if (error instanceof RangeError || KNOWN.has((error as Error).name))
    return new Mistake(printableLines((error as Error).message));
  throw error;
}

const KNOWN = new Set(["ExpressionSyntaxError", "RecordingError", "HandlerError", "TapeError", "DefinitionError"]);

/** Why an expression has no value, in a few words. */
export const whyNoValue = (error: unknown): string =>
  printable(error instanceof StatesError ? error.cause : mistakeOf(error).message);
