import type { CoverageReport } from "./report.js";

/** A report for programs: counts, and every item with its place. Lines and columns count from 1. */
export function jsonReport({ machines, total, shortfalls, suggestions }: CoverageReport): string {
  const report = {
    total,
    shortfalls,
    machines: machines.map(({ name, file, summary, notes, items }) => ({
      ...{ name, file, summary, notes },
      items: items.map(({ range, group: _, span: __, ...item }) => ({
        ...item,
        line: range?.start.line ?? null,
        column: range?.start.column ?? null,
      })),
    })),
    suggestions: suggestions.map(({ report, reaches, input, answers }) => ({
      machine: report.name,
      reaches: reaches.map(({ id }) => id),
      ...{ input, answers },
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
