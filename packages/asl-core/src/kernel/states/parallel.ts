import type { Json } from "../../json.js";
import type { ParallelNode } from "../../machine/machine.js";
import { newJoin, openChild } from "../children.js";
import type { Frame } from "../execution.js";
import { effectiveInput, leave, newBound, requestOf } from "../leave.js";
import type { Turn } from "../turn.js";
import type { StateKind } from "./state-kind.js";

/** Runs every branch on the same input; the result is the array of their outputs in the branches' order. */
export const parallel: StateKind<ParallelNode> = {
  enter(turn, frame, node) {
    const input = requestOf(turn, frame, node, effectiveInput(turn, frame, node));
    turn.emit(frame, "ParallelStateStarted", () => null);
    openBranches(turn, frame, node, input);
  },
  resume(turn, frame, node) {
    const { exitFrom } = frame.join!;
    let result: Json = frame.join!.results;
    frame.join = null;
    frame.last = exitFrom;
    turn.emit(frame, "ParallelStateSucceeded", () => null);
    if (turn.io.stage !== undefined) result = turn.show(frame, node, "result", result);
    leave(turn, frame, node, result, undefined, exitFrom);
  },
};

function openBranches(turn: Turn, frame: Frame, node: ParallelNode, input: Json): void {
  const { execution, machine } = turn;
  const index = execution.current;
  const bound = newBound(turn, frame, input);
  frame.join = newJoin(node.branches.length, [], input, 0, null);
  frame.phase = "join";
  execution.current = -1;
  for (let slot = 0; slot < node.branches.length; slot++)
    openChild(turn, index, slot, machine.blocks[node.branches[slot]].start, input, bound, frame.last);
}
