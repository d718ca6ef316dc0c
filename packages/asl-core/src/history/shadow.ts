import type { NodeIndex } from "../machine/machine.js";

/** What is known of a frame while a history is read. */
export interface Shadow {
  serial: number;
  parent: Shadow | null;
  slot: number;
  node: NodeIndex;
  /** Whether it stands in a state: after Entered, until Exited or Aborted. */
  entered: boolean;
  /** Whether the Parallel or Map it stands in has failed. */
  failed: boolean;
  /** Whether an iteration has ended. Branches have no event that says so. */
  ended: boolean;
  children: Shadow[];
}

/** A frame of which nothing is known but its place. */
export const shadow = (serial: number, parent: Shadow | null, slot: number, node: NodeIndex): Shadow => ({
  serial,
  parent,
  slot,
  node,
  entered: false,
  failed: false,
  ended: false,
  children: [],
});
