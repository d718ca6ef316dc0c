import { type Entry, warning } from "./entry.js";

/** Variables that are read, assigned or neither; functions nobody defines. */
export const variables = {
  "unassigned-variable": warning("UNASSIGNED_VARIABLE", "No state assigns the variable {variable}", "{hint}"),
  "variable-assigned-later": warning(
    "VARIABLE_ASSIGNED_LATER",
    "The variable {variable} is never assigned before {state} reads it",
    "{hint}",
  ),
  "variable-out-of-scope": warning(
    "VARIABLE_OUT_OF_SCOPE",
    "The variable {variable} is assigned only where this state cannot see it",
    "{hint}",
  ),
  "unread-variable": warning("UNREAD_VARIABLE", "The variable {variable} is assigned but never read", "Remove it."),
  "unknown-function": warning("UNKNOWN_FUNCTION", "There is no function {name}", "{hint}"),
} satisfies Record<string, Entry>;
