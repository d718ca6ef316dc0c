import type { TaskRequest } from "asl-core";
import type { Breakpoint, DebugSession, Position, Program } from "asl-core/debug";
import type { Given } from "./given.js";

/** How the debugger comes to its run. */
export interface Opening {
  /** What the machine is called. */
  readonly title: string;
  /** The run from its beginning: a new session each time. */
  open(hooks: Hooks): DebugSession;
  /** Reads the definition once more; undefined where there is no file to read. Rejects with Stop where it is not valid. */
  readonly reread?: () => Promise<Program>;
  /** The definition came with the run: a file it names is nothing to be read. */
  readonly bringsDefinition?: boolean;
  /** Files that were read for it: nothing is written over them. */
  readonly reads?: readonly string[];
  /** What is to be said where it is opened. */
  readonly note?: string;
  /** What a task could be answered that waits: a recording near to it. */
  suggested?(request: TaskRequest): Given | undefined;
}

/** What a session tells while it goes on. */
export interface Hooks {
  log(text: string, breakpoint: Breakpoint, position: Position): void;
  breathe(): Promise<void>;
  /** A handler has given what is no result: its task waits for another. */
  fault?(text: string): void;
}
