import type { Json, JsonObject } from "../json.js";
import type { PositionNode } from "./positions.js";

/**
 * JSON texts, read twice at most. The common case costs one `JSON.parse` and one scan that allocates nothing
 * (`surveyJson`); only a text with something to report, or whose positions are asked for, goes through the parser below,
 * which knows where everything stands. All of it is linear in the length of the text.
 */

/** What can be said of a JSON text without parsing it. `members` counts colons outside strings. */
export interface Survey {
  depth: number;
  members: number;
  /** An integer of 16 digits or more, an exponent, or half of a surrogate pair: worth a closer look. */
  suspicious: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** Looks over a JSON text without allocating. What it counts is right for JSON; of other texts nothing is promised. */
export function surveyJson(text: string): Survey {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let digits = 0;
  let suspicious = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      if (++digits > 15) suspicious = true;
      continue;
    }
    if (digits > 0 && (code | 32) === 101) suspicious = true;
    digits = 0;
    if (code === QUOTE) {
      for (at++; at < text.length; at++) {
        const inner = text.charCodeAt(at);
        if (inner === QUOTE) break;
        if (inner === BACKSLASH) {
          at++;
          if (text.charCodeAt(at) === 117 && (text.charCodeAt(at + 1) | 32) === 100) suspicious = true;
        } else if (inner >= 0xd800 && inner <= 0xdfff) suspicious = true;
      }
    } else if (code === COLON) members++;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return { depth: deepest, members, suspicious };
}

/** How many members all objects of a parsed text have together: fewer than it has colons where keys were given twice. */
export function countMembers(value: Json): number {
  let members = 0;
  const pending: (JsonObject | Json[])[] = [];
  const add = (inner: Json): void => {
    if (typeof inner === "object" && inner !== null) pending.push(inner);
  };
  add(value);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) next.forEach(add);
    else
      for (const key in next) {
        members++;
        add(next[key]);
      }
  }
  return members;
}

/** Something found in a text, at `start`..`end`. `related` is where the thing it collides with stands. */
export interface TextProblem {
  kind: "syntax" | "duplicate-key" | "unsafe-integer" | "number-overflow" | "lone-surrogate" | "too-deep";
  message: string;
  start: number;
  end: number;
  path: (string | number)[];
  related?: { start: number; end: number };
  /** AWS's column counts from where its parser stood, one after what it had read. */
  awsOffset?: number;
}

/** Where everything stands, as far as the text could be parsed, and what was found on the way. */
export interface ParsedJson {
  root: PositionNode | undefined;
  problems: TextProblem[];
}

const EXPECTED_VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const ESCAPES = new Set(['"', "\\", "/", "b", "f", "n", "r", "t"]);

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** Ends parsing at the first syntax error; the problem has been recorded. */
class Stop extends Error {}

/**
 * Parses a JSON text into positions, recording duplicate keys, integers beyond 2^53, halves of surrogate pairs and the
 * first syntax error in the words of AWS's parser (recorded for ValidateStateMachineDefinition). At most 1,000 problems.
 */
export function parseJsonText(text: string, maxDepth: number): ParsedJson {
  const parser = new JsonParser(text, maxDepth);
  let root: PositionNode | undefined;
  try {
    root = parser.document();
  } catch (stop) {
    if (stop instanceof RangeError) parser.exhausted();
    else if (!(stop instanceof Stop)) throw stop;
    root = parser.root;
  }
  return { root, problems: parser.problems };
}

class JsonParser {
  readonly problems: TextProblem[] = [];
  root: PositionNode | undefined;
  private at = 0;
  private readonly path: (string | number)[] = [];
  private readonly open: { start: number; name: string }[] = [];

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  document(): PositionNode {
    this.blanks();
    this.root = this.node(-1, -1);
    this.value(this.root);
    this.blanks();
    if (this.at < this.text.length) this.fail("Unexpected text after the end of the JSON value", this.at, 1);
    return this.root;
  }

  /** The caller left too little stack for the depth of the text. */
  exhausted(): void {
    this.problem("too-deep", `nested deeper than ${this.open.length} levels`, this.at, this.at, []);
  }

  /** The node of the value that begins here. It is put into its place before the value is read, which may fail. */
  private node(keyStart: number, keyEnd: number): PositionNode {
    return { start: this.at, end: this.at, keyStart, keyEnd, children: undefined };
  }

  private value(node: PositionNode): void {
    const character = this.text[this.at];
    if (character === undefined) this.failAtEnd();
    else if (character === "{") this.object(node);
    else if (character === "[") this.array(node);
    else if (character === '"') this.string();
    else if (character === "-" || (character >= "0" && character <= "9")) this.number();
    else this.word(character);
    node.end = this.at;
  }

  private object(node: PositionNode): void {
    this.enter("Object");
    const children = new Map<string, PositionNode>();
    node.children = children;
    for (let first = true; !this.closes("}", first, "Object"); first = false) {
      const keyStart = this.at;
      if (this.text[this.at] !== '"') this.unexpected("was expecting double-quote to start field name");
      const key = this.key();
      const keyEnd = this.at;
      this.blanks();
      if (this.text[this.at] !== ":") this.unexpected("was expecting a colon to separate field name and value");
      this.at++;
      this.blanks();
      const earlier = children.get(key);
      if (earlier !== undefined) this.duplicate(key, keyStart, keyEnd, earlier);
      this.path.push(key);
      const child = this.node(keyStart, keyEnd);
      children.set(key, child);
      this.value(child);
      this.path.pop();
    }
    this.open.pop();
  }

  private array(node: PositionNode): void {
    this.enter("Array");
    const children = new Map<string, PositionNode>();
    node.children = children;
    for (let index = 0; !this.closes("]", index === 0, "Array"); index++) {
      this.path.push(index);
      const child = this.node(-1, -1);
      children.set(String(index), child);
      this.value(child);
      this.path.pop();
    }
    this.open.pop();
  }

  private enter(name: string): void {
    this.open.push({ start: this.at, name });
    if (this.open.length > this.maxDepth)
      this.stop("too-deep", `The text is nested deeper than ${this.maxDepth} levels`, this.at, this.at + 1);
    this.at++;
    this.blanks();
  }

  /** True after the closing character; otherwise the comma between entries has been consumed. */
  private closes(bracket: string, first: boolean, name: string): boolean {
    if (!first) this.blanks();
    if (this.text[this.at] === bracket) {
      this.at++;
      return true;
    }
    if (first) return this.at >= this.text.length ? this.failAtEnd() : false;
    if (this.text[this.at] !== ",") this.unexpected(`was expecting comma to separate ${name} entries`);
    this.at++;
    this.blanks();
    return false;
  }

  private key(): string {
    const start = this.at;
    this.string();
    const written = this.text.slice(start, this.at);
    return written.includes("\\") ? (JSON.parse(written) as string) : written.slice(1, -1);
  }

  private string(): void {
    const start = this.at++;
    for (;;) {
      const code = this.plain();
      if (code === QUOTE) break;
      if (Number.isNaN(code))
        this.fail(
          "Unexpected end-of-input: was expecting closing quote for a string value",
          start,
          this.at - start,
          this.at,
        );
      if (code < 32) this.controlCharacter(code);
      this.at += code === BACKSLASH ? this.escape() : this.character(code);
    }
    this.at++;
  }

  /** Passes over characters that stand for themselves; the one after them, NaN at the end of the text. */
  private plain(): number {
    let code = this.text.charCodeAt(this.at);
    while (code >= 32 && code !== QUOTE && code !== BACKSLASH && (code < 0xd800 || code > 0xdfff))
      code = this.text.charCodeAt(++this.at);
    return code;
  }

  private controlCharacter(code: number): never {
    this.fail(
      `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`,
      this.at,
      1,
      this.at + 1,
    );
  }

  private escape(): number {
    const letter = this.text[this.at + 1];
    if (letter === undefined) this.failAtEnd();
    if (ESCAPES.has(letter)) return 2;
    if (letter !== "u") this.fail(`Unrecognized character escape ${shown(letter)}`, this.at, 2, this.at + 2);
    const unit = this.unicode(this.at);
    if (unit === undefined)
      this.fail("Unexpected character in a \\u escape: expected a hex-digit for character escape sequence", this.at, 2);
    if (isHigh(unit) && isLow(this.unicode(this.at + 6) ?? 0)) return 12;
    if (isHigh(unit) || isLow(unit)) this.loneSurrogate(6, this.text.slice(this.at, this.at + 6));
    return 6;
  }

  private unicode(at: number): number | undefined {
    const match = /^\\u([0-9a-fA-F]{4})/.exec(this.text.slice(at, at + 6));
    return match === null ? undefined : Number.parseInt(match[1], 16);
  }

  private character(code: number): number {
    if (isHigh(code) && isLow(this.text.charCodeAt(this.at + 1))) return 2;
    if (isHigh(code) || isLow(code)) this.loneSurrogate(1, `U+${code.toString(16).toUpperCase()}`);
    return 1;
  }

  private loneSurrogate(length: number, written: string): void {
    this.problem("lone-surrogate", written, this.at, this.at + length);
  }

  private number(): void {
    const start = this.at;
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.text);
    if (match === null)
      this.fail("Unexpected character: expected digit (0-9) to follow minus sign", start, 1, start + 2);
    this.at += match[0].length;
    const next = this.text[this.at];
    if (next !== undefined && /[\w.+-]/.test(next)) this.badNumber(start, match[0]);
    const plain = match[1] === undefined && match[2] === undefined;
    if (!Number.isFinite(Number(match[0]))) this.problem("number-overflow", match[0], start, this.at);
    else if (plain && !Number.isSafeInteger(Number(match[0]))) this.problem("unsafe-integer", match[0], start, this.at);
  }

  private badNumber(start: number, digits: string): never {
    const next = this.text[this.at];
    if (/^-?0$/.test(digits) && /\d/.test(next))
      this.fail("Invalid numeric value: Leading zeroes not allowed", start, digits.length + 1, this.at + 1);
    if (next === ".")
      this.fail(
        `Unexpected character (${shown(this.text[this.at + 1] ?? " ")}): Decimal point not followed by a digit`,
        this.at,
        1,
        this.at + 2,
      );
    this.fail(
      `Unexpected character (${shown(next)}): Expected space separating root-level values`,
      this.at,
      1,
      this.at + 1,
    );
  }

  private word(character: string): void {
    const match = /^[\p{ID_Start}_$][\p{ID_Continue}$]*/u.exec(this.text.slice(this.at, this.at + 200));
    if (match === null)
      this.unexpected(
        character === "/"
          ? "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
          : `expected a valid value ${EXPECTED_VALUE}`,
      );
    const word = match[0];
    if (word !== "true" && word !== "false" && word !== "null")
      this.fail(
        `Unrecognized token '${word}': was expecting ${EXPECTED_VALUE}`,
        this.at,
        word.length,
        this.at + word.length,
      );
    this.at += word.length;
  }

  private blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  private duplicate(key: string, start: number, end: number, earlier: PositionNode): void {
    const related = { start: earlier.keyStart, end: earlier.keyEnd };
    this.problem("duplicate-key", key, start, end, [...this.path, key]).related = related;
  }

  private unexpected(what: string): never {
    const character = this.text[this.at];
    if (character === undefined) this.failAtEnd();
    this.fail(`Unexpected character (${shown(character)}): ${what}`, this.at, 1, this.at + 1);
  }

  private failAtEnd(): never {
    const open = this.open.at(-1);
    const marker = open && this.place(open.start);
    const what =
      open === undefined
        ? "Unexpected end-of-input"
        : `Unexpected end-of-input: expected close marker for ${open.name} (start marker at line: ${marker?.line}, column: ${marker?.column})`;
    this.fail(what, this.at, 0, this.at);
  }

  private place(offset: number): { line: number; column: number } {
    const before = this.text.slice(0, offset);
    return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
  }

  private fail(message: string, start: number, length: number, awsOffset = start): never {
    this.stop("syntax", message, start, start + length, awsOffset);
  }

  private stop(kind: TextProblem["kind"], message: string, start: number, end: number, awsOffset?: number): never {
    const problem = this.problem(kind, message, start, end);
    problem.awsOffset = awsOffset;
    if (!this.problems.includes(problem)) this.problems.push(problem);
    throw new Stop();
  }

  private problem(
    kind: TextProblem["kind"],
    message: string,
    start: number,
    end: number,
    path: (string | number)[] = [...this.path],
  ): TextProblem {
    const problem: TextProblem = { kind, message, start, end, path };
    if (this.problems.length < 1000) this.problems.push(problem);
    return problem;
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const shown = (character: string): string => `'${character}' (code ${character.charCodeAt(0)})`;
