import { columnsOf, printable } from "asl-core";

/** A font's share in what a text takes: its size in pixels, and whether it is set bold. */
export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

/** Advance widths of the printable ASCII characters in thousandths of the size, of a usual sans-serif. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
/** What a reader's font may take more than that one. */
const SLACK = 1.15;
const BOLD = 1.12;
const OTHER = 620;

/**
 * About how wide a text is drawn, in pixels: the same on every machine, since no font is asked. Wide East Asian
 * characters count as two. Linear.
 */
export function widthOf(text: string, font: Font): number {
  let sum = 0;
  for (const char of text) sum += widthOfChar(char);
  return (sum * font.size * SLACK * (font.bold ? BOLD : 1)) / 1000;
}

function widthOfChar(char: string): number {
  const code = char.charCodeAt(0);
  if (code >= 32 && code < 127) return WIDTHS[code - 32];
  return [0, OTHER, 1000][columnsOf(char)];
}

/** A foreign text with what would turn it round, or steer what shows it, as escapes; lines and tabs stay. Linear. */
export const visible = (text: string): string => text.replace(/[^\n\r\t]+/g, printable);

/** Longer texts are cut before anything looks at them. */
const LONGEST = 400;

/** A foreign text made fit for one line: steering characters as escapes, blanks folded, at most 400 units. */
export const lineOf = (text: string): string => printable(text.slice(0, LONGEST).replace(/\s+/g, " ").trim());

/** A foreign text as `lineOf` has it, or its beginning with "…" behind it: at most `room` characters, none of them in parts. */
export function cut(text: string, room: number): string {
  const line = lineOf(text);
  if (line.length <= room) return line;
  const chars = [...line];
  return chars.length <= room ? line : `${chars.slice(0, Math.max(0, room - 1)).join("")}…`;
}

/** The text, or as much of its beginning as fits, with "…" behind it. */
export function elide(text: string, width: number, font: Font): string {
  if (widthOf(text, font) <= width) return text;
  const chars = [...text];
  let room = width - widthOf("…", font);
  let taken = 0;
  for (const char of chars) {
    room -= widthOf(char, font);
    if (room < 0) break;
    taken++;
  }
  return `${chars.slice(0, taken).join("").trimEnd()}…`;
}

/** A text in at most two lines that fit, broken where words end; what is left over is elided. */
export function wrap(text: string, width: number, font: Font): string[] {
  if (widthOf(text, font) <= width) return [text];
  const words = wordsOf(text);
  const [first, rest] = bestBreak(words, width, font);
  return rest === "" ? [elide(first, width, font)] : [elide(first.trimEnd(), width, font), elide(rest, width, font)];
}

/** Where a name may be broken: behind blanks and signs, and where CamelCase starts a word. */
const wordsOf = (text: string): string[] =>
  text.split(/(?<=[\s_\-.:/])|(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);

/** The break that leaves both lines about as long, where one does. */
function bestBreak(words: readonly string[], width: number, font: Font): [string, string] {
  let best: [string, string] = [words.join(""), ""];
  let least = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut < words.length; cut++) {
    const lines: [string, string] = [words.slice(0, cut).join(""), words.slice(cut).join("")];
    const [a, b] = lines.map((line) => widthOf(line.trimEnd(), font));
    const cost = Math.max(a, b) + (a > width ? 10_000 : 0);
    if (cost >= least) continue;
    least = cost;
    best = lines;
  }
  return best;
}
