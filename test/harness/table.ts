import type { SuiteReport } from "../../packages/asl-core/src/conformance/index.js";

/** docs/conformance.md: the same report gives the same text. */
export function conformanceTable(report: SuiteReport, ledger: Record<string, string>): string {
  return [
    "# Conformance",
    "",
    "Executions recorded on AWS Step Functions, run here and compared event by event. [The format](conformance-format.md)",
    "says how; `test/conformance.test.ts` writes this file.",
    "",
    ...table(report),
    "",
    ...failures(report, ledger),
    "",
  ].join("\n");
}

function table({ areas, passed, total }: SuiteReport): string[] {
  const rows = Object.entries(areas).map(([name, count]) => `| ${name} | ${count.passed} | ${count.total} |`);
  return ["| area | passed | cases |", "|---|---:|---:|", ...rows, `| **all** | **${passed}** | **${total}** |`];
}

function failures({ failures: failing }: SuiteReport, ledger: Record<string, string>): string[] {
  if (failing.length === 0) return ["Every case passes."];
  const lines = failing.map(({ id, reason }) => `- \`${id}\`: ${ledger[id] ?? oneLine(reason)}`);
  return ["## Cases that fail", "", ...lines];
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 300);
