import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Coverage } from "asl-core/testing/coverage";
import { writePart } from "../coverage/parts.js";
import type { CheckedOptions } from "./options.js";
import type { FileResult } from "./result.js";
import { runFile } from "./run-file.js";
import { isBad } from "./tally.js";

/**
 * Runs test files, and tells of each in their order as soon as it and those before it have been run. Large suites are
 * spread over threads, file by file; not so with --update, as files may share golden traces.
 */
export async function runSuite(
  paths: readonly string[],
  options: CheckedOptions,
  tell: (result: FileResult) => void = () => {},
): Promise<FileResult[]> {
  const threads = options.update ? 1 : threadsFor(paths);
  if (threads > 1) {
    const { runParallel } = await import("./parallel.js");
    return runParallel(paths, options, threads, tell);
  }
  const coverage = coverageFor(options);
  const results: FileResult[] = [];
  for (const path of paths) {
    const result = await runFile(path, options, coverage);
    results.push(result);
    tell(result);
    if (options.bail && isBad(result)) break;
  }
  writeCoverage(options, coverage);
  return results;
}

/** Bytes of test files that keep a thread busy for longer than it takes to start. */
const WORTH = 200_000;
/** Files bring more work than their size says: each loads its machines. */
const EACH = 4000;

/** How many threads pay: none but this one for small suites. */
function threadsFor(paths: readonly string[]): number {
  const sizes = paths.map((path) => sizeOf(path) + EACH);
  const worth = Math.floor(sizes.reduce((sum, size) => sum + size, 0) / WORTH);
  return Math.min(paths.length, availableParallelism(), 8, worth);
}

/** 0 for what cannot be looked at: reading it tells why. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** Where runs are seen: with --coverage only. */
export const coverageFor = ({ coverage }: CheckedOptions): Coverage | undefined =>
  coverage === undefined ? undefined : new Coverage();

/** Adds what the runs covered to the folder of --coverage. */
export function writeCoverage({ coverage: folder }: CheckedOptions, coverage: Coverage | undefined): void {
  if (folder !== undefined && coverage !== undefined) writePart(folder, coverage);
}
