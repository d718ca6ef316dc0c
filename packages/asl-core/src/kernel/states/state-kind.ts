import type { Node } from "../../machine/machine.js";
import type { Frame } from "../execution.js";
import type { Turn } from "../turn.js";

/** One state type, in two halves: what happens on entry, and what happens when what it waited for has arrived. */
export interface StateKind<N extends Node = Node> {
  /** The Entered event has been written. Also called for every retry. */
  enter(turn: Turn, frame: Frame, node: N): void;
  /** The frame holds the result in `output`, or its children have ended. */
  resume(turn: Turn, frame: Frame, node: N): void;
}

/** The second half of a state that never waits. */
export function neverWaits(): never {
  throw new RangeError("this state waits for nothing");
}
