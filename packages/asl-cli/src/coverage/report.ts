import type { Coverage, CoverageSummary } from "asl-core/testing/coverage";
import { totalOf } from "asl-core/testing/coverage";
import { type MachineReport, machineReports } from "./machine-report.js";
import type { Suggested } from "./suggested.js";
import { type Shortfall, shortfalls, type Thresholds } from "./thresholds.js";

/** Everything a report may say. */
export interface CoverageReport {
  readonly machines: readonly MachineReport[];
  readonly total: CoverageSummary;
  readonly shortfalls: readonly Shortfall[];
  readonly suggestions: readonly Suggested[];
}

/** Looks at each machine of a coverage as its file is now. Throws Stop where a definition cannot serve. */
export async function coverageReport(
  coverage: Coverage,
  thresholds: Thresholds,
  most: number,
): Promise<CoverageReport> {
  const machines = await machineReports(coverage.records());
  const total = totalOf(machines.map(({ summary }) => summary));
  const { suggest } = await import("./suggested.js");
  return { machines, total, shortfalls: shortfalls(thresholds, total), suggestions: suggest(machines, most) };
}
