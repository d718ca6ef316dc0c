import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { catalogue, type Entry, type Range, type RuleName } from "asl-core";
import type { Page } from "asl-core/definition/pages";
import { ownPackage } from "../package.js";
import type { CheckedFile, Placed } from "./checked.js";
import { documentationOf } from "./documentation.js";
import { type Report, told } from "./report.js";

/** A report in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), as code scanners take it. */
export async function sarifReport(report: Report): Promise<string> {
  const placed = report.files.flatMap((file) => told(report, file));
  const rules = [...new Set(placed.map(({ rule }) => rule))].sort();
  const { pages } = await import("asl-core/definition/pages");
  const { version, homepage } = ownPackage();
  const driver = {
    ...{ name: "asl", version, semanticVersion: version, informationUri: homepage },
    rules: rules.map((rule) => ruleOf(rule, pages[rule])),
  };
  const run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    invocations: [invocationOf(report.files)],
    artifacts: report.files.filter(({ file }) => file !== STDIN).map(({ file }) => ({ location: locationOf(file) })),
    results: placed.map((one) => resultOf(one, rules.indexOf(one.rule))),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const STDIN = "<stdin>";
const levelOf = (severity: string): string => (severity === "error" ? "error" : "warning");

function ruleOf(rule: RuleName, page: Page | undefined) {
  const { code, severity, message }: Entry = catalogue[rule];
  const documentation = documentationOf(rule);
  const about = page?.about ?? message;
  return {
    id: rule,
    shortDescription: { text: shortOf(message, about) },
    fullDescription: { text: about },
    help: { text: `${about}\n\n${documentation}`, ...(page !== undefined && { markdown: markdownOf(page) }) },
    ...(/^https?:/.test(documentation) && { helpUri: documentation }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { code, tags: ["aws", "step-functions"] },
  };
}

/** The rule's sentence; where there is no more to it than what is found, the first of its page. */
function shortOf(message: string, about: string): string {
  const text = message.replace(/\{([a-z]+)\}/g, "…");
  return /[A-Za-z]/.test(text) ? text : (/^.*?[.:](?=\s|$)/s.exec(about)?.[0] ?? about);
}

const markdownOf = ({ about, wrong, right }: Page): string =>
  `${about}\n\nWrong:\n\n\`\`\`\n${wrong.trim()}\n\`\`\`\n\nRight:\n\n\`\`\`\n${right.trim()}\n\`\`\`\n`;

/** Files that could not be read are the tool's affair, not results. */
function invocationOf(files: readonly CheckedFile[]) {
  const problems = files.filter(({ problem }) => problem !== undefined);
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map(({ file, problem = "" }) => ({
      level: "error",
      message: { text: problem },
      locations: [{ physicalLocation: { artifactLocation: locationOf(file) } }],
    })),
  };
}

function resultOf({ rule, code, severity, message, hint, machine, path, pointer, ...one }: Placed, ruleIndex: number) {
  const named = [machine, path].filter((part) => part !== "").join(" › ");
  return {
    ...{ ruleId: rule, ruleIndex, level: levelOf(severity) },
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    locations: [
      {
        physicalLocation: physicalLocation(one.file, one.range),
        ...(named !== "" && { logicalLocations: [{ fullyQualifiedName: named }] }),
      },
    ],
    ...(one.related !== undefined && {
      relatedLocations: one.related.map((place, index) => ({
        id: index + 1,
        message: { text: place.message },
        physicalLocation: physicalLocation(place.file ?? one.file, place.range),
      })),
    }),
    properties: { code, pointer },
  };
}

/** Without a place it stands for the file, which readers of SARIF show at its first line. */
const physicalLocation = (file: string, range: Range | undefined) => ({
  artifactLocation: locationOf(file),
  region: range === undefined ? { startLine: 1 } : regionOf(range),
});

const regionOf = ({ start, end }: Range) => ({
  ...{ startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
});

/** Files below the current folder are named relative to it, for it is the root that scanners know. */
const locationOf = (file: string) =>
  isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
