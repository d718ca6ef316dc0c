import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Json } from "asl-core";
import {
  CaseError,
  readCase,
  runCases,
  type SuiteCase,
  type SuiteObserver,
  type SuiteReport,
} from "asl-core/conformance";
import { readTextFile, shortPath, writeIntoFolder } from "../files.js";
import { stdout } from "../output.js";
import { columns, cut, printableLines } from "../print/text.js";
import { EXIT, type ExitCode, Stop, usage } from "../stop.js";

/** What `asl conformance` is told, as the command line has it. */
export interface ConformanceOptions {
  filter?: string;
  json?: boolean;
  dump?: string;
}

/** `asl conformance`. Exit code 0 where every case gives what AWS gave, else 1. Throws Stop for what is no case. */
export async function conformanceCommand(folder: string, options: ConformanceOptions): Promise<ExitCode> {
  const files = caseFiles(folder);
  if (files.length === 0) throw usage(`there are no cases in ${folder}`, "A case is a .json file.");
  const report = runCases(cases(folder, files, options.filter), observer(options.dump));
  if (report.total === 0) throw usage(`no case contains ${JSON.stringify(options.filter ?? "")}`);
  if (options.json) stdout.line(JSON.stringify(report, null, 2));
  else printTable(report);
  return report.passed === report.total ? EXIT.succeeded : EXIT.failed;
}

/** All .json files below a folder, in the order of their paths. */
function caseFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names.filter((name) => name.endsWith(".json")).sort();
  } catch (reason) {
    throw usage(`cannot read ${folder}: ${(reason as Error).message}`);
  }
}

function* cases(folder: string, files: readonly string[], filter: string | undefined): Generator<SuiteCase> {
  for (const name of files) {
    const one = { area: areaOf(folder, name), case: load(join(folder, name)) };
    if (filter === undefined || one.case.id.includes(filter) || one.area.includes(filter)) yield one;
  }
}

/** The folder a case stands in. */
function areaOf(folder: string, name: string): string {
  const parent = dirname(name);
  return parent === "." ? basename(folder.replace(/[\\/]+$/, "")) || folder : parent.replaceAll("\\", "/");
}

function load(path: string): SuiteCase["case"] {
  const text = readTextFile(path, { what: "case", exitCode: EXIT.usage });
  try {
    return readCase(JSON.parse(text) as Json);
  } catch (reason) {
    if (!(reason instanceof CaseError || reason instanceof SyntaxError)) throw reason;
    throw new Stop(EXIT.usage, `${shortPath(path)} is no case: ${reason.message}`);
  }
}

/** Writes what each case gave: one file per case below a folder of its area. */
function observer(folder: string | undefined): SuiteObserver | undefined {
  if (folder === undefined) return undefined;
  return (one, result, differences) => {
    const file = join(folder, one.area, `${fileNameOf(one.case.id)}.json`);
    writeIntoFolder(file, `${JSON.stringify({ id: one.case.id, ...result, differences }, null, 2)}\n`);
  };
}

/** Ids are long and hold characters that file names may not: their end tells them apart, a checksum makes sure. */
function fileNameOf(id: string): string {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (Math.imul(sum, 31) + id.charCodeAt(i)) >>> 0;
  return `${id
    .slice(-100)
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[-.]+/, "")}-${sum.toString(16).padStart(8, "0")}`;
}

function printTable({ areas, failures, total, passed }: SuiteReport): void {
  const { green, red, dim, bold } = stdout.colours;
  const width = Math.max(...Object.keys(areas).map(columns), "total".length);
  for (const [name, count] of Object.entries(areas)) stdout.line(row(name, count));
  stdout.line(bold(row("total", { total, passed })));
  if (failures.length > 0) stdout.line();
  for (const { id, reason } of failures) stdout.line(`${red("✗")} ${id}\n${dim(indented(cut(reason, 1000)))}`);

  function row(name: string, count: { total: number; passed: number }): string {
    const paint = count.passed === count.total ? green : red;
    return `${name.padEnd(width)}  ${paint(`${count.passed} / ${count.total}`.padStart(12))}`;
  }
}

const indented = (text: string): string => printableLines(text).replace(/^/gm, "  ");
