import type { Json } from "../json.js";
import type { TimerKind, Token } from "../kernel/index.js";
import type { Source } from "./program.js";

/** What of a frame can be set between two steps. */
export type SettableScope = "Input" | "Variables" | "Result" | "Error";

/**
 * A change made by hand, as the tape keeps it: with it every position after it is made again. Plain JSON. Frames are named
 * by their serials. Set, Jump, Hasten and Reload are steps of their own; Stage is part of the step it changes.
 */
export type Change =
  /** The value at a JSON pointer below a scope of a frame; `path` "" is the whole scope. */
  | { type: "Set"; frame: number; scope: SettableScope; path: string; value: Json }
  /** The value of the k-th data stage of the step with this number. */
  | { type: "Stage"; stage: number; value: Json }
  /** The frame starts anew at a state of its block. */
  | { type: "Jump"; frame: number; state: string; input?: Json }
  /** A task's timeout or heartbeat is due now. */
  | { type: "Hasten"; token: Token; timer: TimerKind }
  /** From here on another definition applies; `source`: the text it was written in, where that is known. */
  | { type: "Reload"; definition: Json; source?: Source };
