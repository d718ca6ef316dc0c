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

/** A text in lines of at most so many columns, broken between words where it has no colours; colours go on in the next line. */
export function wrap(text: string, room: number, most = 20): string[] {
  if (width(text) <= room) return [text];
  if (!text.includes("\u001b")) return wrapWords(text, room, most);
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

/** Lines that follow begin two columns further in than the first. */
function wrapWords(text: string, room: number, most: number): string[] {
  const indent = " ".repeat(Math.min(/^ */.exec(text)![0].length + 2, Math.floor(room / 2)));
  const lines: string[] = [];
  for (let rest = text; rest !== ""; ) {
    if (columns(rest) <= room) {
      lines.push(rest);
      break;
    }
    let end = 0;
    for (let used = 0; end < rest.length; end += codeUnits(rest, end)) {
      used += columns(rest.slice(end, end + codeUnits(rest, end)));
      if (used > room) break;
    }
    const blank = rest.lastIndexOf(" ", end);
    const at = blank > indent.length ? blank : end;
    lines.push(rest.slice(0, at));
    if (lines.length === most) return [...lines.slice(0, -1), fit(`${lines.at(-1)}…`, room)];
    rest = indent + rest.slice(at).trimStart();
  }
  return lines;
}

const codeUnits = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
