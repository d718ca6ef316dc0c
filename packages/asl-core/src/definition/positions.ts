import { parsePointer } from "./location.js";

/** A place in a text: line and column count from 1, offset from 0; columns and offsets count UTF-16 units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

/** From `start` up to but not including `end`. */
export interface Range {
  start: Position;
  end: Position;
}

/** A part of a string value, in UTF-16 units. */
export interface Span {
  offset: number;
  length: number;
}

/** Where one value stands in a text, with its key when it has one. Children by key, or by index as text. */
export interface PositionNode {
  start: number;
  end: number;
  keyStart: number;
  keyEnd: number;
  children: Map<string, PositionNode> | undefined;
}

/** Offsets to lines and columns. Built once per text in linear time; a lookup is a binary search. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - this.starts[low] + 1, offset: at };
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(Math.max(start, end)) };
  }

  /** The text of a line, counted from 1, without its end. */
  line(number: number): string {
    const start = this.starts[number - 1];
    if (start === undefined) return "";
    const end = number < this.starts.length ? this.starts[number] - 1 : this.text.length;
    return this.text.slice(start, this.text[end - 1] === "\r" && end > start ? end - 1 : end);
  }
}

/** The node a pointer leads to, or undefined where the text has none. */
export function findNode(root: PositionNode | undefined, pointer: string): PositionNode | undefined {
  let node = root;
  for (const key of parsePointer(pointer)) node = node?.children?.get(key);
  return node;
}

/**
 * The offset in a text of character `inner` of a string value written at `start`..`end`, whatever its notation: JSON and
 * YAML escapes, doubled quotes, folded and indented lines. The value is laid beside its notation from left to right, so
 * the cost is linear in the length of the string.
 */
export function offsetInside(text: string, start: number, end: number, value: string, inner: number): number {
  let at = start;
  if (text[at] === '"' || text[at] === "'") at++;
  else if (text[at] === "|" || text[at] === ">") at = nextLine(text, at, end);
  for (let i = 0; i < inner && at < end; i++) at = afterCharacter(text, at, end, value[i]);
  return Math.min(skipIndentation(text, at, end, value[inner]), end);
}

/** Start and end in a text of a part of the string value that `node` holds. Linear in the length of the string. */
export function offsetsInside(text: string, node: PositionNode, value: string, part: Span): [number, number] {
  const start = offsetInside(text, node.start, node.end, value, part.offset);
  if (part.length === 0) return [start, start];
  const last = offsetInside(text, node.start, node.end, value, part.offset + part.length - 1);
  return [start, Math.max(start, Math.min(last + 1, node.end))];
}

function nextLine(text: string, at: number, end: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 || newline >= end ? at : newline + 1;
}

function afterCharacter(text: string, from: number, end: number, character: string): number {
  const at = skipIndentation(text, from, end, character);
  if (text[at] === "\\" && text[at + 1] !== undefined && !(character === "\\" && text[at + 1] !== "\\"))
    return at + escapeLength(text[at + 1]);
  if (text[at] === "'" && text[at + 1] === "'" && character === "'") return at + 2;
  return at + 1;
}

function escapeLength(letter: string): number {
  if (letter === "u") return 6;
  if (letter === "x") return 4;
  return letter === "U" ? 10 : 2;
}

/** Skips line breaks and blanks the notation has and the value has not. */
function skipIndentation(text: string, from: number, end: number, character: string | undefined): number {
  let at = from;
  const blank = character === " " || character === "\n" || character === "\t";
  while (at < end && !blank && (text[at] === " " || text[at] === "\n" || text[at] === "\r")) at++;
  return at;
}
