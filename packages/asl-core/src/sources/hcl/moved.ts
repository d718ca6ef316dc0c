import { fileSpan } from "../embedded.js";
import { type MappedText, partOf } from "../mapped-text.js";

/**
 * What was read from a mapped text, its places in the file instead: expressions, and templates whose texts then know the
 * place of each of their characters. Linear; as deep as what was read.
 */
export function moved<T>(read: T, mapped: MappedText): T {
  if (Array.isArray(read)) return read.map((one) => moved(one, mapped)) as T;
  if (typeof read !== "object" || read === null) return read;
  const from = { ...read } as Record<string, unknown>;
  const to: Record<string, unknown> = {};
  for (const key in from) to[key] = moved(from[key], mapped);
  const { start, end, text } = from;
  if (typeof start !== "number" || typeof end !== "number") return to as T;
  [to.start, to.end] = fileSpan(mapped, start, end);
  if (text !== undefined && String(text).length === end - start) to.piece = partOf(mapped, start, end);
  return to as T;
}
