import type { Reporter } from "./reporter.js";
import type { CaseResult, FileResult } from "./result.js";
import { tallyOf } from "./tally.js";
import { failureLines } from "./words.js";

/** Results as JUnit XML, which build servers read: one suite for each file. */
export const junitReporter: Reporter = {
  end(files, took) {
    const totals = attributes({ name: "asl test", ...countsOf(files), time: seconds(took) });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${files.map(suite).join("")}</testsuites>\n`;
  },
};

function suite(result: FileResult): string {
  const took = result.cases.reduce((sum, one) => sum + one.took, 0);
  const head = attributes({ name: result.file, ...countsOf([result]), time: seconds(took) });
  const fault =
    result.fault === undefined
      ? ""
      : `    <testcase${attributes({ name: result.file, classname: result.file, file: result.file, line: result.fault.at?.line, time: "0.000" })}>${problem("error", "the file cannot be used", result.fault.text)}</testcase>\n`;
  return `  <testsuite${head}>\n${fault}${result.cases.map((one) => testCase(one, result.file)).join("")}  </testsuite>\n`;
}

/** A file that cannot be used stands as a test of its own, and is counted as one. */
function countsOf(files: readonly FileResult[]) {
  const { cases, failed, skipped, broken } = tallyOf(files);
  const faults = files.filter(({ fault }) => fault !== undefined).length;
  return { tests: cases + faults, failures: failed, errors: broken, skipped };
}

function testCase(one: CaseResult, file: string): string {
  const head = attributes({ name: one.name, classname: file, file, line: one.at?.line, time: seconds(one.took) });
  if (one.outcome === "passed") return `    <testcase${head}/>\n`;
  return `    <testcase${head}>${content(one, file)}</testcase>\n`;
}

function content(one: CaseResult, file: string): string {
  if (one.outcome === "skipped") return `<skipped${attributes({ message: one.skip })}/>`;
  const text = failureLines(one, file).join("\n");
  if (one.outcome === "broken") return problem("error", "the case cannot be run", text);
  return problem("failure", one.failures.map(({ message }) => message).join("; "), text, one.failures[0]?.expectation);
}

const problem = (tag: string, message: string, text: string, type?: string): string =>
  `<${tag}${attributes({ message, type })}>${escaped(text)}</${tag}>`;

const seconds = (millis: number): string => (millis / 1000).toFixed(3);

function attributes(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll("\n", "&#10;")}"`).join("");
}

/** What XML 1.0 cannot hold at all becomes the replacement character. */
function escaped(text: string): string {
  const sound = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return sound.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
