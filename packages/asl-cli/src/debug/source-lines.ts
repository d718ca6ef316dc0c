import type { Node, ReadText } from "asl-core";
import { cut, printable } from "../print/text.js";
import type { Paper } from "./paper.js";

/** Lines of a definition around a state, or around a line. */
export interface Excerpt {
  readonly read: ReadText;
  /** 1-based. */
  readonly from: number;
  readonly to: number;
  /** The line that is marked. */
  readonly marked: number;
}

/** The line a state begins on. */
export const lineOf = ({ pointer }: Node, read: ReadText): number | undefined =>
  (read.locate(pointer, "key") ?? read.locate(pointer))?.start.line;

/** All lines of a state, and two before, as many as fit. */
export function excerptOf(read: ReadText, node: Node, most = 30): Excerpt {
  const line = lineOf(node, read) ?? 1;
  const last = read.locate(node.pointer)?.end.line ?? line;
  return { read, from: Math.max(1, line - 2), to: Math.min(last, line + most), marked: line };
}

/** So many lines around one, as far as the text goes. */
export function excerptAround(read: ReadText, line: number, before: number, after: number): Excerpt {
  const last = read.lines.text.split("\n").length;
  return { read, from: Math.max(1, line - before), to: Math.min(last, line + after), marked: line };
}

/** The lines with their numbers, the marked one with an arrow and in bold, lines with breakpoints with a dot. */
export function sourceLines({ width, colours }: Paper, excerpt: Excerpt, breakpoints: ReadonlySet<number>): string[] {
  const { dim, bold, cyan, red } = colours;
  const { read, from, to, marked } = excerpt;
  const digits = String(to).length;
  const texts = read.lines.text.split("\n").slice(from - 1, to);
  return texts.map((text, index) => {
    const line = from + index;
    const arrow = line === marked ? cyan("→") : " ";
    const dot = breakpoints.has(line) ? red("●") : " ";
    const shown = cut(printable(text.replace(/\r$/, "").replaceAll("\t", "  ")), Math.max(8, width - digits - 5));
    return `${dot}${arrow} ${dim(String(line).padStart(digits))}  ${line === marked ? bold(shown) : shown}`;
  });
}
