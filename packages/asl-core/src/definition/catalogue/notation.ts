import { type Entry, warning } from "./entry.js";

/** Texts that only look like expressions, and expressions that cannot work. */
export const notation = {
  "unmarked-jsonata": warning(
    "UNMARKED_JSONATA",
    "'{text}' stays text: an expression begins with {% and ends with %}.",
    "{hint}",
  ),
  "no-context-field": warning("NO_CONTEXT_FIELD", "The context object has no '{path}' here.", "{hint}"),
  "format-arguments": warning(
    "FORMAT_ARGUMENTS",
    "The text of States.Format has {places} places, {}, but {values} values are given, so the state fails.",
    "Give one value for each {}; a brace that is meant is written \\{.",
  ),
} satisfies Record<string, Entry>;
