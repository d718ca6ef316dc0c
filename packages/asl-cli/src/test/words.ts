import { grouped } from "../print/text.js";
import type { CaseResult, PlacedFailure } from "./result.js";
import type { Tally } from "./tally.js";

/** `1 case`, `1,200 cases`. */
export const count = (number: number, noun: string): string => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;

/** `3 passed, 1 failed (4 cases in 2 files, 0.31s in reality)`. */
export function summaryOf({ passed, failed, skipped, broken, cases, files, written }: Tally, took: number): string {
  const parts = [`${grouped(passed)} passed`];
  if (failed > 0) parts.push(`${grouped(failed)} failed`);
  if (broken > 0) parts.push(`${grouped(broken)} could not be run`);
  if (skipped > 0) parts.push(`${grouped(skipped)} skipped`);
  if (written > 0) parts.push(`${count(written, "trace")} written`);
  return `${parts.join(", ")} (${count(cases, "case")} in ${count(files, "file")}, ${(took / 1000).toFixed(2)}s in reality)`;
}

/** What is wrong with a case, line by line: every failure with its details, then the path taken. */
export function failureLines(one: CaseResult, file: string): string[] {
  if (one.fault?.sameAs !== undefined) return [`cannot be run for the same reason as ${one.fault.sameAs}`];
  if (one.fault !== undefined) return one.fault.text.split("\n");
  const lines = one.failures.flatMap((failure) => [
    headline(failure, file),
    ...failure.details.map((line) => `  ${line}`),
  ]);
  return one.path.length === 0 ? lines : [...lines, `path taken: ${one.way}`];
}

/** `order.asl.test.yaml:14:5: output is not as expected`. */
export function headline({ at, message }: PlacedFailure, file: string): string {
  return at === undefined ? message : `${file}:${at.line}:${at.column}: ${message}`;
}
