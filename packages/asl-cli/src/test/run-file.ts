import type { Coverage } from "asl-core/testing/coverage";
import { Stop } from "../stop.js";
import { faultOf } from "./fault.js";
import { Golden } from "./golden.js";
import { Machines } from "./machines.js";
import type { CheckedOptions } from "./options.js";
import type { CaseResult, FileResult } from "./result.js";
import { type Bench, runCase } from "./run-case.js";
import { isWanted, openTestFile, type TestSource } from "./test-source.js";
import { TraceFiles } from "./trace-files.js";
import { writeInline } from "./update.js";

/** Runs the cases of one file that are asked for, in their order. `bail` ends with the first that does not pass. */
export async function runFile(path: string, options: CheckedOptions, coverage?: Coverage): Promise<FileResult> {
  const { filter, tags, bail, substitutions, update, fieldValidation } = options;
  traces.release(path);
  const golden = new Golden(update ? traces : undefined);
  const bench: Bench = { machines: new Machines(substitutions), golden, coverage, fieldValidation, opened: new Set() };
  try {
    const source = await openTestFile(path);
    const cases = await runCases(source, filter, tags, bail, bench);
    writeInline(source, bench.golden);
    return { file: path, cases, written: bench.golden.written, opened: openedBy(path, bench) };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { file: path, cases: [], fault: faultOf(error, path), written: [], opened: [path] };
  }
}

/** With --update all files are run by one thread. */
const traces = new TraceFiles();

async function runCases(source: TestSource, filter: string, tags: readonly string[], bail: boolean, bench: Bench) {
  const results: CaseResult[] = [];
  const told = new Map<string, string>();
  for (const one of source.cases) {
    if (!isWanted(one, source.file, filter, tags)) continue;
    const result = shortened(await runCase(one, source, bench), told);
    results.push(result);
    if (bail && (result.outcome === "failed" || result.outcome === "broken")) break;
  }
  return results;
}

/** What keeps several cases from being run is told with the first of them. `told`: each such text → that case. */
function shortened(result: CaseResult, told: Map<string, string>): CaseResult {
  const { fault, name } = result;
  if (fault === undefined) return result;
  const sameAs = told.get(fault.text);
  if (sameAs === undefined) told.set(fault.text, name);
  return sameAs === undefined ? result : { ...result, fault: { ...fault, sameAs } };
}

const openedBy = (path: string, { machines, golden, opened }: Bench): string[] => [
  ...new Set([path, ...machines.opened, ...golden.opened, ...opened]),
];
