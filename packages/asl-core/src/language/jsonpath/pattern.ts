/**
 * Regular expressions of filters, matched in time proportional to text × pattern. The host's engine backtracks, and a
 * definition is not trusted; so a pattern becomes a small automaton whose states advance together (Thompson's
 * construction). It covers what both Java's and JavaScript's regular expressions share, except what needs backtracking:
 * back-references, look-around and possessive or atomic groups are refused. As Java's `matches`, the whole text must match.
 */
import { ExpressionSyntaxError } from "../../errors.js";

type CharTest = (code: number) => boolean;

/** One state: a character to read, a fork, an assertion about the position, or the end. */
type State =
  | { readonly kind: "char"; readonly test: CharTest; next: number }
  | { readonly kind: "fork"; next: number; other: number }
  | { readonly kind: "start" | "end"; next: number }
  | { readonly kind: "done" };

const MAX_STATES = 2000;
const MAX_REPEAT = 500;

/** Compiles `/source/flags` to a predicate. Throws ExpressionSyntaxError for what is not supported. */
export function compilePattern(source: string, flags: string): (text: string) => boolean {
  const inline = /^\(\?([a-z]+)\)/.exec(source);
  const builder = new Builder(source.slice(inline?.[0].length ?? 0), flags + (inline?.[1] ?? ""));
  const states = builder.build();
  return (text) => run(states, text);
}

function run(states: readonly State[], text: string): boolean {
  let current = new Set<number>();
  follow(states, 0, current, 0, text.length);
  for (let i = 0; i < text.length && current.size > 0; i++) {
    const code = text.charCodeAt(i);
    const next = new Set<number>();
    for (const index of current) {
      const state = states[index];
      if (state.kind === "char" && state.test(code)) follow(states, state.next, next, i + 1, text.length);
    }
    current = next;
  }
  for (const index of current) if (states[index].kind === "done") return true;
  return false;
}

/** Adds a state and all that can be reached from it without reading. */
function follow(states: readonly State[], from: number, into: Set<number>, position: number, length: number): void {
  const open = [from];
  while (open.length > 0) {
    const index = open.pop()!;
    if (into.has(index)) continue;
    into.add(index);
    const state = states[index];
    if (state.kind === "fork") open.push(state.other, state.next);
    else if (state.kind === "start" && position === 0) open.push(state.next);
    else if (state.kind === "end" && position === length) open.push(state.next);
  }
}

/** The parsed pattern. */
type Piece =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "start" | "end" }
  | { readonly kind: "sequence" | "either"; readonly parts: readonly Piece[] }
  | { readonly kind: "repeat"; readonly part: Piece; readonly least: number; readonly most: number };

class Builder {
  private at = 0;
  private depth = 0;
  private readonly states: State[] = [];
  private readonly ignoreCase: boolean;
  private readonly dotAll: boolean;

  constructor(
    private readonly source: string,
    flags: string,
  ) {
    if (/[^ims]/.test(flags)) this.refuse(`The flag '${flags}' is not supported`);
    this.ignoreCase = flags.includes("i");
    this.dotAll = flags.includes("s");
  }

  build(): State[] {
    const piece = this.either();
    if (this.at < this.source.length) this.refuse("Unbalanced parenthesis");
    this.emit(piece);
    this.add({ kind: "done" });
    return this.states;
  }

  private refuse(message: string): never {
    throw new ExpressionSyntaxError(`${message} in the pattern /${this.source}/`, this.source, this.at);
  }

  private add(state: State): State {
    if (this.states.length >= MAX_STATES) this.refuse("Too many repetitions");
    this.states.push(state);
    return state;
  }

  /** Writes states for a piece so that it ends by falling through to the state written next. */
  private emit(piece: Piece): void {
    switch (piece.kind) {
      case "char":
        this.add({ kind: "char", test: piece.test, next: this.states.length + 1 });
        return;
      case "start":
      case "end":
        this.add({ kind: piece.kind, next: this.states.length + 1 });
        return;
      case "sequence":
        for (const part of piece.parts) this.emit(part);
        return;
      case "either":
        this.emitEither(piece.parts);
        return;
      case "repeat":
        this.emitRepeat(piece);
        return;
    }
  }

  private emitEither(parts: readonly Piece[]): void {
    const jumps: { next: number }[] = [];
    parts.forEach((part, i) => {
      const isLast = i === parts.length - 1;
      const fork = isLast
        ? undefined
        : (this.add({ kind: "fork", next: this.states.length + 1, other: 0 }) as { other: number });
      this.emit(part);
      if (!isLast) jumps.push(this.add({ kind: "fork", next: 0, other: 0 }) as { next: number });
      if (fork !== undefined) fork.other = this.states.length;
    });
    for (const jump of jumps as { next: number; other: number }[]) jump.next = jump.other = this.states.length;
  }

  private emitRepeat(piece: Piece & { kind: "repeat" }): void {
    for (let i = 0; i < piece.least; i++) this.emit(piece.part);
    if (piece.most === Infinity) {
      const start = this.states.length;
      const fork = this.add({ kind: "fork", next: start + 1, other: 0 }) as { other: number };
      this.emit(piece.part);
      this.add({ kind: "fork", next: start, other: start });
      fork.other = this.states.length;
      return;
    }
    const forks: { other: number }[] = [];
    for (let i = piece.least; i < piece.most; i++) {
      forks.push(this.add({ kind: "fork", next: this.states.length + 1, other: 0 }) as { other: number });
      this.emit(piece.part);
    }
    for (const fork of forks) fork.other = this.states.length;
  }

  private either(): Piece {
    if (++this.depth > 50) this.refuse("Too many groups");
    const parts = [this.sequence()];
    while (this.source[this.at] === "|") {
      this.at++;
      parts.push(this.sequence());
    }
    this.depth--;
    return parts.length === 1 ? parts[0] : { kind: "either", parts };
  }

  private sequence(): Piece {
    const parts: Piece[] = [];
    while (this.at < this.source.length && !"|)".includes(this.source[this.at])) parts.push(this.repeated());
    return { kind: "sequence", parts };
  }

  private repeated(): Piece {
    const part = this.single();
    const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})/.exec(this.source.slice(this.at, this.at + 24));
    if (quantifier === null) return part;
    this.at += quantifier[0].length;
    if (this.source[this.at] === "?") this.at++;
    else if ("*+".includes(this.source[this.at] ?? " ")) this.refuse("Possessive quantifiers are not supported");
    const [least, most] = bounds(quantifier);
    if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT) || least > most) this.refuse("Bad repetition");
    return { kind: "repeat", part, least, most };
  }

  private single(): Piece {
    const char = this.source[this.at++];
    switch (char) {
      case "(":
        return this.group();
      case "[":
        return { kind: "char", test: this.set() };
      case ".":
        return { kind: "char", test: this.dotAll ? () => true : (code) => code !== 10 && code !== 13 };
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case "*":
      case "+":
      case "?":
        return this.refuse("Nothing to repeat");
      case "\\":
        return { kind: "char", test: this.escape() };
      default:
        return { kind: "char", test: this.literal(char) };
    }
  }

  private group(): Piece {
    if (this.source[this.at] === "?") {
      if (this.source[this.at + 1] !== ":") this.refuse("This kind of group is not supported");
      this.at += 2;
    }
    const inside = this.either();
    if (this.source[this.at++] !== ")") this.refuse("Unbalanced parenthesis");
    return inside;
  }

  private literal(char: string): CharTest {
    return this.folded((code) => code === char.charCodeAt(0));
  }

  /** With the flag `i`, a character also matches in its other case. */
  private folded(test: CharTest): CharTest {
    if (!this.ignoreCase) return test;
    return (code) => {
      const char = String.fromCharCode(code);
      return test(code) || test(char.toLowerCase().charCodeAt(0)) || test(char.toUpperCase().charCodeAt(0));
    };
  }

  private escape(): CharTest {
    const char = this.source[this.at++];
    if (char === undefined) return this.refuse("A backslash at the end");
    const known = CLASSES[char] ?? CONTROLS[char];
    if (known !== undefined) return known;
    if (/[A-Za-z0-9]/.test(char)) return this.refuse(`The escape '\\${char}' is not supported`);
    return this.literal(char);
  }

  private set(): CharTest {
    const negated = this.source[this.at] === "^";
    if (negated) this.at++;
    const tests: CharTest[] = [];
    for (let first = true; first || this.source[this.at] !== "]"; first = false) {
      if (this.at >= this.source.length || this.source[this.at] === "[" || this.source.startsWith("&&", this.at))
        this.refuse("This character class is not supported");
      tests.push(this.member());
    }
    this.at++;
    const any = this.folded((code) => tests.some((test) => test(code)));
    return negated ? (code) => !any(code) : any;
  }

  private member(): CharTest {
    const char = this.source[this.at++];
    if (char === "\\") return this.escape();
    const high = this.source[this.at + 1];
    if (this.source[this.at] !== "-" || high === "]" || high === "\\" || high === undefined) return this.literal(char);
    this.at += 2;
    const [from, to] = [char.charCodeAt(0), high.charCodeAt(0)];
    return (code) => code >= from && code <= to;
  }
}

function bounds(quantifier: RegExpExecArray): [number, number] {
  const [text, least, comma, most] = quantifier;
  if (text === "*") return [0, Infinity];
  if (text === "+") return [1, Infinity];
  if (text === "?") return [0, 1];
  return [Number(least), comma === undefined ? Number(least) : most === "" ? Infinity : Number(most)];
}

const isDigit: CharTest = (code) => code >= 48 && code <= 57;
const isWord: CharTest = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: CharTest = (code) => code === 32 || (code >= 9 && code <= 13);

const CLASSES: Record<string, CharTest> = {
  d: isDigit,
  D: (code) => !isDigit(code),
  w: isWord,
  W: (code) => !isWord(code),
  s: isSpace,
  S: (code) => !isSpace(code),
};

const CONTROLS: Record<string, CharTest> = Object.fromEntries(
  Object.entries({ t: 9, n: 10, r: 13, f: 12 }).map(([name, expected]) => [name, (code: number) => code === expected]),
);
