import { readText } from "asl-core";
import { SourceError } from "./source-error.js";

/** Says where JSON breaks. Linear. */
export function jsonError(text: string, hint = ""): SourceError {
  const { diagnostics } = readText(text, { format: "json" });
  const found = diagnostics.find(({ rule }) => rule === "invalid-json");
  if (found?.range === undefined) return damaged(text, hint);
  const { line, column } = found.range.start;
  const cut = /end-of-input/i.test(found.message) || isCutAt(text, found.range.start.offset);
  return new SourceError(cut ? "its JSON breaks off" : `its JSON is damaged: ${found.message}`, hint, { line, column });
}

/**
 * The same for texts that are too long to be parsed for positions, as far as the browser tells: all but Safari say a place.
 * Linear.
 */
function damaged(text: string, hint: string): SourceError {
  const words = complaintOf(text.replace(/^\ufeff/, " "));
  const offset = /^Unexpected end/.test(words)
    ? text.length
    : Number(/ at position (\d+)/.exec(words)?.[1] ?? Number.NaN);
  const known = / at line (\d+) column (\d+)/.exec(words);
  if (known === null && Number.isNaN(offset)) return new SourceError("its JSON is damaged or breaks off", hint);
  const place = known === null ? placeOf(text, offset) : { line: Number(known[1]), column: Number(known[2]) };
  const isCut = isCutAt(text, offset);
  const what = words.replace(/^JSON\.parse: | in JSON.*$|(?: of the JSON data)? at (?:line|position).*$/gs, "");
  return new SourceError(isCut ? "its JSON breaks off" : `its JSON is damaged: ${what}`, hint, place);
}

/** Whether a fault at an offset is that a text breaks off: it lies at its end, and is no bracket that closes too early. */
function isCutAt(text: string, offset: number): boolean {
  const end = text.trimEnd().length;
  return offset >= end || (offset === end - 1 && !/[\]}]/.test(text[offset]));
}

/** What the browser says of a text that is no JSON; "" where it finds no fault. */
function complaintOf(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  let [line, start] = [1, 0];
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", start))
    [line, start] = [line + 1, at + 1];
  return { line, column: offset - start + 1 };
}
