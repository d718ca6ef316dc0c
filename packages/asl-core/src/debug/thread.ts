import type { Millis } from "../time.js";

/** A frame of one execution: "2:7" is the frame with serial 7 of execution 2. Never reused within a run. */
export type FrameId = string;

/** A thread by its innermost frame. */
export type ThreadId = FrameId;

/** The id of a frame. */
export const frameId = (execution: number, serial: number): FrameId => `${execution}:${serial}`;

/** The parts of an id; undefined where it is none. */
export function parseFrameId(id: FrameId): { execution: number; serial: number } | undefined {
  const found = /^(\d{1,15}):(\d{1,15})$/.exec(id);
  return found === null ? undefined : { execution: Number(found[1]), serial: Number(found[2]) };
}

/** One place where a run currently is: a live frame without live children. */
export interface Thread {
  readonly id: ThreadId;
  /** Readable: "execution", "Fulfil › branch 0", "iteration 3 of Charge". */
  readonly name: string;
  /** Number of its execution. */
  readonly execution: number;
  /** Serial of its frame. */
  readonly frame: number;
  /** Path of the state it stands in. */
  readonly state: string;
  /** Ready: it goes on by itself. Waiting: for a task, a Wait. Joining: for children that are not there yet. Backoff: to be tried again. */
  readonly status: "ready" | "waiting" | "joining" | "backoff";
  /** What it waits for, and until when where that is known. */
  readonly waits?: { readonly until?: Millis; readonly for: string };
  /** Its task was answered in the middle of a turn: that is taken up when the turn is over. */
  readonly answered?: true;
}
