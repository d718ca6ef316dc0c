import type { Reporter } from "./reporter.js";
import type { CaseResult, FileResult } from "./result.js";
import { tallyOf, verdictOf } from "./tally.js";

/** Rises where a field changes its meaning or goes; new fields may come at any time. */
const VERSION = 1;

/** Results for programs: one JSON object, documented in docs/testing-files.md. */
export const jsonReporter: Reporter = {
  end(files, took) {
    const content = {
      version: VERSION,
      passed: verdictOf(files) === 0,
      summary: { ...tallyOf(files), took: Math.round(took) },
      files: files.map(fileOf),
    };
    return `${JSON.stringify(content, null, 2)}\n`;
  },
};

const fileOf = ({ file, cases, fault, written }: FileResult) => ({
  file,
  fault: fault?.text,
  written,
  cases: cases.map(caseOf),
});

const caseOf = ({
  name,
  tags,
  at,
  outcome,
  skip,
  failures,
  fault,
  status,
  error,
  path,
  duration,
  took,
  notes,
}: CaseResult) => ({
  ...{ name, tags, line: at?.line, column: at?.column, outcome, skip, status, error, path, duration },
  took: Math.round(took * 1000) / 1000,
  fault: fault?.text,
  notes,
  failures: failures.map(({ expectation, message, details, state, stage, at: place }) => ({
    ...{ expectation, message, details, state, stage, line: place?.line, column: place?.column },
  })),
});
