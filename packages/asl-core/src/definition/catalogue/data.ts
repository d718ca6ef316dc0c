import { type Entry, warning } from "./entry.js";

/** Data that will not be what an author expects. */
export const data = {
  "impossible-path": warning(
    "IMPOSSIBLE_PATH",
    "'{path}' leads nowhere, so the state fails: {holder} {has}.",
    "{hint}",
  ),
  "path-sometimes-missing": warning(
    "PATH_SOMETIMES_MISSING",
    "'{path}' leads nowhere on {way}, so the state fails there.",
    "Make what it looks for on every way, if only as null.",
  ),
  "unguarded-choice": warning(
    "UNGUARDED_CHOICE",
    "'{path}' leads nowhere on {way}: the comparison fails the execution, even where there is a Default.",
    "Ask for IsPresent first, in the same And.",
  ),
  "missing-dollar": warning(
    "NO_DOLLAR",
    "'{text}' stays text: only keys that end in '.$' have computed values.",
    "{hint}",
  ),
  "pass-result-is-static": warning(
    "PASS_RESULT_IS_STATIC",
    "Nothing in Result is computed: '{key}' stays a key of that name, with its value as text.",
    "Write Parameters instead of Result.",
  ),
  "jsonpath-in-jsonata": warning(
    "JSONPATH_IN_JSONATA",
    "'{text}' is JSONPath, which a JSONata state leaves as it is.",
    "{hint}",
  ),
  "jsonata-in-jsonpath": warning(
    "JSONATA_IN_JSONPATH",
    "'{text}' is JSONata, which a JSONPath state leaves as text.",
    'Write "QueryLanguage": "JSONata" in the state, and Arguments and Output for its data.',
  ),
  "map-over-no-array": warning(
    "MAP_OVER_NO_ARRAY",
    "The Map has no array to run over: what it is given is {type}.",
    "Point ItemsPath, or Items in JSONata, at the array.",
  ),
  "result-path-blocked": warning(
    "RESULT_PATH_BLOCKED",
    "The result cannot be written to '{path}': {where} is {type}.",
    "A ResultPath makes missing objects on its way, but replaces nothing.",
  ),
  "comparison-never-true": warning(
    "COMPARISON_NEVER_TRUE",
    "'{path}' is always {type}, and {operator} is true for {wanted} only.",
    "Use the operator of that type.",
  ),
  "unused-output": warning(
    "UNUSED_OUTPUT",
    "Nothing reads what {field} makes: '{next}' starts anew.",
    "Keep it with the ResultPath of what follows, or in a variable with Assign; else leave {field} out.",
  ),
} satisfies Record<string, Entry>;
