import { type Token, tokenize } from "@humanwhocodes/momoa";
import { fixedPiece, type MappedText, mappedText, type Piece, rawPiece } from "./mapped-text.js";

/** Where a text stops being JSON5. */
export interface Json5Fault {
  problem: string;
  offset: number;
}

/**
 * Writes JSON5 — comments, trailing commas, keys without quotes, single quotes, `+1`, `.5`, `0x1F` — as JSON in which
 * every character knows its place in the text. Only words are looked at: whether they make sense is for the reader of
 * JSON to say. Linear.
 */
export function json5ToJson(text: string): MappedText | Json5Fault {
  const tokens = tokensOf(text);
  return Array.isArray(tokens) ? new Writer(text, tokens).write() : tokens;
}

/** A line's end is added: where a text ends in a backslash inside quotes, the tokenizer would search on for ever. */
function tokensOf(text: string): Token[] | Json5Fault {
  try {
    const tokens = tokenize(`${text}\n`, { mode: "json5", ranges: true });
    return tokens.filter(({ type }) => type !== "LineComment" && type !== "BlockComment");
  } catch (error) {
    const { message, offset } = error as Error & { offset?: number };
    if (offset === undefined) throw error;
    return {
      problem: message.replace(/ \(\d+:\d+\)$/, "").replace(/ found\.$/, ""),
      offset: Math.min(offset, text.length),
    };
  }
}

const startOf = (token: Token): number => token.loc.start.offset;
const endOf = (token: Token): number => token.loc.end.offset;

class Writer {
  private readonly pieces: Piece[] = [];
  private done = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  write(): MappedText {
    for (let index = 0; index < this.tokens.length; index++) {
      if (this.isPlaceholder(index)) index = this.placeholder(index);
      else this.token(this.tokens[index], this.tokens[index + 1]);
    }
    return mappedText(this.pieces, 0);
  }

  private token(token: Token, next: Token | undefined): void {
    this.blanks(startOf(token));
    if (token.type === "Comma" && (next?.type === "RBrace" || next?.type === "RBracket")) this.done = endOf(token);
    else this.add(next?.type === "Colon" ? this.key(token) : this.piece(token, this.written(token)), endOf(token));
  }

  private written(token: Token): string {
    return this.text.slice(startOf(token), endOf(token));
  }

  /** Any word may be a key, `null` too. */
  private key(token: Token): Piece {
    const written = this.written(token);
    return NAME.test(written) ? this.quoted(identifier(written), token) : this.piece(token, written);
  }

  private quoted(name: string, token: Token): Piece {
    return fixedPiece(JSON.stringify(name), startOf(token), endOf(token));
  }

  private piece(token: Token, written: string): Piece {
    if (token.type === "Identifier" && !NUMBERS.has(written)) return this.quoted(identifier(written), token);
    if (token.type === "Number" && !PLAIN.test(written) && Number.isFinite(numberOf(written)))
      return fixedPiece(String(numberOf(written)), startOf(token), endOf(token));
    if (token.type === "String") return stringPiece(this.text, startOf(token), endOf(token));
    return rawPiece(this.text, startOf(token), endOf(token));
  }

  /** `${` opens a placeholder, which others fill: it stays as it is. */
  private isPlaceholder(index: number): boolean {
    const [dollar, brace] = [this.tokens[index], this.tokens[index + 1]];
    return brace?.type === "LBrace" && startOf(brace) === endOf(dollar) && this.text[startOf(brace) - 1] === "$";
  }

  private placeholder(index: number): number {
    let last = index + 1;
    while (last < this.tokens.length - 1 && this.tokens[last].type !== "RBrace") last++;
    this.blanks(startOf(this.tokens[index]));
    const [start, end] = [startOf(this.tokens[index]), endOf(this.tokens[last])];
    this.add(rawPiece(this.text, start, end), end);
    return last;
  }

  /** What stands between words, comments too, is one blank. */
  private blanks(start: number): void {
    if (start > this.done) this.add(fixedPiece(" ", this.done, start), start);
  }

  private add(piece: Piece, end: number): void {
    this.pieces.push(piece);
    this.done = end;
  }
}

const NAME = /^[\p{ID_Start}_$\\]/u;
const NUMBERS = new Set(["NaN", "Infinity"]);
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** NaN for what is none: the tokenizer takes a point and the line's end behind it for a number. */
function numberOf(written: string): number {
  const digits = written.replace(/^[+-]/, "");
  return (written.startsWith("-") ? -1 : 1) * (digits === "" ? Number.NaN : Number(digits));
}

const identifier = (written: string): string =>
  written.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A string in single quotes or with JSON5's escapes, as JSON writes it. */
function stringPiece(text: string, start: number, end: number): Piece {
  if (text[start] === '"' && !FOREIGN.test(text.slice(start, end))) return rawPiece(text, start, end);
  const parts: string[] = ['"'];
  const places: number[] = [start, start + 1];
  const add = (written: string, from: number, to: number): void => {
    parts.push(written);
    for (let unit = 0; unit < written.length; unit++) places.push(from, to);
  };
  for (let at = start + 1; at < end - 1; ) {
    const length = text[at] === "\\" ? escapeLength(text, at) : 1;
    add(json(text.slice(at, at + length)), at, at + length);
    at += length;
  }
  add('"', end - 1, end);
  return { text: parts.join(""), start: (at) => places[2 * at], end: (at) => places[2 * at + 1] };
}

/** What JSON knows no escape for, and what it wants escaped. */
const FOREIGN = /\\[^"\\/bfnrtu]|\p{Cc}/u;

function escapeLength(text: string, at: number): number {
  const letter = text[at + 1];
  if (letter === "u") return 6;
  if (letter === "x") return 4;
  return letter === "\r" && text[at + 2] === "\n" ? 3 : 2;
}

const ESCAPES: Readonly<Record<string, string | undefined>> = { v: "\\u000b", "0": "\\u0000" };

/** One character of a JSON5 string, or one escape, as JSON writes it. */
function json(written: string): string {
  if (written[0] !== "\\") return JSON.stringify(written).slice(1, -1);
  if (/^\\["\\/bfnrtu]/.test(written)) return written;
  if (/^\\[\r\n\u2028\u2029]/.test(written)) return "";
  if (written[1] === "x") return `\\u00${written.slice(2)}`;
  return (
    (Object.hasOwn(ESCAPES, written[1]) ? ESCAPES[written[1]] : undefined) ?? JSON.stringify(written[1]).slice(1, -1)
  );
}
