import { type Entry, warning } from "./entry.js";

/** Texts that only look like expressions, and expressions that cannot work. */
export const notation = {
  "unmarked-jsonata": warning(
    "UNMARKED_JSONATA",
    "'{text}' stays text: an expression begins with {% and ends with %}.",
    "{hint}",
  ),
  "presence-asked-late": warning(
    "PRESENCE_ASKED_LATE",
    "'{path}' may be missing, as a later rule says: this comparison then fails the execution.",
    "Ask for IsPresent first, in an earlier rule or in the same And.",
  ),
  "missing-path-suffix": warning(
    "MISSING_PATH_SUFFIX",
    "'{text}' is compared as text: {operator} takes no paths.",
    "Write {operator}Path.",
  ),
  "path-function": warning(
    "PATH_FUNCTION",
    "'{path}' looks for a field called '{name}': paths have no functions here.",
    "{hint}",
  ),
  "no-context-field": warning("NO_CONTEXT_FIELD", "The context object has no '{path}' here.", "{hint}"),
  "format-arguments": warning(
    "FORMAT_ARGUMENTS",
    "The text of States.Format has {places} places, {}, but {values} values are given, so the state fails.",
    "Give one value for each {}; a brace that is meant is written \\{.",
  ),
} satisfies Record<string, Entry>;
