/**
 * A quick reader for the shapes that nearly all expressions have: definite paths and calls whose arguments are such paths,
 * plain literals or further calls. It gives exactly the tree the grammar would give, or undefined for "ask the grammar";
 * it never reports an error. Linear in the text, one pass, no regular expressions.
 */
import type { CallTree, ExpressionTree, LiteralTree, PathTree, Step, Tree } from "./tree.js";

const MAX_DEPTH = 12;

/** The tree of a common expression, or undefined where the grammar must have the word. */
export function recognise(text: string): ExpressionTree | undefined {
  const reader = new Reader(text);
  const tree = text.charCodeAt(0) === DOLLAR ? reader.path() : reader.call(0);
  return reader.at === text.length ? tree : undefined;
}

const DOLLAR = 36,
  QUOTE = 39,
  OPEN = 40,
  CLOSE = 41,
  COMMA = 44,
  DASH = 45,
  DOT = 46,
  BACKSLASH = 92,
  SPACE = 32;
const OPEN_BRACKET = 91,
  CLOSE_BRACKET = 93;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
const isNameChar = (c: number): boolean => isLetter(c) || isDigit(c) || c === DASH;

class Reader {
  at = 0;
  constructor(private readonly text: string) {}

  path(): PathTree | undefined {
    const offset = this.at++;
    const root = this.root();
    const steps = this.steps();
    if (steps === undefined) return undefined;
    const name = root === "variable" ? this.text.slice(offset + 1, steps[0]?.offset ?? this.at) : "";
    return { kind: "path", root, name, steps, offset, end: this.at };
  }

  private root(): PathTree["root"] {
    const first = this.text.charCodeAt(this.at);
    if (first === DOLLAR) {
      this.at++;
      return "context";
    }
    if (!isLetter(first)) return "input";
    while (isLetter(this.text.charCodeAt(this.at)) || isDigit(this.text.charCodeAt(this.at))) this.at++;
    return "variable";
  }

  private steps(): Step[] | undefined {
    const steps: Step[] = [];
    for (;;) {
      const next = this.text.charCodeAt(this.at);
      if (next !== DOT && next !== OPEN_BRACKET) return this.ends(next) ? steps : undefined;
      const step = next === DOT ? this.dotted() : this.bracketed();
      if (step === undefined) return undefined;
      steps.push(step);
    }
  }

  /** What may follow a simple path: the end of the text or of an argument. */
  private ends(next: number): boolean {
    return this.at === this.text.length || next === COMMA || next === CLOSE;
  }

  private dotted(): Step | undefined {
    const offset = this.at++;
    while (isNameChar(this.text.charCodeAt(this.at))) this.at++;
    if (this.at === offset + 1) return undefined;
    return { kind: "name", name: this.text.slice(offset + 1, this.at), offset, end: this.at };
  }

  private bracketed(): Step | undefined {
    const offset = this.at++;
    const first = this.text.charCodeAt(this.at);
    if (first === QUOTE) return this.quotedName(offset);
    const start = this.at;
    while (isDigit(this.text.charCodeAt(this.at))) this.at++;
    if (this.at === start || this.at - start > 9 || this.text.charCodeAt(this.at) !== CLOSE_BRACKET) return undefined;
    const index = Number(this.text.slice(start, this.at++));
    return { kind: "index", index, offset, end: this.at };
  }

  private quotedName(offset: number): Step | undefined {
    const name = this.quoted();
    if (name === undefined || this.text.charCodeAt(this.at++) !== CLOSE_BRACKET) return undefined;
    return { kind: "name", name, offset, end: this.at };
  }

  /** A quoted string without backslashes. */
  private quoted(): string | undefined {
    const start = ++this.at;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === BACKSLASH || Number.isNaN(c)) return undefined;
      if (c === QUOTE) return this.text.slice(start, this.at++);
      this.at++;
    }
  }

  call(depth: number): CallTree | undefined {
    const offset = this.at;
    if (depth > MAX_DEPTH || !this.text.startsWith("States.", offset)) return undefined;
    this.at += 7;
    while (isLetter(this.text.charCodeAt(this.at)) || isDigit(this.text.charCodeAt(this.at))) this.at++;
    const name = this.text.slice(offset + 7, this.at);
    if (name === "" || this.text.charCodeAt(this.at++) !== OPEN) return undefined;
    const parts = this.arguments(depth);
    return parts && { kind: "call", name, arguments: parts, offset, end: this.at };
  }

  private arguments(depth: number): Tree[] | undefined {
    const parts: Tree[] = [];
    this.blanks();
    if (this.text.charCodeAt(this.at) === CLOSE) {
      this.at++;
      return parts;
    }
    for (;;) {
      this.blanks();
      const part = this.argument(depth);
      if (part === undefined) return undefined;
      parts.push(part);
      this.blanks();
      const next = this.text.charCodeAt(this.at++);
      if (next === CLOSE) return parts;
      if (next !== COMMA) return undefined;
    }
  }

  private blanks(): void {
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
  }

  private argument(depth: number): Tree | undefined {
    const c = this.text.charCodeAt(this.at);
    if (c === DOLLAR) return this.path();
    if (c === QUOTE) return this.string();
    if (isDigit(c) || c === DASH) return this.number();
    return c === 83 ? this.call(depth + 1) : this.word();
  }

  private string(): LiteralTree | undefined {
    const offset = this.at;
    const value = this.quoted();
    return value === undefined ? undefined : { kind: "literal", value, raw: value, offset, end: this.at };
  }

  private number(): LiteralTree | undefined {
    const offset = this.at++;
    while (isDigit(this.text.charCodeAt(this.at))) this.at++;
    const raw = this.text.slice(offset, this.at);
    const next = this.text.charCodeAt(this.at);
    if (raw === "-" || raw.length > 300 || (next !== COMMA && next !== CLOSE && next !== SPACE)) return undefined;
    return { kind: "literal", value: Number(raw), raw, offset, end: this.at };
  }

  private word(): LiteralTree | undefined {
    const offset = this.at;
    while (isNameChar(this.text.charCodeAt(this.at))) this.at++;
    const raw = this.text.slice(offset, this.at);
    const value = raw === "true" ? true : raw === "false" ? false : raw === "null" ? null : undefined;
    return value === undefined ? undefined : { kind: "literal", value, raw, offset, end: this.at };
  }
}
