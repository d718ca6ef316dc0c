import { command } from "../validate/github.js";
import type { Reporter } from "./reporter.js";
import type { CaseResult, FileResult } from "./result.js";
import { tallyOf } from "./tally.js";
import { failureLines, summaryOf } from "./words.js";

/** Failures as workflow commands, which GitHub Actions shows as annotations in the files of a change. */
export const githubReporter: Reporter = {
  end: (files, took) => [...files.flatMap(commandsOf), `${summaryOf(tallyOf(files), took)}\n`].join("\n"),
};

function commandsOf({ file, cases, fault }: FileResult): string[] {
  const failed = cases.filter(({ outcome }) => outcome === "failed" || outcome === "broken");
  const commands = failed.filter((one) => one.fault?.sameAs === undefined).map((one) => commandOf(one, file));
  if (fault === undefined) return commands;
  const { line, column } = fault.at ?? { line: 1, column: 1 };
  return [command("error", { file, line, col: column, title: "tests cannot be run" }, fault.text), ...commands];
}

function commandOf(one: CaseResult, file: string): string {
  const at = one.failures[0]?.at ?? one.fault?.at ?? one.at;
  return command(
    "error",
    { file, line: at?.line, col: at?.column, title: one.name },
    failureLines(one, file).join("\n"),
  );
}
