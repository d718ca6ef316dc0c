/**
 * The words of paths, filters and intrinsic calls. A dot and the name after it are one token, so names may hold
 * characters that mean something elsewhere (`-`, `:`, `/`, `@`, `$`), as Jayway reads them.
 */
import { createToken, Lexer, type TokenType } from "chevrotain";

const NAME = "[^\\s.\\[\\]()'\",*=!<>&|~]+";

const token = (
  name: string,
  pattern: RegExp | string,
  options: { longer?: TokenType; skip?: boolean } = {},
): TokenType =>
  createToken({
    name,
    pattern,
    ...(options.longer && { longer_alt: options.longer }),
    ...(options.skip && { group: Lexer.SKIPPED }),
    line_breaks: true,
  });

const Blank = token("Blank", /[ \t\r\n]+/, { skip: true });
export const FromEnd = token("FromEnd", /\(\s*@\.(?:length(?:\(\))?|size\(\))\s*-\s*\d+\s*\)/);
export const Descend = token("Descend", "..");
export const DotStar = token("DotStar", ".*");
export const DotName = token("DotName", new RegExp(`\\.${NAME}`));
export const Dot = token("Dot", ".");
export const Context = token("Context", "$$");
export const Variable = token("Variable", /\$[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/);
export const Root = token("Root", "$");
export const Current = token("Current", "@");
export const NumberToken = token("Number", /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
export const SingleQuoted = token("SingleQuoted", /'(?:[^'\\]|\\[\s\S])*'/);
export const DoubleQuoted = token("DoubleQuoted", /"(?:[^"\\]|\\[\s\S])*"/);
export const Pattern = token("Pattern", /\/(?:[^/\\]|\\[\s\S])+\/[A-Za-z]*/);
export const And = token("And", "&&");
export const Or = token("Or", "||");
export const Match = token("Match", "=~");
export const Comparison = token("Comparison", /===?|!==?|<>|<=|>=|<|>/);
export const Not = token("Not", "!");
export const Word = token("Word", /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*/);
export const OpenBracket = token("OpenBracket", "[");
export const CloseBracket = token("CloseBracket", "]");
export const Open = token("Open", "(");
export const Close = token("Close", ")");
export const Comma = token("Comma", ",");
export const Colon = token("Colon", ":");
export const Star = token("Star", "*");
export const Question = token("Question", "?");

export const TOKENS = [
  Blank,
  FromEnd,
  Descend,
  DotStar,
  DotName,
  Dot,
  Context,
  Variable,
  Root,
  Current,
  NumberToken,
  SingleQuoted,
  DoubleQuoted,
  Pattern,
  And,
  Or,
  Match,
  Comparison,
  Not,
  Word,
  OpenBracket,
  CloseBracket,
  Open,
  Close,
  Comma,
  Colon,
  Star,
  Question,
];
