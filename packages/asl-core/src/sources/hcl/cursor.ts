import type { Place } from "./syntax.js";

/** Nesting of blocks, brackets and templates that is read; Terraform's own files stay far below. */
const MAX_DEPTH = 200;

/** What is being read is no HCL from `at` on. Caught where reading can go on, never handed to callers. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const LINE = /[^\n]*/y;

/** A place in a text that moves forward. Nothing at or beyond `end` is read. */
export class Cursor {
  /** Inside brackets a line break is a blank; elsewhere it ends an expression. */
  multiline = false;
  /** How often no way on was found behind something unreadable. */
  lost = 0;
  private depth = 0;

  constructor(
    readonly text: string,
    public at = 0,
    public end = text.length,
  ) {}

  fail(message: string, at = this.at): never {
    throw new Unreadable(message, at);
  }

  /** The character here, "" at the end. */
  get here(): string {
    return this.at < this.end ? this.text[this.at] : "";
  }

  starts(token: string): boolean {
    return this.at + token.length <= this.end && this.text.startsWith(token, this.at);
  }

  take(token: string): boolean {
    if (!this.starts(token)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string, after: string): void {
    if (!this.take(token)) this.fail(`\`${token}\` is missing after ${after}`);
  }

  /** Takes what a sticky expression matches, cut off at the end. */
  match(pattern: RegExp): string {
    const start = this.at;
    pattern.lastIndex = start;
    if (start >= this.end || !pattern.test(this.text)) return "";
    this.at = Math.min(pattern.lastIndex, this.end);
    return this.text.slice(start, this.at);
  }

  word(): string {
    return this.match(WORD);
  }

  /** Passes blanks and comments, and line breaks where they are blanks. */
  blanks(multiline = this.multiline): void {
    for (; this.at < this.end; ) {
      const character = this.text[this.at];
      if (character === " " || character === "\t" || character === "\r" || (multiline && character === "\n")) this.at++;
      else if (character === "#" || (character === "/" && this.starts("//"))) this.match(LINE);
      else if (character === "/" && this.starts("/*")) this.comment();
      else return;
    }
  }

  private comment(): void {
    const close = this.text.indexOf("*/", this.at + 2);
    if (close < 0 || close + 2 > this.end) this.fail("The comment has no end");
    this.at = close + 2;
  }

  /** Reads what stands one level deeper; refuses to go deeper than MAX_DEPTH. */
  nested<T>(read: () => T): T {
    if (this.depth >= MAX_DEPTH) this.fail(`This is nested deeper than ${MAX_DEPTH} levels`);
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /** Reads with another rule for line breaks. */
  across<T>(multiline: boolean, read: () => T): T {
    const before = this.multiline;
    this.multiline = multiline;
    try {
      return read();
    } finally {
      this.multiline = before;
    }
  }

  /** Reads no further than `end`. */
  within<T>(end: number, read: () => T): T {
    const before = this.end;
    this.end = Math.min(end, before);
    try {
      return read();
    } finally {
      this.end = before;
    }
  }
}

/** The content of the heredoc whose `<<` stands at `at`, and where the text goes on behind it. Linear. */
export interface Heredoc extends Place {
  readonly indented: boolean;
  readonly closed: boolean;
  readonly after: number;
}

const OPENER = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/** Undefined where no heredoc begins at `at`; one that has no end reaches to `limit`. */
export function findHeredoc(text: string, at: number, limit: number): Heredoc | undefined {
  OPENER.lastIndex = at;
  const opener = OPENER.exec(text);
  if (opener === null) return undefined;
  const start = OPENER.lastIndex;
  const indented = opener[1] === "-";
  for (let line = start; line < limit; ) {
    const newline = text.indexOf("\n", line);
    const end = newline < 0 || newline > limit ? limit : newline;
    const close = closerAt(text, line, end, opener[2]);
    if (close >= 0) return { start, end: line, indented, closed: true, after: close };
    line = end + 1;
  }
  return { start, end: limit, indented, closed: false, after: limit };
}

/** Where the marker ends on a line that holds nothing else, or -1. */
function closerAt(text: string, line: number, end: number, marker: string): number {
  let at = line;
  while (at < end && (text[at] === " " || text[at] === "\t")) at++;
  if (!text.startsWith(marker, at) || at + marker.length > end) return -1;
  let rest = at + marker.length;
  while (rest < end && (text[rest] === " " || text[rest] === "\t" || text[rest] === "\r")) rest++;
  return rest === end ? at + marker.length : -1;
}
