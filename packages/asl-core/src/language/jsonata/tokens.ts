/** One token of an expression. Offsets count UTF-16 units. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const BLANK = /[ \t\n\r\v]/;
const NAME = /[\p{L}\p{N}_$]/u;
const LONG = [":=", "!=", ">=", "<=", "..", "**", "~>", "?:", "??"];
/** After one of these a slash divides; else it begins a regular expression. */
const ENDS_VALUE = /[\p{L}\p{N}_$)\]}"'`]$/u;

/** The tokens of an expression without its markers, as far as brackets and ends of tokens are concerned. Linear. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    at = endOf(text, from, tokens.at(-1)?.text ?? "");
    const isBlank = BLANK.test(text[from]) || text.startsWith("/*", from);
    if (!isBlank) tokens.push({ from, to: at, text: text.slice(from, at) });
  }
  return tokens;
}

function endOf(text: string, from: number, before: string): number {
  const char = text[from];
  if (text.startsWith("/*", from)) return after(text.indexOf("*/", from + 2), 2, text);
  if (char === '"' || char === "'") return endOfQuoted(text, from, char);
  if (char === "`") return after(text.indexOf("`", from + 1), 1, text);
  if (char === "/" && !ENDS_VALUE.test(before)) return endOfPattern(text, from);
  if (/\d/.test(char))
    return from + (/^\d+(\.\d+)?([eE][-+]?\d+)?/.exec(text.slice(from, from + 400))?.[0].length ?? 1);
  if (NAME.test(char)) {
    let at = from + 1;
    while (at < text.length && NAME.test(text[at]) && text[at] !== "$") at++;
    return char === "$" && text[at] === "$" && at === from + 1 ? at + 1 : at;
  }
  return LONG.includes(text.slice(from, from + 2)) ? from + 2 : from + 1;
}

const after = (found: number, length: number, text: string): number => (found < 0 ? text.length : found + length);

function endOfQuoted(text: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === "\\" ? 2 : 1;
  return Math.min(text.length, at + 1);
}

function endOfPattern(text: string, from: number): number {
  const end = endOfQuoted(text, from, "/");
  return end + (/^[im]*/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}
