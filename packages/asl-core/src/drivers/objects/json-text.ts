import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { isObject, type Json, type JsonObject, own } from "../../json.js";
import { type Dataset, refusal } from "./dataset.js";
import { LIMITS } from "./limits.js";

/** Parses JSON whose nesting is bounded; `name` says what is read. Throws States.ItemReaderFailed. O(length). */
export function parseJson(text: string, name: string): Json {
  if (nestsTooDeep(text)) throw refusal(`${name} nests deeper than ${LIMITS.depth} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(`${name} is not valid JSON${place(text)}.`);
  }
}

/** JSON text written anew takes at most this many bytes per UTF-16 unit read: 1e20 becomes 100000000000000000000. */
const GROWTH = 6;

/** Counts brackets outside strings. In a text that is not JSON the count may be off, but then parsing fails anyway. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) i = stringEnd(text, i);
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > LIMITS.depth) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  return false;
}

function stringEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}

/** Where and why: engines word their own messages differently, and some without a position. */
function place(text: string): string {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length === 0) return "";
  const before = text.slice(0, errors[0].offset).split("\n");
  const column = before[before.length - 1].length + 1;
  return ` (line ${before.length}, column ${column}: ${printParseErrorCode(errors[0].error)})`;
}

/**
 * Adds the elements of a JSON array to the dataset, or the entries of an object with their keys. ItemsPointer, an
 * RFC 6901 JSON Pointer, selects a part of the file first. Anything else cannot be iterated.
 */
export function readJson(text: string, config: JsonObject, source: string, dataset: Dataset, objects: boolean): void {
  const value = pointed(parseJson(text, source), own(config, "ItemsPointer"));
  const atMost = text.length * GROWTH;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length && !dataset.full; i++) dataset.push(value[i], source, undefined, atMost);
  } else if (isObject(value) && objects) {
    for (const key of Object.keys(value)) if (!dataset.full) dataset.push(value[key], source, key, atMost);
  } else throw refusal("Attempting to map over non-iterable node.");
}

function pointed(value: Json, pointer: Json | undefined): Json {
  if (pointer === undefined || pointer === "") return value;
  if (typeof pointer !== "string" || !pointer.startsWith("/")) throw refusal(UNMATCHED);
  let part: Json | undefined = value;
  for (const token of pointer.slice(1).split("/")) {
    part = child(part, token.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (part === undefined) throw refusal(UNMATCHED);
  }
  return part;
}

const UNMATCHED = "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.";

function child(value: Json, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d{0,15})$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) ? own(value, token) : undefined;
}

/** Adds one item per line; blank lines are no items. */
export function readJsonLines(text: string, source: string, dataset: Dataset): void {
  let number = 1;
  for (let start = 0; start < text.length && !dataset.full; number++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() !== "")
      dataset.push(parseJson(line, `Line ${number} of ${source}`), source, undefined, line.length * GROWTH);
    start = end + 1;
  }
}
