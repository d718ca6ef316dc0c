import type { Json } from "../json.js";

/**
 * JSON texts, read twice at most. The common case costs one `JSON.parse` and one scan that allocates nothing
 * (`surveyJson`); only a text with something to report, or whose positions are asked for, goes through the parser of
 * json-text.ts, which knows where everything stands. All of it is linear in the length of the text.
 */

/** What can be said of a JSON text without parsing it. `members` counts colons outside strings. */
export interface Survey {
  depth: number;
  members: number;
  /** An integer of 16 digits or more, an exponent, or half of a surrogate pair: worth a closer look. */
  suspicious: boolean;
}

const BLANK = 32;
const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** Looks over a JSON text without allocating. What it counts is right for JSON; of other texts nothing is promised. */
export function surveyJson(text: string): Survey {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let digits = 0;
  let suspicious = false;
  const end = text.length;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code <= BLANK) {
      digits = 0; // most of an indented text: asked for first
      continue;
    }
    if (code >= 48 && code <= 57) {
      if (++digits > 15) suspicious = true;
      continue;
    }
    if (digits > 0 && (code | 32) === 101) suspicious = true;
    digits = 0;
    if (code === QUOTE) {
      for (at++; at < end; at++) {
        const inner = text.charCodeAt(at);
        if (inner === QUOTE) break;
        if (inner < BACKSLASH) continue;
        if (inner === BACKSLASH) {
          at++;
          if (text.charCodeAt(at) === 117 && (text.charCodeAt(at + 1) | 32) === 100) suspicious = true;
        } else if (inner >= 0xd800 && inner <= 0xdfff) suspicious = true;
      }
    } else if (code === COLON) members++;
    else if (code === 123 || code === 91) {
      if (++depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth--;
  }
  return { depth: deepest, members, suspicious };
}

/** How many members all objects of a parsed text have together: fewer than it has colons where keys were given twice. */
export function countMembers(value: Json): number {
  let members = 0;
  const pending: Json[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) {
      for (const inner of next) if (typeof inner === "object") pending.push(inner);
    } else
      for (const key in next) {
        members++;
        if (typeof next[key] === "object") pending.push(next[key]);
      }
  }
  return members;
}
