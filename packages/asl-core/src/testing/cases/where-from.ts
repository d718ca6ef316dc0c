import type { TestRun } from "../run.js";
import type { Visit } from "../visit.js";

/** A state, and a stage of its data. */
export interface Place {
  readonly state?: string;
  readonly stage?: string;
}

/**
 * The state a run's end comes from, and how far its data had got: of a failed run the innermost state that failed for
 * good, else the last state of the machine that was entered. Empty where none was.
 */
export function whereFrom({ status, visits }: TestRun): Place {
  const failed = status === "SUCCEEDED" ? undefined : visits.findLast((visit) => visit.status === "failed");
  const last = failed ?? visits.findLast((visit) => !visit.path.includes(" › "));
  return last === undefined ? {} : { state: last.path, stage: lastStage(last) };
}

const lastStage = ({ stages }: Visit): string | undefined => stages.at(-1)?.stage;
