import { resolve } from "node:path";
import { testFileSchema } from "asl-core/testing";
import { checkFolder } from "../coverage/parts.js";
import { writeIntoFolder } from "../files.js";
import { noColours, stdout } from "../output.js";
import { printable } from "../print/text.js";
import { EXIT, type ExitCode, type Stop, usage } from "../stop.js";
import { findTests, noTests } from "../test/find.js";
import { type CheckedOptions, checkOptions, type WrittenOptions } from "../test/options.js";
import { reporterFor } from "../test/report.js";
import type { Reporter } from "../test/reporter.js";
import type { FileResult } from "../test/result.js";
import { coverageFor, runSuite, writeCoverage } from "../test/suite.js";
import { tallyOf, verdictOf } from "../test/tally.js";
import { summaryOf } from "../test/words.js";

/** `asl test`. Resolves with the exit code; throws Stop for what is wrong with its arguments. */
export async function testCommand(files: readonly string[], written: WrittenOptions): Promise<ExitCode> {
  if (written.schema === true) {
    stdout.line(JSON.stringify(testFileSchema(), null, 2));
    return EXIT.succeeded;
  }
  const options = checkOptions(files, written);
  if (options.coverage !== undefined) checkFolder(options.coverage);
  if (options.substitutions !== undefined) await readSubstitutions(options.substitutions);
  if (options.watch) {
    const { watchTests } = await import("../test/watch.js");
    return watchTests(files, options);
  }
  const before = performance.now();
  const reporter = reporterOf(options);
  const told: string[] = [];
  const results = await run(files, options, (result) => {
    const text = reporter.file?.(result) ?? "";
    if (options.output !== undefined) return void told.push(text);
    stdout.write(text);
    stdout.flush();
  });
  const empty = !options.allowEmpty && isEmpty(results);
  const took = performance.now() - before;
  const end = reporter.end(results, took);
  if (options.output !== undefined) {
    refuseOverwriting(options.output, results);
    writeIntoFolder(options.output, told.join("") + end);
    stdout.line(summaryOf(tallyOf(results), took));
  } else if (!empty || options.reporter !== "pretty") stdout.write(end);
  if (empty) throw results.length === 0 ? noTests() : noCases(options, results);
  return verdictOf(results);
}

/** Throws Stop (usage) for a file that cannot serve: the cases are not to blame. */
const readSubstitutions = async (path: string): Promise<unknown> =>
  (await import("../source/substitutions.js")).loadSubstitutions(path);

/** Throws Stop (usage) where a report would take the place of what the tests are made of. */
function refuseOverwriting(output: string, results: readonly FileResult[]): void {
  const path = resolve(output);
  if (results.some(({ opened }) => opened.some((one) => resolve(one) === path)))
    throw usage(`--output ${printable(output)} would write over what was tested`, "Give the report a file of its own.");
}

/** Whether nothing was run, and nothing kept cases from being run. */
const isEmpty = (results: readonly FileResult[]): boolean =>
  results.every(({ cases, fault }) => cases.length === 0 && fault === undefined);

function noCases({ filter, tags }: CheckedOptions, results: readonly FileResult[]): Stop {
  const asked = [
    ...(tags.length === 0 ? [] : [`the tag ${tags.map(printable).join(" or ")}`]),
    ...(filter === "" ? [] : [`${JSON.stringify(printable(filter))} in its name`]),
  ];
  const files = results.map(({ file }) => printable(file));
  const where = `${files.slice(0, 5).join(", ")}${files.length > 5 ? `, … (${files.length} files)` : ""}`;
  const message = asked.length === 0 ? `there are no cases in ${where}` : `no case has ${asked.join(" and ")}`;
  return usage(message, "--allow-empty lets this pass.");
}

function reporterOf({ reporter, output, quiet, mock }: CheckedOptions): Reporter {
  const colours = output === undefined ? stdout.colours : noColours;
  return reporterFor(reporter, { colours, width: stdout.width, quiet }, mock !== undefined);
}

async function run(
  files: readonly string[],
  options: CheckedOptions,
  tell: (result: FileResult) => void,
): Promise<FileResult[]> {
  if (options.mock === undefined) return runSuite(findTests(files), options, tell);
  const { runMockSuite } = await import("../test/mock-suite.js");
  const coverage = coverageFor(options);
  const result = await runMockSuite(options, options.mock, coverage);
  writeCoverage(options, coverage);
  tell(result);
  return [result];
}
