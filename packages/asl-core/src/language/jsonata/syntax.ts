import { ExpressionSyntaxError } from "../../errors.js";
import { isExpressionText } from "../../expression-text.js";
import { memoize } from "../memo.js";
import { type Analysis, analyse } from "./analysis.js";
import { library } from "./evaluator.js";
import type { LibraryError, Node } from "./library.js";
import { parsePlainPath } from "./plain-path.js";

/** A parsed expression. All offsets count UTF-16 units inside `text`. */
export interface ParsedExpression extends Analysis {
  /** The text as given. */
  readonly text: string;
  /** What AWS prints in its messages: without markers and surrounding blanks. */
  readonly source: string;
  /** The library's syntax tree; shared, do not change it. */
  readonly ast: Node;
}

/**
 * Parses a JSONata expression, with or without its markers. The same text is parsed once (see `memoize`). Throws
 * ExpressionSyntaxError with the library's message, which is AWS's without the code.
 */
export function parseJsonata(text: string): ParsedExpression {
  const entry = remembered(text);
  if (entry instanceof ExpressionSyntaxError) throw entry;
  return entry;
}

const remembered = memoize(parse);

function parse(text: string): ParsedExpression | ExpressionSyntaxError {
  const marked = isExpressionText(text);
  const body = marked ? text.slice(2, -2) : text;
  const shift = marked ? 2 : 0;
  try {
    const ast = parsePlainPath(body) ?? library().parser(body);
    return { ...analyse(ast, text, shift), text, source: body.trim(), ast };
  } catch (error) {
    return syntaxError(error, text, shift);
  }
}

function syntaxError(error: unknown, text: string, shift: number): ExpressionSyntaxError {
  if (!isLibraryError(error)) {
    const message = error instanceof RangeError ? "The expression is nested too deeply" : (error as Error).message;
    return new ExpressionSyntaxError(message, text, shift, Math.max(1, text.length - 2 * shift));
  }
  library().populateMessage(error);
  const length = typeof error.token === "string" && error.token !== "(end)" ? Math.max(1, error.token.length) : 1;
  const end = shift + (error.position ?? 0);
  return new ExpressionSyntaxError(error.message ?? error.code, text, Math.max(shift, end - length), length);
}

/** True for what the library throws; everything else is the host's or ours. */
export const isLibraryError = (error: unknown): error is LibraryError =>
  typeof error === "object" && error !== null && typeof (error as LibraryError).code === "string";
