import type { TaskRequest } from "../drivers/handler.js";
import type { Position } from "./position.js";
import type { ThreadId } from "./thread.js";

/**
 * Why a session stands where it stands. entry: at the beginning of a run; step: a step was asked for; breakpoint, error: one
 * was hit; task: a task waits for an answer that nobody gives; pause: it was asked to; end: the run has ended, or waits for
 * nothing that could come; start: gone back to the very beginning; goto: taken there.
 */
export type StopReason = "entry" | "step" | "breakpoint" | "error" | "task" | "pause" | "end" | "start" | "goto";

/** How far `step` goes. */
export type StepKind = "stage" | "into" | "over" | "out" | "visit" | "iteration" | "error" | "retry";

/** How far `back` goes. */
export type BackKind = (typeof BACK_KINDS)[number];
/** All of them. */
export const BACK_KINDS = ["stage", "step", "over", "out"] as const;

/** Where a session stands, and why. Plain JSON. */
export interface Stop {
  readonly reason: StopReason;
  readonly position: Position;
  /** The thread whose step comes next, or that the stop is about. "0:1", the first, where none is left. */
  readonly thread: ThreadId;
  /** Path of the state it stands in. */
  readonly state?: string;
  /** Ids of the breakpoints that were hit. */
  readonly breakpoints?: readonly number[];
  readonly error?: { readonly error: string | null; readonly cause: string | null };
  /** The task that waits for an answer. */
  readonly request?: TaskRequest;
  /** One readable sentence. */
  readonly text?: string;
}
