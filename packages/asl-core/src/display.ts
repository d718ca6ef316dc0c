/** Characters that would steer a terminal or turn the direction of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A foreign text made safe for one line of a terminal: what would steer it is shown as an escape. Linear. */
export const printable = (text: string): string =>
  text.replace(STEERING, (char) => {
    if (char === "\n") return "\\n";
    if (char === "\t") return "\\t";
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });

/** The same for texts of several lines: line breaks stay. */
export const printableLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => printable(line.replaceAll("\t", "  ")))
    .join("\n");

/** A text of at most `most` UTF-16 units; of a longer one the beginning, with "…" behind it. */
export const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** A text as a sentence: with a full stop, unless it ends in one or in a sign that stands for one. */
export const ended = (text: string): string => (/[.!?…]["')\]]?$/.test(text) ? text : `${text}.`);

const PLAIN = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25ff]*$/;
const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Columns a text takes in a terminal. Linear. */
export function columns(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let sum = 0;
  for (const char of text) sum += columnsOf(char);
  return sum;
}

/** Columns one character takes in a terminal: 0, 1 or 2. */
export const columnsOf = (char: string): number => (WIDE.test(char) ? 2 : NONE.test(char) ? 0 : 1);
