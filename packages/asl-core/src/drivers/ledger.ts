import type { Command, Event, Execution, Input, ScheduleTask, StartChild, Token } from "../kernel/index.js";
import type { NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";

/** What an execution is due: its first turn, an input, or a command that a schedule puts off. Plain JSON. */
export type Due = { type: "Begin" } | Input | ScheduleTask | Extract<Command, { type: "StartTimer" }>;

/** Something due to an execution at a moment. */
export interface Delivery {
  /** Where the ledger keeps it. */
  readonly place: number;
  /** Number of the execution. */
  readonly execution: number;
  readonly what: Due;
  readonly at: Millis;
  /** Deliveries of one lane keep their order under a schedule. */
  readonly lane: number;
  /** Where a schedule puts it among what is due at the same moment; 0 without one. */
  readonly rank: number;
}

/** How a child execution was started. */
export interface Origin {
  /** Number of the execution that started it. */
  readonly parent: number;
  /** The parent's token it runs under. */
  readonly token: Token;
  readonly command: StartChild;
  readonly at: Millis;
  /** Places in the distributed Maps around it, outermost first. */
  readonly iteration: readonly number[];
}

/**
 * Keeps what a run does, so that it can be made again from any step on. Where one is kept, the commands of a turn that was
 * halted wait until the turn has ended.
 */
export interface Ledger {
  /** An execution takes a turn, with an input or none. `commands` fills with what it asks for meanwhile. */
  turn(execution: number, input: Input | undefined, commands: readonly Command[]): void;
  /** An execution whose parent wants it no more is stopped while the parent's commands are carried out. */
  dismissed(execution: number, input: Input): void;
  /** Something becomes due: gives its place, of which `delivered` is told when it comes about, or turns out to be in vain. */
  due(execution: number, what: Due, at: Millis, lane: number, rank: number): number;
  delivered(place: number): void;
  /** A handler is asked. */
  asked(execution: number, token: Token, node: NodeIndex): void;
  /** A child execution has been started; its number is the next one. Gives the list its events are to be kept in. */
  started(child: Execution, origin: Origin): Event[];
}
