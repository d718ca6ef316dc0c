import { printable, shorten } from "../../display.js";
import { type Json, stringify } from "../../json.js";

/** Characters of a value in a sentence. */
const MOST = 80;

/** A value in a sentence: JSON on one line, cut where it is long; "nothing" where there is none. O(size). */
export const shown = (value: Json | undefined): string =>
  value === undefined ? "nothing" : shorten(printable(stringify(value)), MOST);

/** Keys as a JSONPath shows them: `$.orders[0].id`. */
export function pathText(keys: readonly (string | number)[], root = "$"): string {
  return root + keys.map(stepText).join("");
}

function stepText(key: string | number): string {
  if (/^\d+$/.test(String(key))) return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(String(key)) ? `.${key}` : `[${printable(JSON.stringify(key))}]`;
}

/** A name of an error in a sentence; a worker may give none. */
export const errorName = (error: string | null): string =>
  error === null ? "an error without a name" : printable(error);
