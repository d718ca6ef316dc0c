import type { PositionNode, Span } from "./positions.js";

/** Where each character of a string's value begins and ends in a text. */
export interface ScalarPlaces {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Lays the value of a JSON or YAML string beside its notation at `start`..`end`, from left to right: double quotes with
 * escapes, single quotes with doubled ones, plain text, `|` and `>` blocks. Line breaks that fold into one character all
 * belong to it. A value that is not what the notation says still gets places inside `start`..`end`. Linear.
 */
export function scalarPlaces(text: string, start: number, end: number, value: string): ScalarPlaces {
  const walk = new Walk(text, Math.min(end, text.length), value);
  const first = text[start];
  if (first === '"') walk.quoted(start + 1, '"');
  else if (first === "'") walk.quoted(start + 1, "'");
  else if (first === "|" || first === ">") walk.block(start);
  else walk.quoted(start, "");
  walk.rest();
  return walk;
}

/** Start and end in a text of a part of the string value that `node` holds. Linear in the string. */
export function offsetsInside(text: string, node: PositionNode, value: string, part: Span): [number, number] {
  if (value === "") return [Math.min(node.start + 1, node.end), Math.min(node.start + 1, node.end)];
  const { starts, ends } = scalarPlaces(text, node.start, node.end, value);
  const start = part.offset < value.length ? starts[part.offset] : ends[value.length - 1];
  const end = Math.min(part.offset + part.length, value.length);
  return [start, part.length === 0 ? start : Math.max(start, ends[end - 1])];
}

class Walk implements ScalarPlaces {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly limit: number,
    private readonly value: string,
  ) {
    this.starts = new Int32Array(value.length);
    this.ends = new Int32Array(value.length);
  }

  private get full(): boolean {
    return this.next >= this.value.length;
  }

  private emit(start: number, end: number): void {
    if (this.full) return;
    this.starts[this.next] = Math.min(start, this.limit);
    this.ends[this.next++] = Math.min(end, this.limit);
  }

  /** What the notation did not account for stands at its end. */
  rest(): void {
    while (!this.full) this.emit(this.limit, this.limit);
  }

  quoted(start: number, quote: string): void {
    let at = start;
    while (at < this.limit && !this.full) {
      const character = this.text[at];
      if (isBlank(character)) at = this.blanks(at);
      else if (quote === '"' && character === "\\") at = this.escape(at);
      else if (character === quote && (quote === '"' || this.text[at + 1] !== "'")) return;
      else {
        const length = character === quote ? 2 : 1;
        this.emit(at, at + length);
        at += length;
      }
    }
  }

  /** Blanks with a line break among them fold: one break is a blank, more are one line break less than there are. */
  private blanks(start: number): number {
    let at = start;
    let breaks = 0;
    while (at < this.limit && isBlank(this.text[at])) if (this.text[at++] === "\n") breaks++;
    if (breaks === 0) for (let one = start; one < at; one++) this.emit(one, one + 1);
    else for (let one = Math.max(1, breaks - 1); one > 0; one--) this.emit(start, at);
    return at;
  }

  private escape(at: number): number {
    const letter = this.text[at + 1];
    if (letter === "\n" || letter === "\r") return this.afterBreak(at + 1);
    const length = ESCAPE_LENGTHS[letter] ?? 2;
    const wide = letter === "U" && this.value.charCodeAt(this.next) >> 10 === 0xd800 >> 10;
    this.emit(at, at + length);
    if (wide) this.emit(at, at + length);
    return at + length;
  }

  private afterBreak(start: number): number {
    let at = start;
    while (at < this.limit && isBlank(this.text[at])) at++;
    return at;
  }

  block(start: number): void {
    const header = this.text.indexOf("\n", start);
    if (header < 0 || header >= this.limit) return;
    const indent = this.indentation(header + 1);
    for (let at = header + 1; at < this.limit && !this.full; ) at = this.blockLine(at, indent);
  }

  /** Blanks before the first line's text, without those that belong to the value. */
  private indentation(start: number): number {
    let at = start;
    let line = start;
    for (; at < this.limit && isBlank(this.text[at]); at++) if (this.text[at] === "\n") line = at + 1;
    let own = 0;
    while (this.value[own] === "\n") own++;
    let spaces = 0;
    while (this.value[own + spaces] === " " || this.value[own + spaces] === "\t") spaces++;
    return Math.max(0, at - line - spaces);
  }

  private blockLine(start: number, indent: number): number {
    const newline = this.text.indexOf("\n", start);
    const end = newline < 0 || newline >= this.limit ? this.limit : newline;
    const last = this.text[end - 1] === "\r" && end > start ? end - 1 : end;
    let at = start;
    while (at < last && at < start + indent && this.text[at] === " ") at++;
    for (; at < last; at++) this.emit(at, at + 1);
    const character = this.value[this.next];
    if (end < this.limit && (character === "\n" || character === " ")) this.emit(last, end + 1);
    return end + 1;
  }
}

const ESCAPE_LENGTHS: Readonly<Record<string, number | undefined>> = Object.assign(Object.create(null), {
  x: 4,
  u: 6,
  U: 10,
});

const isBlank = (character: string): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r";
