/**
 * A YAML text in which lists and objects in brackets, and texts in quotes, stand on one line each: breaks in them, and
 * comments, become blanks. AWS's tools accept such lines at any indentation, YAML 1.2 does not. Every character keeps
 * its offset. Linear.
 */
export const withoutBreaks = (text: string): string => new Scan(text).run();

const BREAK = /[\r\n]/;
/** The end of a line behind which a `|` or `>` block begins. Linear: what follows a `#` always fits. */
const HEADER = /(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#[^\n]*|\r)?$/;

class Scan {
  private at = 0;
  private readonly kept: string[] = [];
  private done = 0;
  /** The end of the line last looked for. */
  private end = -1;

  constructor(private readonly text: string) {}

  run(): string {
    while (this.at < this.text.length) this.line();
    return this.kept.join("") + this.text.slice(this.done);
  }

  /** One line of block notation, with what begins in it. */
  private line(): void {
    const start = this.at;
    while (this.at < this.text.length && this.text[this.at] !== "\n") this.token();
    const written = this.text.slice(start, this.at);
    this.at++;
    if (HEADER.test(written.slice(written.lastIndexOf("\n") + 1))) this.skipBlock(/^ */.exec(written)?.[0].length ?? 0);
  }

  /** What a value or key may begin with, then the rest of it. */
  private token(): void {
    const character = this.text[this.at];
    if (character === '"' || character === "'") this.quoted(character);
    else if (character === "[" || character === "{") this.brackets();
    else if (character === "#") this.at = this.lineEnd();
    else if (character === "!") this.word();
    else if (/[\s?-]/.test(character) && /\s/.test(this.text[this.at + 1] ?? "\n")) this.at++;
    else if (character === " " || character === "\t") this.at++;
    else this.plain();
  }

  private lineEnd(): number {
    if (this.at <= this.end) return this.end;
    const end = this.text.indexOf("\n", this.at);
    return (this.end = end < 0 ? this.text.length : end);
  }

  private word(): void {
    while (this.at < this.text.length && !/\s/.test(this.text[this.at])) this.at++;
  }

  /** Up to the colon after a key, a comment or the end of the line. */
  private plain(): void {
    const end = this.lineEnd();
    for (; this.at < end; this.at++) {
      const after = this.text[this.at + 1];
      if (this.text[this.at] === ":" && (after === " " || after === "\t" || this.at + 1 === end)) break;
      if (after === "#" && /\s/.test(this.text[this.at])) break;
    }
    this.at = Math.min(this.at + 1, end);
  }

  private quoted(quote: string): void {
    const start = this.at++;
    for (; this.at < this.text.length && this.text[this.at] !== quote; this.at++)
      if (quote === '"' && this.text[this.at] === "\\") this.at++;
    this.at++;
    this.blank(start, this.at);
    if (this.text[this.at] === ":") this.at++;
  }

  /** In brackets a word ends at brackets, commas and blanks; quotes count where a word begins. */
  private brackets(): void {
    let depth = 0;
    let begins = true;
    while (this.at < this.text.length) {
      const start = this.at;
      const character = this.text[this.at];
      if (begins && (character === '"' || character === "'")) this.quoted(character);
      else if (begins && character === "#") this.comment();
      else this.at++;
      if (character === "[" || character === "{") depth++;
      else if ((character === "]" || character === "}") && --depth === 0) return;
      if (BREAK.test(character)) this.blank(start, this.at);
      begins = /[\s[\]{},:]/.test(character);
    }
  }

  private comment(): void {
    const end = this.lineEnd();
    this.put(" ".repeat(end - this.at), this.at, end);
    this.at = end;
  }

  /** Lines that are further in than the one a block begins in. */
  private skipBlock(indent: number): void {
    while (this.at < this.text.length) {
      const end = this.lineEnd();
      const line = /^ */.exec(this.text.slice(this.at, end))?.[0].length ?? 0;
      if (line <= indent && this.text.slice(this.at, end).trim() !== "") return;
      this.at = end + 1;
    }
  }

  private blank(start: number, end: number): void {
    const part = this.text.slice(start, end);
    if (BREAK.test(part)) this.put(part.replace(/[\r\n]/g, " "), start, end);
  }

  private put(text: string, start: number, end: number): void {
    this.kept.push(this.text.slice(this.done, start), text);
    this.done = Math.min(end, this.text.length);
  }
}
