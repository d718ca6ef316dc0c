import type { Json } from "asl-core";
import { columns, cut, grouped, printable, printableLines } from "../print/text.js";

/** Lines of a value that are shown at most, and columns of each. */
const LINES = 200;
const LONGEST = 1000;

/** A value for people: on one line where it fits into `width`, else laid out. */
export function valueLines(value: Json, width: number, most = LINES): string[] {
  const short = JSON.stringify(value);
  if (short.length <= width * 2 && columns(short) <= width) return [printable(short)];
  const lines = printableLines(JSON.stringify(value, null, 2)).split("\n");
  const shown = lines.slice(0, most).map((line) => cut(line, LONGEST));
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `… ${grouped(more)} more lines: print a part of it`] : shown;
}
