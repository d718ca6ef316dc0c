import type { WaitNode } from "../../machine/machine.js";
import { effectiveInput, leave } from "../leave.js";
import type { StateKind } from "./state-kind.js";

/** Waits on the execution's clock; a moment in the past does not wait at all. */
export const wait: StateKind<WaitNode> = {
  enter(turn, frame, node) {
    const input = effectiveInput(turn, frame, node);
    const at = node.until(turn.scope.at(frame, input));
    if (at <= turn.execution.now) return leave(turn, frame, node, input);
    turn.openWait(frame, turn.execution.current);
    turn.timer(frame, "wait", at);
  },
  resume(turn, frame, node) {
    leave(turn, frame, node, effectiveInput(turn, frame, node));
  },
};
