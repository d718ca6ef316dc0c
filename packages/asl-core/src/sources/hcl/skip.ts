import { findHeredoc } from "./cursor.js";

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
/** Everything up to the next character that matters to the nesting. */
const PLAIN = /[^\s"#/<()[\]{},]+|[ \t\r]+/y;

/**
 * The end of something that could not be read: the first character of `stops` outside brackets, strings, heredocs and
 * comments, or `limit`. A bracket that closes none of those opened last ends it too. Linear.
 */
export function skipTo(text: string, from: number, limit: number, stops: string): number {
  const open: string[] = [];
  let at = from;
  while (at < limit) {
    const character = text[at];
    if (open.length === 0 && stops.includes(character)) return at;
    if (Object.hasOwn(CLOSING, character)) open.push(CLOSING[character]);
    else if (")]}".includes(character) && open.pop() !== character) return at;
    at = afterToken(text, at, limit);
  }
  return limit;
}

function afterToken(text: string, at: number, limit: number): number {
  const character = text[at];
  if (character === '"') return quotedEnd(text, at);
  if (character === "#" || text.startsWith("//", at)) return lineEnd(text, at);
  if (text.startsWith("/*", at)) return commentEnd(text, at);
  if (text.startsWith("<<", at)) return findHeredoc(text, at, limit)?.after ?? at + 2;
  PLAIN.lastIndex = at;
  return PLAIN.test(text) ? PLAIN.lastIndex : at + 1;
}

/** Behind the closing quote, or the end of the line: what is put into a string is not told from its text. */
function quotedEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\n") return at;
    if (text[at] === "\\") at++;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function commentEnd(text: string, at: number): number {
  const end = text.indexOf("*/", at + 2);
  return end < 0 ? text.length : end + 2;
}

const HEADER = /^[a-z_]+(?:[ \t]+"[^"\n]*"){0,2}[ \t]*\{/gm;

/** Where the next block of a file begins: a line that starts, unindented, with words and a brace. Linear. */
export function nextBlock(text: string, from: number): number {
  HEADER.lastIndex = from;
  return HEADER.exec(text)?.index ?? text.length;
}
