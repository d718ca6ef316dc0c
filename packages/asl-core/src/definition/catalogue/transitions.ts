import { type Entry, error } from "./entry.js";

/** Where states lead. */
export const transitions = {
  "missing-target": error("MISSING_TRANSITION_TARGET", "Missing 'Next' target: {target}", "{hint}"),
  unreachable: error(
    "MISSING_TRANSITION_TARGET",
    'State "{name}" is not reachable.',
    "Point a Next, Default or Catch at it, or remove it.",
  ),
  "no-terminal-state": error(
    "MISSING_END_STATE",
    "Workflow has no terminal state",
    'Give one state "End": true, or add a Succeed or Fail state.',
  ),
} satisfies Record<string, Entry>;
