import type { CheckedFile } from "./checked.js";
import { diagnosticOf } from "./diagnostic-json.js";
import { type Report, told } from "./report.js";
import { verdict } from "./tally.js";

/** Rises where a field changes its meaning or goes; new fields may come at any time. */
const VERSION = 1;

/** A report for programs: one JSON object, documented in docs/validating.md. */
export function jsonReport(report: Report): string {
  const { counted, maxWarnings, files } = report;
  const { errors, warnings, unreadable, machines, off, cut } = counted;
  const content = {
    version: VERSION,
    valid: verdict(counted, maxWarnings) === 0,
    summary: { files: counted.files, machines, errors, warnings, unreadable, cut, switchedOff: off },
    files: files.map(fileOf),
    diagnostics: files.flatMap((file) => told(report, file).map(diagnosticOf)),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const fileOf = ({ file, kind, machines, problem }: CheckedFile) => ({ file, kind, machines, problem });
