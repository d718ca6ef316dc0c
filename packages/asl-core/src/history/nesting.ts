import { type Json, MAX_NESTING, nestsTooDeeply, parseJson } from "../json.js";

/** Whether a value, or the JSON in a text, is nested too deeply to enter the interpreter. Reads few texts: O(size). */
export function isTooDeep(value: Json): boolean {
  if (typeof value !== "string") return nestsTooDeeply(value);
  return opens(value) > MAX_NESTING && nestsTooDeeply(parseJson(value) ?? null);
}

/** How many brackets and braces a text opens. */
function opens(text: string): number {
  if (text.length <= MAX_NESTING) return 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) count++;
  }
  return count;
}
