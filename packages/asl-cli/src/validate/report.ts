import type { CheckedFile, Placed } from "./checked.js";
import type { Job } from "./job.js";
import type { CheckedOptions } from "./options.js";
import { type Tally, tally } from "./tally.js";

/** Everything a report tells. */
export interface Report {
  readonly files: readonly CheckedFile[];
  readonly counted: Tally;
  readonly maxWarnings: number | undefined;
  /** Errors only are told. */
  readonly quiet: boolean;
}

/** The diagnostics a report tells of a file. */
export const told = ({ quiet }: Report, { diagnostics }: CheckedFile): readonly Placed[] =>
  quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;

export const reportOf = (files: readonly CheckedFile[], job: Job, { quiet, allowEmpty }: CheckedOptions): Report => ({
  files,
  counted: tally(files, job.rules, allowEmpty),
  maxWarnings: job.maxWarnings,
  quiet,
});
