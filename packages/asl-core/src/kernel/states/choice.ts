import { StatesError } from "../../errors.js";
import type { Json } from "../../json.js";
import { type ChoiceNode, END } from "../../machine/machine.js";
import type { Frame } from "../execution.js";
import { effectiveInput, leave } from "../leave.js";
import type { Turn } from "../turn.js";
import { neverWaits, type StateKind } from "./state-kind.js";

/** The first rule that holds decides, with its own Assign and Output; else Default, with the state's. */
export const choice: StateKind<ChoiceNode> = {
  enter(turn, frame, node) {
    const input = effectiveInput(turn, frame, node);
    const index = firstMatch(turn, frame, node, input);
    if (index >= 0) return leave(turn, frame, node, input, { ...node.rules[index], via: `choice ${index}` });
    if (node.default === END) throw noMatch(node);
    const { assign, output } = node.flow;
    leave(turn, frame, node, input, { via: "default", next: node.default, assign, output });
  },
  resume: neverWaits,
};

function firstMatch(turn: Turn, frame: Frame, node: ChoiceNode, input: Json): number {
  const scope = turn.scope.at(frame, input);
  for (let i = 0; i < node.rules.length; i++) if (node.rules[i].matches(scope)) return i;
  return -1;
}

/** Measured in us-east-1 for JSONPath machines; `States.NoChoiceMatched` of the documentation does not appear. */
const noMatch = (node: ChoiceNode): StatesError =>
  new StatesError("States.Runtime", "Failed to transition out of the state. The state does not point to a next state.", node.name);
