/** Tokens → parts of the tree. Errors carry an empty text, which the parser fills in. */
import type { IToken } from "chevrotain";
import { ExpressionSyntaxError } from "../../errors.js";
import { isSupportedPattern } from "./pattern.js";
import { unescapeArgument } from "./quoted.js";
import { Context, Root, Variable } from "./tokens.js";
import type { LiteralTree, Operand, Operator, PathTree, Span, Test } from "./tree.js";

export const WORD_OPERATORS = new Set(["in", "nin", "contains", "size", "empty", "anyof", "noneof", "subsetof"]);
const SYMBOLS: Record<string, Operator> = { "===": "==", "!==": "!=", "<>": "!=" };
export const WORDS = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

export const endOf = (last: IToken): number => last.startOffset + last.image.length;
export const spanOf = (first: IToken, last: IToken = first): Span => ({ offset: first.startOffset, end: endOf(last) });

export const rootOf = (root: IToken): PathTree["root"] =>
  root.tokenType === Context
    ? "context"
    : root.tokenType === Variable
      ? "variable"
      : root.tokenType === Root
        ? "input"
        : "current";

export const operatorOf = (operator: IToken): Operator =>
  SYMBOLS[operator.image] ?? (operator.image.toLowerCase() as Operator);

export function matchOf(operand: Operand, pattern: IToken): Test {
  const close = pattern.image.lastIndexOf("/");
  const [source, flags] = [pattern.image.slice(1, close), pattern.image.slice(close + 1)];
  if (!isSupportedPattern(source, flags))
    throw new ExpressionSyntaxError(
      `The pattern ${pattern.image} is not supported`,
      "",
      pattern.startOffset,
      pattern.image.length,
    );
  return { kind: "match", operand, source, flags };
}

/** The value of a number; JSON values hold no infinities. */
export function numberOf(digits: IToken): number {
  const value = Number(digits.image);
  if (Number.isFinite(value)) return value;
  throw new ExpressionSyntaxError(
    `The number ${digits.image} is larger than any number can be`,
    "",
    digits.startOffset,
    digits.image.length,
  );
}

export function existsOf(operand: Operand, at: IToken): Test {
  if (operand.kind === "path") return { kind: "exists", path: operand };
  throw new ExpressionSyntaxError("Expected a comparison", "", at.startOffset, at.image.length);
}

export function stringOf(text: IToken): LiteralTree {
  const raw = text.image.slice(1, -1);
  return { kind: "literal", value: unescapeArgument(raw, text.startOffset + 1), raw, ...spanOf(text) };
}

export function wordOf(word: IToken): LiteralTree {
  const value = WORDS.get(word.image);
  if (value === undefined)
    throw new ExpressionSyntaxError(
      "Expected a path, a quoted string, a number, true, false or null",
      "",
      word.startOffset,
      word.image.length,
    );
  return { kind: "literal", value, raw: word.image, ...spanOf(word) };
}
