import type { ReadOptions, ReadText } from "../definition/index.js";
import type { TaskHandler } from "../drivers/handler.js";
import type { RunOptions } from "../drivers/run.js";
import type { Breakpoint } from "./breakpoint.js";
import type { Position } from "./position.js";

/** How a session runs: as `run` does, and what only a debugger has. */
export interface DebugOptions extends Omit<RunOptions, "observer" | "history"> {
  /** Does the tasks. One that throws UnansweredTask, and a session without one, leaves the task waiting: reason "task". */
  readonly handler?: TaskHandler;
  /**
   * Makes a handler that has been asked for nothing yet. With it a handler that counts is made anew, and asked once more for
   * what was asked before, wherever the run begins anew at an earlier position: after a change, and in a fork.
   */
  readonly makeHandler?: () => TaskHandler;
  /** Hears the texts of log points. */
  readonly onLog?: (text: string, breakpoint: Breakpoint, position: Position) => void;
  /** Called now and then while the run goes on, so that others get a word in and `pause` can be asked for. */
  readonly breathe?: () => Promise<void>;
}

/** How a recorded run goes on. */
export interface OpenOptions extends Pick<DebugOptions, "handler" | "makeHandler" | "objects" | "onLog" | "breathe"> {
  /** Reads the text the recorded definition was written in, so that breakpoints by line can be set. JSON is read without it. */
  readonly readSource?: (text: string, options: ReadOptions) => ReadText;
}
