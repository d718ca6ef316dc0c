import { type Suggestion, suggestRuns } from "asl-core/testing/coverage";
import type { MachineReport } from "./machine-report.js";

/** A run that reaches what no run has reached, and the machine it is of. */
export interface Suggested extends Suggestion {
  readonly report: MachineReport;
}

/** Runs that are tried for all machines together, and at least for each. */
const WORK = 600;
const LEAST = 20;

/** At most `most` runs, each of which reaches something that neither the coverage nor those before it have. */
export function suggest(reports: readonly MachineReport[], most: number): Suggested[] {
  const found: Suggested[] = [];
  const work = Math.max(LEAST, Math.floor(WORK / reports.length));
  for (const report of reports) {
    if (found.length >= most) break;
    const covered = new Set(report.items.filter((item) => item.covered).map(({ id }) => id));
    const runs = suggestRuns(report.machine, covered, { most: most - found.length, work });
    found.push(...runs.map((run) => ({ ...run, report })));
  }
  return found;
}
