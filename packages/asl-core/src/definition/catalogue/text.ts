import { type Entry, error, schema, warning } from "./entry.js";

/** What can be wrong with the text itself. */
export const text = {
  "invalid-json": error("INVALID_JSON_DESCRIPTION", "{problem}", "{hint}"),
  "invalid-yaml": error("INVALID_YAML_DESCRIPTION", "{problem}", "{hint}"),
  "no-yaml-reader": error(
    "INVALID_YAML_DESCRIPTION",
    "The text is YAML, and no YAML reader was given",
    "Use readDefinition, or pass `yaml: readYaml` from definition/yaml.",
  ),
  "not-an-object": schema("Definition must be a valid JSON object", "{hint}"),
  "duplicate-key": warning(
    "DUPLICATE_KEY",
    "The key '{key}' is given twice in the same object",
    "Remove or rename one: only the last would count.",
  ),
  "lone-surrogate": warning(
    "LONE_SURROGATE",
    "{written} is one half of a surrogate pair, which no UTF-8 text can hold",
    "Write the character itself, or both halves of its escape.",
  ),
  "unsafe-integer": warning(
    "UNSAFE_INTEGER",
    "The number {written} cannot be held exactly and becomes {held}",
    "Write it as a string where it is an identifier.",
  ),
  "yaml-readers-disagree": warning(
    "YAML_READERS_DISAGREE",
    "{written} is {meaning} to YAML 1.1, which AWS's tools read templates as, and {other} to YAML 1.2",
    "Put it in quotes where a text is meant; else write true, false or the number.",
  ),
  "number-overflow": error("INVALID_JSON_DESCRIPTION", "The number {written} is larger than any number can be"),
  "text-too-large": error(
    "DEFINITION_TOO_LARGE",
    "The text has {length} characters, more than the {limit} this reader accepts",
    "AWS accepts at most 1,048,576 characters.",
  ),
  "definition-too-large": error(
    "DEFINITION_TOO_LARGE",
    "The definition has {length} characters; at most {limit} are accepted",
    "Split it: nested state machines are called with states:startExecution. `asl run --no-limits` runs it as it is.",
  ),
  "too-deep": error("TOO_DEEPLY_NESTED", "Nested deeper than {limit}"),
} satisfies Record<string, Entry>;
