import type { RuleSettings } from "asl-core";
import { EXIT, type ExitCode } from "../stop.js";
import type { CheckedFile, Placed } from "./checked.js";

/** What was checked and found, counted. */
export interface Tally {
  readonly files: number;
  readonly machines: number;
  readonly errors: number;
  readonly warnings: number;
  /** Files that could not be read. */
  readonly unreadable: number;
  /** Whether no machine at all was checked, and nobody allowed that. */
  readonly nothing: boolean;
  /** Whether a machine that was named is not in its file. */
  readonly missing: boolean;
  /** Whether there is more than was listed and counted: of each machine only the first 1,000 are. */
  readonly cut: boolean;
  /** Rules and codes that are switched off. */
  readonly off: readonly string[];
}

/** Counts what a check of several files found. */
export function tally(files: readonly CheckedFile[], rules: RuleSettings, allowEmpty: boolean): Tally {
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const machines = files.reduce((sum, file) => sum + file.machines.length, 0);
  return {
    files: files.length,
    machines,
    nothing: machines === 0 && errors === 0 && !allowEmpty,
    missing: diagnostics.some(isMissing),
    cut: files.some((file) => file.machines.some(({ cut }) => cut === true)),
    errors,
    warnings: diagnostics.length - errors,
    unreadable: files.filter(({ problem }) => problem !== undefined).length,
    off: Object.keys(rules).filter((rule) => rules[rule] === "off"),
  };
}

/** A machine that was named and that its file does not have. */
const isMissing = ({ rule, severity }: Placed): boolean => rule === "unknown-machine" && severity === "error";

/**
 * The exit code of `asl validate`: files that cannot be read count more than definitions that are not valid; a check that
 * checked nothing is none that passed. Where warnings were not all counted, there are too many for any limit.
 */
export function verdict(
  { errors, warnings, unreadable, nothing, missing, cut }: Tally,
  maxWarnings = Number.POSITIVE_INFINITY,
): ExitCode {
  if (unreadable > 0 || nothing || missing) return EXIT.usage;
  return errors > 0 || warnings > maxWarnings || (cut && maxWarnings < Number.POSITIVE_INFINITY)
    ? EXIT.definition
    : EXIT.succeeded;
}
