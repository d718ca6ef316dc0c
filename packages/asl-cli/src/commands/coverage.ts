import { join } from "node:path";
import { checkOptions, type Reporter, type WrittenOptions } from "../coverage/options.js";
import { readParts } from "../coverage/parts.js";
import { type CoverageReport, coverageReport } from "../coverage/report.js";
import { shortfallLine } from "../coverage/shortfall.js";
import { writeIntoFolder } from "../files.js";
import { noColours, stderr, stdout } from "../output.js";
import { EXIT, type ExitCode } from "../stop.js";

/** Files of reports in the folder of --output, by the names that other tools look for. */
const FILES: Record<Reporter, string> = {
  text: "coverage.txt",
  html: "index.html",
  lcov: "lcov.info",
  cobertura: "cobertura-coverage.xml",
  json: "coverage.json",
};

/** `asl coverage`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function coverageCommand(folders: readonly string[], written: WrittenOptions): Promise<ExitCode> {
  const { reporters, thresholds, output, suggest } = checkOptions(written);
  const coverage = readParts(folders);
  const wanted = reporters.some((reporter) => reporter !== "lcov" && reporter !== "cobertura") ? suggest : 0;
  const report = await coverageReport(coverage, thresholds, wanted);
  for (const reporter of reporters)
    if (output === undefined) stdout.write(await render(report, reporter, true));
    else writeIntoFolder(join(output, FILES[reporter]), await render(report, reporter, false));
  if (output !== undefined || reporters[0] !== "text")
    for (const shortfall of report.shortfalls) stderr.line(shortfallLine(shortfall));
  noteLeftOut(report, reporters);
  return report.shortfalls.length > 0 ? EXIT.failed : EXIT.succeeded;
}

async function render(report: CoverageReport, reporter: Reporter, shown: boolean): Promise<string> {
  switch (reporter) {
    case "text":
      return (await import("../coverage/text.js")).textReport(report, shown ? stdout.colours : noColours);
    case "html":
      return (await import("../coverage/html.js")).htmlReport(report);
    case "lcov":
      return (await import("../coverage/lcov.js")).lcovReport(report.machines);
    case "cobertura":
      return (await import("../coverage/cobertura.js")).coberturaReport(report.machines, Date.now());
    case "json":
      return (await import("../coverage/json.js")).jsonReport(report);
  }
}

/** LCOV and Cobertura know files only. */
function noteLeftOut({ machines }: CoverageReport, reporters: readonly Reporter[]): void {
  const count = machines.filter(({ file }) => file === null).length;
  if (count === 0 || !reporters.some((reporter) => reporter === "lcov" || reporter === "cobertura")) return;
  stderr.line(
    `note: ${count} definition${count === 1 ? "" : "s"} given as values, not in files, left out of LCOV and Cobertura`,
  );
}
