import { EXIT, type ExitCode } from "../stop.js";
import type { CaseResult, FileResult } from "./result.js";

/** How many cases came out how. */
export interface Tally {
  readonly files: number;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Cases and files that could not be run. */
  readonly broken: number;
  readonly written: number;
}

/** Counts what a run of tests gave. */
export function tallyOf(files: readonly FileResult[]): Tally {
  const cases = files.flatMap((file) => file.cases);
  const count = (outcome: CaseResult["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  return {
    files: files.length,
    cases: cases.length,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    broken: count("broken") + files.filter(({ fault }) => fault !== undefined).length,
    written: files.reduce((sum, { written }) => sum + written.length, 0),
  };
}

/** 2 or 3 where something could not be run, else 1 where something failed. */
export function verdictOf(files: readonly FileResult[]): ExitCode {
  const faults = files.flatMap(({ fault, cases }) => [fault, ...cases.map((one) => one.fault)]);
  const codes = faults.flatMap((fault) => (fault === undefined ? [] : [fault.code]));
  if (codes.includes(EXIT.usage)) return EXIT.usage;
  if (codes.length > 0) return codes[0];
  return files.some(({ cases }) => cases.some(({ outcome }) => outcome === "failed")) ? EXIT.failed : EXIT.succeeded;
}

/** Whether something in a file did not pass. */
export const isBad = ({ fault, cases }: FileResult): boolean =>
  fault !== undefined || cases.some(({ outcome }) => outcome === "failed" || outcome === "broken");
