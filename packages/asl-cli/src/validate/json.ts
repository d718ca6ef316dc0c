import type { Range } from "asl-core";
import type { CheckedFile, Placed } from "./checked.js";
import { documentationOf } from "./documentation.js";
import { type Report, told } from "./report.js";
import { verdict } from "./tally.js";

/** Rises where a field changes its meaning or goes; new fields may come at any time. */
const VERSION = 1;

/** A report for programs: one JSON object, documented in docs/validating.md. */
export function jsonReport(report: Report): string {
  const { counted, maxWarnings, files } = report;
  const { errors, warnings, unreadable, machines, off } = counted;
  const content = {
    version: VERSION,
    valid: verdict(counted, maxWarnings) === 0,
    summary: { files: counted.files, machines, errors, warnings, unreadable, switchedOff: off },
    files: files.map(fileOf),
    diagnostics: files.flatMap((file) => told(report, file).map(diagnosticOf)),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const fileOf = ({ file, kind, machines, problem }: CheckedFile) => ({ file, kind, machines, problem });

const diagnosticOf = (one: Placed) => {
  const { file, machine, rule, code, severity, message, pointer, path, location, range, related, hint } = one;
  return {
    ...{ file, machine, rule, code, severity, message, pointer, path, location },
    range: range && rangeOf(range),
    related: (related ?? []).map((place) => ({
      ...{ file: place.file ?? file, message: place.message, pointer: place.pointer },
      range: place.range && rangeOf(place.range),
    })),
    ...{ hint, documentation: documentationOf(rule) },
  };
};

const rangeOf = ({ start, end }: Range) => ({
  start: { line: start.line, column: start.column, offset: start.offset },
  end: { line: end.line, column: end.column, offset: end.offset },
});
