import { type Cursor, Unreadable } from "./cursor.js";
import { skipTo } from "./skip.js";
import type { Expression, Part } from "./syntax.js";

/** Reads the expression at a cursor. */
export type ReadExpression = (cursor: Cursor) => Expression;

/** In quotes a template ends at its quote and has escapes; a heredoc or a file ends where the cursor does. */
export type Notation = "quoted" | "plain";

const RUN = { quoted: /[^"\\$%\n]+/y, plain: /[^$%]+/y } as const;
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt"\\])/y;
const SINGLE: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

const DIRECTIVE = /\s*(?:if|for|else|endif|endfor)\b/y;
/** How the complaint about a `%{` that was no directive begins. */
export const NO_DIRECTIVE = "`%{` begins if, for, else, endif or endfor in a template";

/** After so many searches in vain a text is not searched again: templates in templates would each do it. */
const MAX_LOST = 20;

/**
 * Reads a template: text, `${ … }`, `%{ … }`, and `$${`, `%%{` that stand for `${`, `%{`. In quotes the cursor is left at
 * the closing quote. Text parts are as long as they can be where each character stands for itself. Linear.
 */
export function readTemplate(cursor: Cursor, notation: Notation, read: ReadExpression): Part[] {
  return new TemplateReader(cursor, notation, read).run();
}

class TemplateReader {
  private readonly parts: Part[] = [];
  /** Where the text begins that stands for itself, up to the cursor. */
  private plain: number;
  private trim = false;

  constructor(
    private readonly cursor: Cursor,
    private readonly notation: Notation,
    private readonly read: ReadExpression,
  ) {
    this.plain = cursor.at;
  }

  run(): Part[] {
    const { cursor } = this;
    while (!this.ended()) {
      if (cursor.match(RUN[this.notation]) !== "") continue;
      if (cursor.starts("$${") || cursor.starts("%%{"))
        this.escaped(cursor.text.slice(cursor.at + 1, cursor.at + 3), 3);
      else if (cursor.starts("${")) this.interpolation();
      else if (cursor.starts("%{")) this.directive();
      else if (cursor.here === "\\" && this.notation === "quoted") this.escape();
      else cursor.at++;
    }
    this.flush(cursor.at);
    return this.parts;
  }

  private ended(): boolean {
    const { here } = this.cursor;
    if (this.notation === "plain") return here === "";
    if (here === "" || here === "\n") this.cursor.fail("The string has no closing quote on its line");
    return here === '"';
  }

  private escape(): void {
    const { cursor } = this;
    const start = cursor.at;
    const written = cursor.match(ESCAPE);
    cursor.at = start;
    if (written === "") cursor.fail(`Strings have no escape ${cursor.text.slice(start, start + 2)}`);
    const code = written.length > 2 ? Number.parseInt(written.slice(2), 16) : -1;
    if (code > 0x10ffff) cursor.fail(`There is no character ${written}`);
    this.escaped(code < 0 ? SINGLE[written[1]] : String.fromCodePoint(code), written.length);
  }

  private escaped(text: string, length: number): void {
    const start = this.cursor.at;
    this.flush(start);
    this.cursor.at = this.plain = start + length;
    this.parts.push({ type: "text", text, start, end: start + length });
    this.trim = false;
  }

  private interpolation(): void {
    const { cursor } = this;
    const start = this.open();
    const expression = cursor.across(true, () => cursor.nested(() => this.inner()));
    this.close();
    this.parts.push({ type: "interpolation", expression, start, end: cursor.at });
  }

  private inner(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    try {
      const expression = this.read(cursor);
      cursor.blanks();
      if (cursor.here !== "}" && !cursor.starts("~}")) cursor.fail("`}` is missing after the expression");
      return expression;
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      const end = this.recover(start);
      if (end === undefined) throw problem;
      cursor.at = end;
      return { type: "unreadable", message: problem.message, start, end };
    }
  }

  /** The `}` that ends an expression nobody understands; in quotes it must stand on the same line. */
  private recover(start: number): number | undefined {
    const { text, end } = this.cursor;
    if (this.cursor.lost >= MAX_LOST) return undefined;
    const close = skipTo(text, start, end, this.notation === "quoted" ? "}\n" : "}");
    if (close < end && text[close] === "}") return close;
    this.cursor.lost++;
    return undefined;
  }

  private directive(): void {
    const { cursor } = this;
    const start = this.open();
    if (cursor.match(DIRECTIVE) === "") cursor.fail(`${NO_DIRECTIVE}: after it stands ${this.written(start)}`, start);
    const end = this.recover(cursor.at) ?? cursor.fail("`}` is missing after the directive", start);
    cursor.at = cursor.text[end - 1] === "~" ? end - 1 : end;
    this.close();
    this.parts.push({ type: "directive", start, end: cursor.at });
  }

  /** The beginning of what follows an opening. */
  private written(start: number): string {
    const [word = ""] = /^\s*\S{0,20}/.exec(this.cursor.text.slice(start + 2, this.cursor.end)) ?? [];
    return word.trim() === "" ? "nothing" : JSON.stringify(word.trim());
  }

  /** Passes `${` or `${~`; gives where it stands. */
  private open(): number {
    const { cursor } = this;
    const start = cursor.at;
    cursor.at += 2;
    this.flush(start, cursor.take("~"));
    return start;
  }

  private close(): void {
    this.trim = this.cursor.take("~");
    this.cursor.expect("}", "the expression");
    this.plain = this.cursor.at;
  }

  private flush(end: number, trimEnd = false): void {
    const written = this.cursor.text.slice(this.plain, end);
    const left = this.trim ? written.trimStart() : written;
    const text = trimEnd ? left.trimEnd() : left;
    const start = this.plain + written.length - left.length;
    if (text !== "") this.parts.push({ type: "text", text, start, end: start + text.length });
    this.trim = this.trim && left === "";
  }
}

/**
 * Takes away the blanks that all lines of a `<<-` heredoc begin with. Lines of nothing but blanks do not count for how
 * many that are. Linear.
 */
export function dedent(parts: readonly Part[], text: string): Part[] {
  const lines = parts.flatMap((part) => linesOf(part));
  const starts = lines.map((_, index) => index === 0 || text[lines[index - 1].end - 1] === "\n");
  let least = Number.POSITIVE_INFINITY;
  lines.forEach((part, index) => {
    if (starts[index] && !isBlankLine(part)) least = Math.min(least, blanksOf(part));
  });
  return lines.flatMap((part, index) => (starts[index] ? shorten(part, Math.min(least, blanksOf(part))) : [part]));
}

function linesOf(part: Part): Part[] {
  if (part.type !== "text" || part.text.length !== part.end - part.start) return [part];
  let start = part.start;
  return part.text.split(/(?<=\n)/).map((text) => {
    const line = { type: "text", text, start, end: start + text.length } as const;
    start += text.length;
    return line;
  });
}

const isBlankLine = (part: Part): boolean => part.type === "text" && /\n$/.test(part.text) && part.text.trim() === "";

const blanksOf = (part: Part): number =>
  part.type === "text" ? part.text.length - part.text.replace(/^[ \t]+/, "").length : 0;

function shorten(part: Part, count: number): Part[] {
  if (part.type !== "text" || count === 0) return [part];
  const text = part.text.slice(count);
  return text === "" ? [] : [{ type: "text", text, start: part.start + count, end: part.end }];
}
