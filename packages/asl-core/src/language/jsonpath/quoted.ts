import { ExpressionSyntaxError } from "../../errors.js";

/**
 * A name in a path, given with its quotes: only the quote that surrounds it can be escaped, any other backslash is part of
 * the name (recorded: test_escape_sequence_parsing).
 */
export function unescapeName(quoted: string): string {
  const raw = quoted.slice(1, -1);
  return raw.includes("\\") ? raw.replaceAll(`\\${quoted[0]}`, quoted[0]) : raw;
}

/**
 * A string literal of an intrinsic call: `\'`, `\{`, `\}` and `\\` stand for the character after the backslash, anything
 * else is refused (recorded: test_illegal_escapes). `offset` is where `raw` starts. Throws ExpressionSyntaxError with an
 * empty text, which the parser fills in.
 */
export function unescapeArgument(raw: string, offset = 0): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(/\\([\s\S])/g, (written: string, char: string, at: number) => {
    if (!"'{}\\".includes(char))
      throw new ExpressionSyntaxError(`'${written}' is not an escape sequence`, "", offset + at, 2);
    return char;
  });
}
