import type { RunOptions } from "../drivers/run.js";
import type { Machine } from "../machine/machine.js";

/** What sees which part of a machine runs reach; a Coverage is one. */
export interface CoverageSink {
  /** Called for every run; `origin` says where the machine comes from. */
  collector(
    machine: Machine,
    origin: { readonly file?: string; readonly machine?: string },
  ): Required<Pick<RunOptions, "onEvent" | "onRetrier">>;
}

let common: CoverageSink | undefined;

/** Where runs without a `coverage` of their own are seen; undefined: nowhere. For set-up files of test runners. */
export function coverAll(sink: CoverageSink | undefined): void {
  common = sink;
}

/** The sink of a run. */
export const sinkOf = (own: CoverageSink | undefined): CoverageSink | undefined => own ?? common;
