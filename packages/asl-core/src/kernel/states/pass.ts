import type { PassNode } from "../../machine/machine.js";
import { effectiveInput, leave, requestOf } from "../leave.js";
import { neverWaits, type StateKind } from "./state-kind.js";

/** A Result is the result whatever InputPath and Parameters give; without it the shaped input is. */
export const pass: StateKind<PassNode> = {
  enter(turn, frame, node) {
    if (node.result !== undefined) {
      const { result } = node;
      return leave(turn, frame, node, turn.io.stage === undefined ? result : turn.show(frame, node, "result", result));
    }
    const { flow } = node;
    if (flow.effective === null && flow.arguments === null && turn.io.stage === undefined)
      return leave(turn, frame, node, frame.input);
    leave(turn, frame, node, requestOf(turn, frame, node, effectiveInput(turn, frame, node)));
  },
  resume: neverWaits,
};
