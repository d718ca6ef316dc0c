import type { Colours } from "../output.js";
import type { FileResult } from "./result.js";

/** Writes results as texts. */
export interface Reporter {
  /** What is told as soon as a file has been run. */
  file?(result: FileResult): string;
  /** What is told when all have been, in their order. `took`: milliseconds in reality. */
  end(files: readonly FileResult[], took: number): string;
}

/** How texts for people look. */
export interface Look {
  readonly colours: Colours;
  readonly width: number;
  /** Whether passed cases are left out. */
  readonly quiet: boolean;
}
