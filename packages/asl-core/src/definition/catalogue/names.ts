import { type Entry, error } from "./entry.js";

/** Names of states, labels and variables. */
export const names = {
  "duplicate-state": error(
    "DUPLICATE_STATE_NAME",
    "Duplicate State name: {name}",
    "State names are unique over the whole machine, nested states included.",
  ),
  "state-name-length": error(
    "INVALID_STATE_NAME",
    "State name '{name}' exceeds the 80-character limit allowed by the service",
    "Shorten it, and say the rest in its Comment.",
  ),
  "state-name-empty": error("INVALID_STATE_NAME", "State name cannot be empty"),
  "label-length": error(
    "INVALID_LABEL_NAME",
    "Label name '{name}' exceeds the 40-character limit allowed by the service",
    "Shorten it, or leave it out: AWS makes one up.",
  ),
  "label-characters": error(
    "INVALID_LABEL_NAME",
    "Label name '{name}' contains characters that are not allowed",
    'No blanks, no control characters and none of ? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` "',
  ),
  "duplicate-label": error(
    "DUPLICATE_LABEL_NAME",
    "Duplicate Label name: {name}",
    "Labels are unique over the whole machine: rename one.",
  ),
  "reserved-variable": error(
    "RESERVED_VARIABLE_NAME",
    "Cannot assign to reserved variable '$states'.",
    "Choose another name.",
  ),
  "variable-name": error(
    "INVALID_VARIABLE_NAME",
    "Invalid variable name '{name}': the variable name contains invalid characters.",
    "A letter, then letters, digits and underscores; at most 80 characters.",
  ),
  "variable-length": error(
    "INVALID_VARIABLE_NAME",
    "Invalid variable name '{name}': the variable name is longer than 80 characters.",
  ),
  "variable-shadows": error(
    "DUPLICATE_VARIABLE_NAME",
    "The variable name '{name}' was already defined in a parent scope.",
    "Inner states can read the outer variable but not assign it: choose another name.",
  ),
} satisfies Record<string, Entry>;
