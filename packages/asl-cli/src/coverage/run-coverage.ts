import type { RunOptions } from "asl-core";
import { Coverage, observe } from "asl-core/testing/coverage";
import { shortPath } from "../files.js";
import type { LoadedDefinition } from "../run/definition.js";
import { targetOf } from "../source/target.js";
import { writePart } from "./parts.js";

/** The coverage of one run, on its way into a folder. */
export interface RunCoverage {
  /** The options of the run, watched. */
  observe(options: RunOptions): RunOptions;
  /** Writes what has been covered. Throws Stop where that fails. */
  write(): void;
}

/** Watches the run of a definition, named as on the command line. */
export function runCoverage(folder: string, written: string, { machine }: LoadedDefinition): RunCoverage {
  const { path, id } = targetOf(written);
  const coverage = new Coverage();
  const collector = coverage.collector(machine, { file: shortPath(path).replaceAll("\\", "/"), machine: id });
  return { observe: (options) => observe(options, collector), write: () => writePart(folder, coverage) };
}
