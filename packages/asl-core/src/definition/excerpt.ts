import { columns, columnsOf, printable } from "../display.js";
import type { Lines, Range } from "./positions.js";

/** A line of a text as a terminal shows it; the columns `from` up to `to`, counted from 0, are meant (none: equal). */
export interface ExcerptLine {
  number: number;
  text: string;
  from: number;
  to: number;
}

/** The lines a range stands in, in order; "gap" stands for lines left out. Plain data of bounded size. */
export type Excerpt = (ExcerptLine | "gap")[];

/** How much of a text an excerpt shows. */
export interface ExcerptOptions {
  /** Lines shown before the first one meant. Default 0. */
  context?: number;
  /** Columns of the text shown; longer lines are cut around what is meant. Default 100. */
  width?: number;
}

/** No part at all. */
const NOWHERE: Part = { from: 0, to: 0 };

/** Most lines of a range that are all shown; of longer ones the first and the last are. */
const WHOLE = 3;

/** A part of a line in UTF-16 units. */
interface Part {
  from: number;
  to: number;
}

/** The width of an excerpt that fits a terminal of so many columns, line numbers and the sign of a cut included. */
export const excerptWidth = ({ end }: Range, terminal: number): number =>
  Math.max(1, terminal - String(end.line).length - " | …".length);

/** The lines a range stands in. Costs no more than the columns it shows, however long the lines are. */
export function excerptOf(range: Range, lines: Lines, { context = 0, width = 100 }: ExcerptOptions = {}): Excerpt {
  const { start, end } = range;
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  const show = (number: number, part: Part = NOWHERE) => layOut(number, lines.line(number), part, width);
  const excerpt: Excerpt = [];
  for (let number = Math.max(1, start.line - context); number < start.line; number++)
    if (excerpt.length > 0 || !isBlank(lines.line(number))) excerpt.push(show(number));
  for (let number = start.line; number <= last; number++) {
    if (number > start.line && number < last && last - start.line >= WHOLE) {
      excerpt.push("gap");
      number = last;
    }
    excerpt.push(show(number, partOf(number, range, lines.line(number))));
  }
  return excerpt;
}

const isBlank = (line: string): boolean => line.length < 1000 && line.trim() === "";

/** Blanks at a line's beginning that are looked for: more are marked as well. */
const INDENT = /^[ \t]{0,200}/;

function partOf(number: number, { start, end }: Range, line: string): Part {
  const from = number === start.line ? start.column - 1 : (INDENT.exec(line)?.[0].length ?? 0);
  const to = number === end.line ? end.column - 1 : line.length;
  return { from, to: Math.max(to, from) };
}

/** Columns of the line shown before what is meant, where its beginning is cut off. */
const LEAD = 40;
/** A tab as wide as most people indent. */
const TAB = "  ";
const CUT = "…";

/** One line as a terminal shows it; of a part, at least one column is marked. */
function layOut(number: number, line: string, part: Part, width: number): ExcerptLine {
  const start = startOf(line, part.from, width);
  let text = start > 0 ? CUT : "";
  let column = start > 0 ? 1 : 0;
  let at = start;
  let from = column;
  let to = column;
  for (const char of line.slice(start, start + 2 * width)) {
    const shown = shownAs(char);
    const wide = columns(shown);
    if (column + wide > width) {
      text += CUT;
      break;
    }
    text += shown;
    column += wide;
    at += char.length;
    if (at <= part.from) from = column;
    if (at <= part.to) to = column;
  }
  return { number, text, from, to: part === NOWHERE ? from : Math.max(to, from + 1) };
}

/** Where a line is shown from: its beginning, if what is meant then stands in the first four fifths of the width. */
function startOf(line: string, meant: number, width: number): number {
  if (meant <= width && columnsShown([...line.slice(0, meant)]) <= width * 0.8) return 0;
  const before = [...line.slice(Math.max(0, meant - 2 * LEAD), meant)].reverse();
  let start = meant;
  let room = Math.min(LEAD, width / 2);
  for (const char of before) {
    room -= columns(shownAs(char));
    if (room < 0 || /^[\udc00-\udfff]/.test(char)) break;
    start -= char.length;
  }
  return start;
}

const columnsShown = (chars: string[]): number => chars.reduce((sum, char) => sum + columns(shownAs(char)), 0);

/** What steers a terminal is shown as one sign, so that marks stand under what they mean. */
function shownAs(char: string): string {
  if (char === "\t") return TAB;
  return printable(char) === char && columnsOf(char) > 0 ? char : isJoined(char) ? char : "\ufffd";
}

/** Characters without a width of their own that belong to the one before them. */
const isJoined = (char: string): boolean => /^(?:[\p{Mn}\p{Me}]|\u200d|\ufe0f)$/u.test(char);
