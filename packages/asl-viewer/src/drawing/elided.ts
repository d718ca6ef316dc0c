import { lineOf } from "../text.js";

const LONGEST = 80;

/** A text of one line and at most 80 characters, for formats that measure texts themselves. */
export function elided(text: string): string {
  const chars = [...lineOf(text)];
  return chars.length > LONGEST ? `${chars.slice(0, LONGEST - 1).join("")}…` : chars.join("");
}
