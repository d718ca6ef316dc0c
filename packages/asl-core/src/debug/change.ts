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
  /** The value of the k-th data stage of the step with this number; `path`: where in it something was put. */
  | { type: "Stage"; stage: number; value: Json; path?: string }
  /** The frame starts anew at a state of its block. */
  | { type: "Jump"; frame: number; state: string; input?: Json }
  /** A task's timeout or heartbeat is due now. */
  | { type: "Hasten"; token: Token; timer: TimerKind }
  /** From here on another definition applies; `source`: the text it was written in, where that is known. */
  | { type: "Reload"; definition: Json; source?: Source };

const TYPES: Record<Change["type"], true> = { Set: true, Stage: true, Jump: true, Hasten: true, Reload: true };

/** Whether something that came to an execution is a change made by hand. */
export const isChange = (what: { readonly type: string }): what is Change => Object.hasOwn(TYPES, what.type);

/** Whether it gives an execution something to do, so that a turn begins. */
export const beginsTurn = (what: { readonly type: string }): boolean => !isChange(what) || what.type === "Jump";
