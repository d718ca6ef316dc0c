import { ExpressionSyntaxError } from "../../errors.js";
import { MAX_CALL_NESTING, SIGNATURES } from "../intrinsics/signatures.js";
import { memoize } from "../memo.js";
import { parseWithGrammar } from "./grammar.js";
import { recognise } from "./recognise.js";
import { type CallTree, type ExpressionTree, pathsOf } from "./tree.js";

const MAX_BRACKETS = 100;

/**
 * The tree of a path or an intrinsic call. Trees are shared between equal texts and must not be changed.
 * Blanks around the expression are ignored. Throws ExpressionSyntaxError for what AWS refuses when a state machine is
 * created: bad syntax, an unknown function, a wrong number of arguments, calls nested deeper than ten.
 */
export const parse: (text: string) => ExpressionTree = memoize((text) => {
  const tree = recognise(text) ?? parseRare(text);
  if (tree.kind === "call") check(tree, text, 1);
  return tree;
});

function parseRare(text: string): ExpressionTree {
  refuseDeepBrackets(text);
  const tree = parseWithGrammar(text);
  for (const path of pathsOf(tree))
    if (path.root === "current" && tree === path)
      throw new ExpressionSyntaxError("'@' stands only in filters", text, path.offset);
  return tree;
}

/** The parser recurses once per bracket and per `!`; this keeps its depth within bounds whatever it is fed. */
function refuseDeepBrackets(text: string): void {
  let depth = 0;
  let bangs = 0;
  for (const { 0: mark, index } of text.matchAll(BRACKETS)) {
    bangs = mark === "!" ? bangs + 1 : 0;
    if (mark === "(" || mark === "[") depth++;
    else if (mark === ")" || mark === "]") depth--;
    if (depth + bangs > MAX_BRACKETS)
      throw new ExpressionSyntaxError("The expression is nested too deeply", text, index);
  }
}

/**
 * Brackets and negations outside quotes; quoted strings are matched to be passed over. One that never closes reaches to
 * the end: to look from each of its quotes again would cost the square of the length.
 */
const BRACKETS = /'(?:[^'\\]|\\[\s\S])*'?|"(?:[^"\\]|\\[\s\S])*"?|[()[\]!]/g;

function check(call: CallTree, text: string, depth: number): void {
  const signature = SIGNATURES.get(call.name);
  const length = call.end - call.offset;
  if (signature === undefined)
    throw new ExpressionSyntaxError(`There is no intrinsic function States.${call.name}`, text, call.offset, length);
  if (depth > MAX_CALL_NESTING)
    throw new ExpressionSyntaxError(
      `Intrinsic functions may be nested at most ${MAX_CALL_NESTING} deep`,
      text,
      call.offset,
      length,
    );
  const count = call.arguments.length;
  if (count < signature[0] || count > signature[1])
    throw new ExpressionSyntaxError(
      `States.${call.name} takes ${counted(signature)}, not ${count}`,
      text,
      call.offset,
      length,
    );
  for (const argument of call.arguments) if (argument.kind === "call") check(argument, text, depth + 1);
}

function counted([fewest, most]: readonly [number, number]): string {
  const arguments_ = most === 1 ? "argument" : "arguments";
  if (most === Infinity) return `at least ${fewest} ${fewest === 1 ? "argument" : "arguments"}`;
  return fewest === most ? `${most || "no"} ${arguments_}` : `${fewest} to ${most} ${arguments_}`;
}
