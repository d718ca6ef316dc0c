import type { Observer } from "../drivers/observer.js";
import type { Machine } from "../machine/machine.js";
import { CoverageFolder } from "./coverage-folder.js";
import { environment } from "./files.js";

/** What sees which part of a machine runs reach; a Coverage is one. */
export interface CoverageSink {
  /** Called for every run; `origin` says where the machine comes from. */
  collector(machine: Machine, origin: { readonly file?: string; readonly machine?: string }): Observer;
}

let common: CoverageSink | undefined;
let asked = false;

/** Where runs without a `coverage` of their own are seen; undefined: nowhere. For set-up files of test runners. */
export function coverAll(sink: CoverageSink | undefined): void {
  common = sink;
  asked = true;
}

/**
 * The sink of a run. Where none was named, the environment variable ASL_COVERAGE_DIR names a folder that coverage is added
 * to, for `asl coverage` to merge.
 */
export function sinkOf(own: CoverageSink | undefined): CoverageSink | undefined {
  if (own !== undefined) return own;
  if (!asked) coverAll(folderInEnvironment());
  return common;
}

function folderInEnvironment(): CoverageSink | undefined {
  const folder = environment("ASL_COVERAGE_DIR");
  return folder === undefined ? undefined : new CoverageFolder(folder);
}
