import { Coverage } from "asl-core/testing/coverage";
import { writePart } from "../coverage/parts.js";
import { Golden } from "./golden.js";
import { Machines } from "./machines.js";
import type { CheckedOptions } from "./options.js";
import type { FileResult } from "./result.js";
import type { Bench } from "./run-case.js";
import { runFile } from "./run-file.js";

/** Runs test files one after the other, and tells of each as soon as it has been. */
export async function runSuite(
  paths: readonly string[],
  options: CheckedOptions,
  tell: (result: FileResult) => void = () => {},
): Promise<FileResult[]> {
  const bench = benchFor(options);
  const results: FileResult[] = [];
  for (const path of paths) {
    const result = await runFile(path, options, bench);
    results.push(result);
    tell(result);
    if (options.bail && isBad(result)) break;
  }
  writeCoverage(options, bench);
  return results;
}

/** What cases are run with. */
export const benchFor = ({ substitutions, update, coverage }: CheckedOptions): Bench => ({
  machines: new Machines(substitutions),
  golden: new Golden(update),
  coverage: coverage === undefined ? undefined : new Coverage(),
});

/** Adds what the runs covered to the folder of --coverage. */
export function writeCoverage({ coverage: folder }: CheckedOptions, { coverage }: Bench): void {
  if (folder !== undefined && coverage !== undefined) writePart(folder, coverage);
}

const isBad = ({ fault, cases }: FileResult): boolean =>
  fault !== undefined || cases.some(({ outcome }) => outcome === "failed" || outcome === "broken");
