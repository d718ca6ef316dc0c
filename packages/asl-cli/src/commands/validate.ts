import { writeIntoFolder } from "../files.js";
import { noColours, stdout } from "../output.js";
import { noteUnused } from "../source/placeholders.js";
import { EXIT, type ExitCode, usage } from "../stop.js";
import { checkAll } from "../validate/check-all.js";
import type { CheckedFile } from "../validate/checked.js";
import { findFiles } from "../validate/files.js";
import { jobOf } from "../validate/job.js";
import { type CheckedOptions, checkOptions, type WrittenOptions } from "../validate/options.js";
import { render } from "../validate/render.js";
import { type Report, reportOf } from "../validate/report.js";
import { summaryLine } from "../validate/summary.js";
import { verdict } from "../validate/tally.js";

/** `asl validate`. Resolves with the exit code; throws Stop for what is wrong with its arguments and configuration. */
export async function validateCommand(files: readonly string[], written: WrittenOptions): Promise<ExitCode> {
  if (written.explain !== undefined) return explain(files, written, written.explain);
  const options = checkOptions(files, written);
  if (options.watch) {
    const { watchFiles } = await import("../validate/watch.js");
    return watchFiles(files, options);
  }
  const job = await jobOf(files, options);
  const checked = await checkAll(findFiles(job.search), job.checking);
  if (checked.length === 0 && !options.allowEmpty)
    throw usage("no state machine was found", "--allow-empty lets this pass.");
  const report = reportOf(checked, job, options);
  await write(report, options);
  if (options.substitutions !== undefined) noteUnused(unusedInAll(checked));
  if (report.counted.nothing && report.counted.unreadable === 0)
    throw usage("no state machine was checked", "--allow-empty lets this pass.");
  return verdict(report.counted, report.maxWarnings);
}

async function explain(files: readonly string[], written: WrittenOptions, name: string): Promise<ExitCode> {
  const given = Object.keys(written).filter((option) => option !== "explain" && option !== "warnings");
  if (files.length + given.length > 0) throw usage("--explain tells about a rule and checks nothing: give it alone");
  const { explainRule } = await import("../validate/explain-rule.js");
  await explainRule(name);
  return EXIT.succeeded;
}

/** Substitutions of a configuration are for all files it is about, these for the files of this call. */
const unusedInAll = ([first, ...others]: readonly CheckedFile[]): readonly string[] =>
  others.reduce((unused, file) => unused.filter((name) => file.unused.includes(name)), first?.unused ?? []);

async function write(report: Report, { format, output }: CheckedOptions): Promise<void> {
  if (output === undefined) return stdout.write(await render(report, format, stdout.colours));
  writeIntoFolder(output, await render(report, format, noColours));
  stdout.line(summaryLine(report, stdout.colours));
}
