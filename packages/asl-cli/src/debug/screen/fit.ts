import { cutPainted, PAINT } from "../../print/line.js";
import { columns } from "../../print/text.js";

/** Colour sequences, and what stands between them. */
const PARTS = new RegExp(`(${PAINT.source})`);

/** Columns of a text that may hold colour sequences. */
export const width = (text: string): number => columns(text.replace(PAINT, ""));

/** The text in exactly so many columns: cut with "…", or filled with blanks. */
export function fit(text: string, room: number): string {
  if (room <= 0) return "";
  const used = width(text);
  return used > room ? pad(cutPainted(text, room), room) : text + " ".repeat(room - used);
}

/** Wide characters may leave one column free where a text is cut. */
function pad(text: string, room: number): string {
  return text + " ".repeat(Math.max(0, room - width(text)));
}

/** A text in lines of at most so many columns, broken anywhere; colours go on in the next line. */
export function wrap(text: string, room: number, most = 20): string[] {
  if (width(text) <= room) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  let colour = "";
  for (const part of text.split(PARTS)) {
    if (part.startsWith("\u001b[")) {
      colour = /\[(?:0|2[2-9]|39|49)m$/.test(part) ? "" : colour + part;
      line += part;
      continue;
    }
    for (const char of part) {
      const wide = columns(char);
      if (used + wide > room) {
        lines.push(colour === "" ? line : `${line}\u001b[0m`);
        if (lines.length === most) return [...lines.slice(0, -1), fit(`${lines.at(-1)}…`, room)];
        line = colour;
        used = 0;
      }
      line += char;
      used += wide;
    }
  }
  return [...lines, line];
}
