import { type Json, put } from "../json.js";

/**
 * A copy that shares nothing with `value`. Values are shared inside the interpreter because nobody changes them; a
 * handler's code may well change what it was given, or what it has given back. O(size).
 */
export function ownCopy(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(ownCopy);
  const copy = { ...value };
  for (const key of Object.keys(copy)) {
    const member = copy[key];
    if (typeof member === "object" && member !== null) put(copy, key, ownCopy(member));
  }
  return copy;
}
