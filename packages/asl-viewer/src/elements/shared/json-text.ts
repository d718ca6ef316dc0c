import { type Json, readText } from "asl-core";

/** A text as JSON: its value, or what is wrong with it and where. */
export type JsonText = { readonly value: Json } | { readonly fault: string; readonly offset: number };

/** Reads a text that a person writes. An empty one is not JSON either. Linear. */
export function readJson(text: string): JsonText {
  if (text.trim() === "") return { fault: "write a JSON value, such as {}", offset: 0 };
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    const found = readText(text, { format: "json" }).diagnostics.find(({ range }) => range !== undefined);
    if (found?.range === undefined) return { fault: error instanceof Error ? error.message : String(error), offset: 0 };
    const { line, column, offset } = found.range.start;
    const words = found.message.replace(/^(The )?JSON (is damaged|cannot be read)[:,]? */i, "");
    return { fault: `line ${line}, column ${column}: ${words}`, offset };
  }
}

/** As people write it. */
export const writtenJson = (value: Json): string => JSON.stringify(value, null, 2);
