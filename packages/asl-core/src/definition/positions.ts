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

/** A place without key and children. */
export const bareNode = (start: number, end: number): PositionNode => ({
  start,
  end,
  keyStart: -1,
  keyEnd: -1,
  children: undefined,
});

/** Index of the last of several numbers, in ascending order, that is no more than `value`; 0 where none is. */
export function lastAtMost(numbers: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const BYTE_ORDER_MARK = 0xfeff;

/** Offsets to lines and columns; a byte order mark has none, as in editors. Built once per text in linear time; a lookup is a binary search. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.starts[0] = 1;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.starts.push(at + 1);
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = lastAtMost(this.starts, at);
    return { line: line + 1, column: Math.max(at - this.starts[line], 0) + 1, offset: at };
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
