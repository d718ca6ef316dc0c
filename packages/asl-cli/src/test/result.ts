import type { CaseFailure } from "asl-core/testing";
import type { ExitCode } from "../stop.js";

/** A place in a test file, from 1. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

/** An expectation that was not met, with its place. */
export interface PlacedFailure extends CaseFailure {
  readonly at?: Mark;
}

/** What became of one case. Plain data of bounded size. */
export interface CaseResult {
  readonly name: string;
  readonly tags: readonly string[];
  readonly at?: Mark;
  readonly outcome: "passed" | "failed" | "skipped" | "broken";
  /** Why it was skipped. */
  readonly skip?: string;
  readonly failures: readonly PlacedFailure[];
  /** Why it could not be run, ready to be shown, and the exit code for it. */
  readonly fault?: Fault;
  /** How the execution ended; absent where there was none. */
  readonly status?: string;
  /** The error it failed with. */
  readonly error?: string;
  /** The states entered, in order: the first of them where they are many. */
  readonly path: readonly string[];
  /** The same in one line, with what is inside of Parallel and Map. */
  readonly way: string;
  /** On the virtual clock, in milliseconds. */
  readonly duration: number;
  /** In reality, in milliseconds. */
  readonly took: number;
  /** What is worth knowing and fails nothing. */
  readonly notes: readonly string[];
}

/** Something that keeps cases from being run. */
export interface Fault {
  readonly code: ExitCode;
  readonly text: string;
  readonly at?: Mark;
  /** The case before it in the file that the very same keeps from being run. */
  readonly sameAs?: string;
}

/** What became of the cases of one file. */
export interface FileResult {
  /** As reports name it. */
  readonly file: string;
  readonly cases: readonly CaseResult[];
  /** Why the file could not be used at all. */
  readonly fault?: Fault;
  /** Golden traces that were written. */
  readonly written: readonly string[];
  /** Files the cases were made of, and folders of their objects: what a watcher looks at. */
  readonly opened: readonly string[];
}
