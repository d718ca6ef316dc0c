import type { TaskRequest } from "asl-core";
import type { Breakpoint, DebugSession, Position, Program } from "asl-core/debug";
import type { Given, Replayed } from "../protocol.js";

/** What a session tells while it goes on. */
export interface Hooks {
  log(text: string, breakpoint: Breakpoint, position: Position): void;
  breathe(): Promise<void>;
  /** A handler has given what is no result: its task waits for another. */
  fault?(text: string): void;
}

/** A run to be debugged. */
export interface Debugged {
  /** What it is called. */
  readonly title: string;
  /** The run from its beginning: a new session each time. */
  open(hooks: Hooks): DebugSession;
  /** Reads the definition's file once more; absent where there is none. */
  readonly reread?: () => Promise<Program>;
  /** Reads an edited definition's text; absent: as a definition by the name of the first. */
  readonly read?: (text: string) => Promise<Program>;
  /** What a task could be answered that waits. */
  suggested?(request: TaskRequest): Given | undefined;
  /** Of a replayed history: how the run compares with it, once it has gone as far as it goes by itself. */
  readonly compare?: (session: DebugSession, breathe: () => Promise<void>) => Promise<Replayed>;
  /** Whether it is gone on with at once, to its end. */
  readonly runs?: boolean;
  /** What is to be said of it, a sentence each. */
  readonly notes?: readonly string[];
}
