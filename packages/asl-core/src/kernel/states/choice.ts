import { StatesError } from "../../errors.js";
import type { Json } from "../../json.js";
import type { ChoiceNode, Way } from "../../machine/machine.js";
import type { Frame } from "../execution.js";
import { effectiveInput, leave } from "../leave.js";
import type { Turn } from "../turn.js";
import { neverWaits, type StateKind } from "./state-kind.js";

/** The first rule that holds decides, with its own Assign and Output; else Default, with the state's. */
export const choice: StateKind<ChoiceNode> = {
  enter(turn, frame, node) {
    const input = effectiveInput(turn, frame, node);
    const way = firstMatch(turn, frame, node, input);
    if (way === null) throw noMatch();
    leave(turn, frame, node, input, way);
  },
  resume: neverWaits,
};

function firstMatch(turn: Turn, frame: Frame, node: ChoiceNode, input: Json): Way | null {
  const { rules } = node;
  const scope = turn.scope.at(frame, input);
  for (let i = 0; i < rules.length; i++) if (rules[i].matches(scope)) return rules[i];
  return node.otherwise;
}

/** Measured in us-east-1 for JSONPath machines; `States.NoChoiceMatched` of the documentation does not appear. */
const noMatch = (): StatesError =>
  new StatesError("States.Runtime", "Failed to transition out of the state. The state does not point to a next state.");
