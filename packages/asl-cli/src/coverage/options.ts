import { usage } from "../stop.js";
import { type Thresholds, thresholdsOf } from "./thresholds.js";

/** Forms of a report. */
export const REPORTERS = ["text", "html", "lcov", "cobertura", "json"] as const;
/** One of them. */
export type Reporter = (typeof REPORTERS)[number];

/** Options of `asl coverage` as they are written. */
export interface WrittenOptions {
  readonly reporter?: readonly string[];
  readonly threshold?: string;
  readonly output?: string;
  readonly suggest?: string;
}

/** The same, checked: formats and thresholds are known, numbers are numbers. */
export interface CheckedOptions {
  readonly reporters: readonly Reporter[];
  readonly thresholds: Thresholds;
  /** The folder that reports are written into. */
  readonly output: string | undefined;
  /** Most runs that are suggested. */
  readonly suggest: number;
}

/** Checks every option. Throws Stop (exit code 2) for the first that is wrong. */
export function checkOptions({
  reporter = ["text"],
  threshold,
  output,
  suggest = "3",
}: WrittenOptions): CheckedOptions {
  const reporters = [...new Set(reporter.flatMap((names) => names.split(",")).map(reporterOf))];
  if (output === undefined && reporters.length > 1)
    throw usage("several reporters need --output <folder>: standard output takes one");
  if (!/^\d{1,4}$/.test(suggest)) throw usage(`--suggest ${suggest} is not a number`, "Write how many, 0 for none.");
  return { reporters, thresholds: thresholdsOf(threshold), output, suggest: Number(suggest) };
}

function reporterOf(name: string): Reporter {
  const found = REPORTERS.find((reporter) => reporter === name.trim());
  if (found === undefined) throw usage(`there is no reporter ${name}`, `Reporters: ${REPORTERS.join(", ")}.`);
  return found;
}
