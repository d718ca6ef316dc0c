import { type Suggestion, suggestRuns } from "asl-core/testing/coverage";
import type { MachineReport } from "./machine-report.js";

/** A run that reaches what no run has reached, and the machine it is of. */
export interface Suggested extends Suggestion {
  readonly report: MachineReport;
}

/** At most `most` runs, each of which reaches something that neither the coverage nor those before it have. */
export function suggest(reports: readonly MachineReport[], most: number): Suggested[] {
  const found: Suggested[] = [];
  for (const report of reports) {
    if (found.length >= most) break;
    const covered = new Set(report.items.filter((item) => item.covered).map(({ id }) => id));
    const runs = suggestRuns(report.machine, covered, { most: most - found.length });
    found.push(...runs.map((run) => ({ ...run, report })));
  }
  return found;
}
