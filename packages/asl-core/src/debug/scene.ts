import type { TaskRequest } from "../drivers/handler.js";
import type { Event, Execution, Token } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { Position } from "./position.js";
import type { Wait } from "./wait.js";

/**
 * All executions of a run as they stand at one position. It stays as it is, whatever the session does afterwards; nobody may
 * change anything in it. Inside a step (`position.stage` > 0) the execution whose step it is has been taken as far as that
 * stage: events written by then count, frames are what they are in the middle of the step.
 */
export interface Scene {
  /** The machine of this position: a reload later gives later positions another one. */
  readonly machine: Machine;
  readonly position: Position;
  /** The run's clock. */
  readonly now: Millis;
  /** By number: `executions[n].number === n`, ended ones included. */
  readonly executions: readonly SceneExecution[];
  /** Requests without an answer by hand or timer so far, in the order in which they were made. Made when first read. */
  readonly waiting: readonly TaskRequest[];
  /** Tasks that were answered in the middle of a turn: the answers are taken up when that is over. */
  readonly answered?: readonly Wait[];
}

/** One execution in a scene. */
export interface SceneExecution {
  /** 0: the root; child executions of distributed Maps count from 1 in the order in which they were started. */
  readonly number: number;
  readonly execution: Execution;
  /** The execution that started it, and the token of the Map Run there. Null for the root. */
  readonly parent: { readonly execution: number; readonly token: Token } | null;
  /** Places in the distributed Maps around it, outermost first. */
  readonly iteration: readonly number[];
  /** Those written so far, `events[i].id === i + 1`: the very events of the run, not copies. O(their number) when first read. */
  readonly events: readonly Event[];
}
