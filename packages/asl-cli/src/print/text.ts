import { columns, columnsOf } from "asl-core";

export { columns, printable, printableLines } from "asl-core";

/** The beginning of a text that fits, with "…" where something was left out. */
export function cut(text: string, width: number): string {
  if (text.length <= 4 * width && columns(text) <= width) return text;
  let sum = 0;
  let kept = "";
  for (const char of text) {
    sum += columnsOf(char);
    if (sum > width - 1) return `${kept}…`;
    kept += char;
  }
  return kept;
}

/** A text of at most `most` UTF-16 units or so: of a longer one the middle gives way to "…". */
export function middleCut(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${text.slice(0, half).replace(/[\ud800-\udbff]$/, "")}…${text.slice(-half).replace(/^[\udc00-\udfff]/, "")}`;
}

/** A whole number with its thousands apart. Not `toLocaleString`: that loads the locale data, 15 ms at start. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
