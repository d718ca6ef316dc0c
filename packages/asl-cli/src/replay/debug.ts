import type { RecordedHandler, RecordedHistory, RunOptions } from "asl-core";
import { type ExitCode, usage } from "../stop.js";
import type { Replayed } from "./machine.js";

/** What the debugger is opened with. */
export interface DebuggedReplay {
  readonly history: RecordedHistory;
  readonly on: Replayed;
  /** Input, clock and names of the recorded execution; without a handler. */
  readonly runOptions: RunOptions;
  /** A handler that serves the recorded results. Each serves one run: a run made anew needs a new one. */
  makeHandler(): RecordedHandler;
}

/** Opens the terminal debugger on a recorded execution. This is the one place where the two are wired together. */
export async function debugReplay(_replay: DebuggedReplay): Promise<ExitCode> {
  throw usage("the debugger cannot be opened from here yet", "Leave out --debug to see where the execution diverges.");
}
