import type { SucceedNode } from "../../machine/machine.js";
import { effectiveInput, leave } from "../leave.js";
import { neverWaits, type StateKind } from "./state-kind.js";

/** Ends the block it stands in: `next` of a Succeed is always the block's end. */
export const succeed: StateKind<SucceedNode> = {
  enter(turn, frame, node) {
    leave(turn, frame, node, effectiveInput(turn, frame, node));
  },
  resume: neverWaits,
};
