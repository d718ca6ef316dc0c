import {
  AnswersError,
  DefinitionError,
  type Diagnostic,
  ExpressionSyntaxError,
  HistoryError,
  StatesError,
} from "asl-core";
import { RecordingError, TapeError } from "asl-core/debug";
import { DebugError } from "../debug-error.js";
import { CODES, type Problem } from "../protocol.js";

/** How what was thrown is told to a client. What is none of a caller's mistakes is INTERNAL. */
export function refusalOf(error: unknown): DebugError {
  if (error instanceof DebugError) return error;
  if (error instanceof ExpressionSyntaxError)
    return new DebugError(CODES.SYNTAX, error.message, { offset: error.offset });
  if (error instanceof StatesError)
    return new DebugError(CODES.STATES, error.cause, { error: error.error, cause: error.cause });
  if (error instanceof DefinitionError) return definitionRefusal(error.diagnostics);
  if (error instanceof HistoryError) return new DebugError(CODES.TEXT, error.message, { hint: error.hint });
  if (error instanceof AnswersError) return new DebugError(CODES.TEXT, `the answers cannot be used: ${error.message}`);
  if (error instanceof RecordingError || error instanceof TapeError)
    return new DebugError(CODES.TEXT, `the recording cannot be used: ${error.message}`);
  if (error instanceof RangeError) return new DebugError(CODES.RANGE, error.message);
  if (error instanceof TypeError) return new DebugError(CODES.TYPE, error.message);
  return told(error);
}

/** Errors of other places, such as those of a command line, bring a hint with them. */
function told(error: unknown): DebugError {
  const { message, hint } = error instanceof Error ? (error as Error & { hint?: unknown }) : { message: String(error) };
  return new DebugError(CODES.INTERNAL, message, typeof hint === "string" ? { hint } : {});
}

/** A definition that AWS would refuse: its first error, and all of them as data, follow-ups last. */
function definitionRefusal(diagnostics: readonly Diagnostic[]): DebugError {
  const found = diagnostics.filter(({ severity }) => severity === "error");
  const errors = [...found.filter((one) => !follows(one)), ...found.filter(follows)].map(problemOf);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const where = errors[0]?.line === undefined ? "" : `line ${errors[0].line}: `;
  return new DebugError(CODES.TEXT, `the definition is not valid: ${where}${errors[0]?.message}${more}`, {
    diagnostics: errors.slice(0, 100),
  });
}

/** What mostly follows from another error: the way to the state is broken somewhere else. */
const follows = ({ rule }: Diagnostic): boolean => rule === "unreachable";

function problemOf({ message, path, range }: Diagnostic): Problem {
  const place = range && { line: range.start.line, column: range.start.column };
  return { message, ...(path !== "" && { path }), ...place };
}
