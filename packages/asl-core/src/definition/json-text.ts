import type { PositionNode } from "./positions.js";

const QUOTE = 34;
const BACKSLASH = 92;

/** Something found in a text, at `start`..`end`. `related` is where the thing it collides with stands. */
export interface TextProblem {
  kind:
    | "syntax"
    | "duplicate-key"
    | "unsafe-integer"
    | "number-overflow"
    | "lone-surrogate"
    | "too-deep"
    | "yaml-readers-disagree";
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
const COMMENT =
  "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";
const UNCLOSED = { name: " in field name", "string value": ": was expecting closing quote for a string value" };
/** Longer words are cut in messages. */
const LONGEST_WORD = 256;
const ESCAPES = new Set(['"', "\\", "/", "b", "f", "n", "r", "t"]);

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/** Ends parsing at the first syntax error; the problem has been recorded. */
class Stop extends Error {}

/**
 * Parses a JSON text into positions, recording duplicate keys, integers beyond 2^53, halves of surrogate pairs and the
 * first syntax error in the words of AWS's parser. At most 1,000 problems. That parser is Jackson, as recorded answers of
 * ValidateStateMachineDefinition show; sentences that no recording has are those of its sources.
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
      this.more();
      if (this.text[this.at] !== ":") this.unexpected("was expecting a colon to separate field name and value");
      this.at++;
      this.blanks();
      this.more();
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
    const character = this.text[this.at];
    if (character === bracket) {
      this.at++;
      return true;
    }
    if (character === "]" || character === "}") this.mismatch(character, bracket);
    if (first) return character === undefined ? this.failAtEnd() : false;
    if (character !== ",") this.unexpected(`was expecting comma to separate ${name} entries`);
    this.at++;
    this.blanks();
    this.more();
    return false;
  }

  private mismatch(given: string, expected: string): never {
    const open = this.open.at(-1)!;
    const what = `(for ${open.name} starting at ${this.placeText(open.start)})`;
    this.fail(`Unexpected close marker '${given}': expected '${expected}' ${what}`, this.at, 1, this.at + 1);
  }

  /** The text does not end here, in the middle of an entry. */
  private more(): void {
    const open = this.open.at(-1);
    if (this.at >= this.text.length && open !== undefined)
      this.fail(`Unexpected end-of-input within/between ${open.name} entries`, this.at, 0);
  }

  private key(): string {
    const start = this.at;
    this.string("name");
    const written = this.text.slice(start + 1, this.at - 1);
    return written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written;
  }

  private string(kind: "name" | "string value" = "string value"): void {
    const start = this.at++;
    for (;;) {
      const code = this.plain();
      if (code === QUOTE) break;
      if (Number.isNaN(code)) this.fail(`Unexpected end-of-input${UNCLOSED[kind]}`, start, this.at - start, this.at);
      if (code < 32) this.controlCharacter(code, kind);
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

  private controlCharacter(code: number, kind: string): never {
    this.fail(
      `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in ${kind}`,
      this.at,
      1,
      this.at + 1,
    );
  }

  private escape(): number {
    const letter = this.text[this.at + 1];
    if (letter === undefined)
      this.fail("Unexpected end-of-input in character escape sequence", this.at, 1, this.at + 1);
    if (ESCAPES.has(letter)) return 2;
    if (letter !== "u") this.fail(`Unrecognized character escape ${shown(letter)}`, this.at, 2, this.at + 2);
    const unit = this.unicode(this.at);
    if (unit === undefined) this.badUnicode();
    if (isHigh(unit) && isLow(this.unicode(this.at + 6) ?? 0)) return 12;
    if (isHigh(unit) || isLow(unit)) this.loneSurrogate(6, this.text.slice(this.at, this.at + 6));
    return 6;
  }

  private badUnicode(): never {
    const digits = /^[0-9a-fA-F]*/.exec(this.text.slice(this.at + 2, this.at + 6)) as RegExpExecArray;
    const end = this.at + 2 + digits[0].length;
    if (end >= this.text.length)
      this.fail("Unexpected end-of-input in character escape sequence", this.at, end - this.at, end);
    const what = `Unexpected character (${shown(this.text[end])}): expected a hex-digit for character escape sequence`;
    this.fail(what, this.at, 2, end + 1);
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
      this.notInNumber(start + 1, "expected digit (0-9) to follow minus sign, for valid numeric value", start);
    this.at += match[0].length;
    const next = this.text[this.at];
    if (next !== undefined && /[\w.+-]/.test(next)) this.badNumber(start, match[0], next);
    const plain = match[1] === undefined && match[2] === undefined;
    if (!Number.isFinite(Number(match[0]))) this.problem("number-overflow", match[0], start, this.at);
    else if (plain && !Number.isSafeInteger(Number(match[0]))) this.problem("unsafe-integer", match[0], start, this.at);
  }

  /** What may not follow the digits of a number; inside an object or a list the missing comma is told of instead. */
  private badNumber(start: number, digits: string, next: string): void {
    if (/^-?0$/.test(digits) && /\d/.test(next))
      this.fail("Invalid numeric value: Leading zeroes not allowed", start, digits.length + 1, this.at + 1);
    if (next === "." && !digits.includes(".") && !/[eE]/.test(digits))
      this.notInNumber(this.at + 1, "Decimal point not followed by a digit");
    if (/[eE]/.test(next) && !/[eE]/.test(digits))
      this.notInNumber(
        /[+-]/.test(this.text[this.at + 1] ?? "") ? this.at + 2 : this.at + 1,
        "Exponent indicator not followed by a digit",
      );
    if (this.open.length === 0) this.unexpected("Expected space separating root-level values");
  }

  private notInNumber(at: number, what: string, start = this.at): never {
    const character = shown(this.text[at] ?? "\0");
    this.fail(`Unexpected character (${character}) in numeric value: ${what}`, start, 1, at + 1);
  }

  private word(character: string): void {
    const match = /^[\p{ID_Start}_$][\p{ID_Continue}$]*/u.exec(this.text.slice(this.at, this.at + LONGEST_WORD));
    if (match === null)
      this.unexpected(character === "}" ? "expected a value" : `expected a valid value ${EXPECTED_VALUE}`);
    const [word] = match;
    if (word !== "true" && word !== "false" && word !== "null") this.unknownWord(word);
    this.at += word.length;
  }

  private unknownWord(word: string): never {
    const cut = word.length < LONGEST_WORD ? "" : "...";
    const message = `Unrecognized token '${word}${cut}': was expecting ${EXPECTED_VALUE}`;
    this.fail(message, this.at, word.length, this.at + word.length);
  }

  private blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9)
        return code < 32 || code === 47 ? this.noBlank() : undefined;
      this.at++;
    }
  }

  private noBlank(): never {
    if (this.text[this.at] === "/") this.unexpected(COMMENT);
    const character = shown(this.text[this.at]);
    const what = `Illegal character (${character}): only regular white space (\\r, \\n, \\t) is allowed between tokens`;
    this.fail(what, this.at, 1, this.at + 1);
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
    const what =
      open === undefined
        ? ""
        : `: expected close marker for ${open.name} (start marker at ${this.placeText(open.start)})`;
    this.fail(`Unexpected end-of-input${what}`, this.at, 0, this.at);
  }

  /** A place as `awsMessage` knows it. */
  private placeText(offset: number): string {
    const before = this.text.slice(0, offset);
    return `line: ${before.split("\n").length}, column: ${offset - before.lastIndexOf("\n")}`;
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

/** A character as AWS's parser names it: `'a' (code 97)`, `'“' (code 8220 / 0x201c)`, `(CTRL-CHAR, code 0)`. */
function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return `'${character[0]}' (code ${code}${code > 255 ? ` / 0x${code.toString(16)}` : ""})`;
}
