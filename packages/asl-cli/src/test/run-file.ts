import type { Coverage } from "asl-core/testing/coverage";
import { Stop } from "../stop.js";
import { Golden } from "./golden.js";
import { Machines } from "./machines.js";
import type { CheckedOptions } from "./options.js";
import type { CaseResult, FileResult } from "./result.js";
import { type Bench, runCase } from "./run-case.js";
import { isWanted, openTestFile, type TestSource } from "./test-source.js";
import { writeInline } from "./update.js";

/** Runs the cases of one file that are asked for, in their order. `bail` ends with the first that does not pass. */
export async function runFile(path: string, options: CheckedOptions, coverage?: Coverage): Promise<FileResult> {
  const { filter, tags, bail, substitutions, update, fieldValidation } = options;
  const bench: Bench = { machines: new Machines(substitutions), golden: new Golden(update), coverage, fieldValidation };
  try {
    const source = await openTestFile(path);
    const cases = await runCases(source, filter, tags, bail, bench);
    writeInline(source, bench.golden);
    return { file: path, cases, written: bench.golden.written, opened: openedBy(path, bench) };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const text = error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
    return { file: path, cases: [], fault: { code: error.exitCode, text }, written: [], opened: [path] };
  }
}

async function runCases(source: TestSource, filter: string, tags: readonly string[], bail: boolean, bench: Bench) {
  const results: CaseResult[] = [];
  for (const one of source.cases) {
    if (!isWanted(one, source.file, filter, tags)) continue;
    const result = await runCase(one, source, bench);
    results.push(result);
    if (bail && (result.outcome === "failed" || result.outcome === "broken")) break;
  }
  return results;
}

const openedBy = (path: string, { machines, golden }: Bench): string[] => [path, ...machines.opened, ...golden.opened];
