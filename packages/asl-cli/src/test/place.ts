import type { ReadText, Shown } from "asl-core";
import type { FileProblem } from "asl-core/testing";
import type { Mark } from "./result.js";

/** Where a value, or its key, stands: of one that is not there the nearest around it. */
export function placeOf(read: ReadText, pointer: string, part: "key" | "value" = "value") {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const range = (at === pointer ? read.locate(at, part) : undefined) ?? read.locate(at);
    if (range !== undefined || at === "") return range;
  }
}

/** The place as a line and a column. */
export function markOf(read: ReadText, pointer: string, part: "key" | "value" = "value"): Mark | undefined {
  const start = placeOf(read, pointer, part)?.start;
  return start && { line: start.line, column: start.column };
}

/** A problem as diagnostics are shown. */
export function shownProblem({ pointer, part, message, hint, severity = "error" }: FileProblem, read: ReadText): Shown {
  return { code: "TEST_FILE", severity, message, path: "", hint, range: placeOf(read, pointer, part) };
}
