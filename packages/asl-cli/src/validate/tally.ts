import type { RuleSettings } from "asl-core";
import { EXIT, type ExitCode } from "../stop.js";
import type { CheckedFile } from "./checked.js";

/** What was checked and found, counted. */
export interface Tally {
  readonly files: number;
  readonly machines: number;
  readonly errors: number;
  readonly warnings: number;
  /** Files that could not be read. */
  readonly unreadable: number;
  /** Rules and codes that are switched off. */
  readonly off: readonly string[];
}

/** Counts what a check of several files found. */
export function tally(files: readonly CheckedFile[], rules: RuleSettings): Tally {
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  return {
    files: files.length,
    machines: files.reduce((sum, { machines }) => sum + machines.length, 0),
    errors,
    warnings: diagnostics.length - errors,
    unreadable: files.filter(({ problem }) => problem !== undefined).length,
    off: Object.keys(rules).filter((rule) => rules[rule] === "off"),
  };
}

/** The exit code of `asl validate`: files that cannot be read count more than definitions that are not valid. */
export function verdict({ errors, warnings, unreadable }: Tally, maxWarnings = Number.POSITIVE_INFINITY): ExitCode {
  if (unreadable > 0) return EXIT.usage;
  return errors > 0 || warnings > maxWarnings ? EXIT.definition : EXIT.succeeded;
}
