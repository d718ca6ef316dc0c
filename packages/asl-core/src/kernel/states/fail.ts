import { textOf } from "../../json.js";
import type { Expression } from "../../language/expression.js";
import type { FailNode } from "../../machine/machine.js";
import type { Frame } from "../execution.js";
import { recover } from "../recovery.js";
import type { Turn } from "../turn.js";
import { neverWaits, type StateKind } from "./state-kind.js";

/** Fails with the author's own error and cause, as they are: no introduction, no Exited event. */
export const fail: StateKind<FailNode> = {
  enter(turn, frame, node) {
    const error = evaluated(turn, frame, node.error);
    const cause = evaluated(turn, frame, node.cause);
    recover(turn, frame, node, { error, cause, heartbeat: false });
  },
  resume: neverWaits,
};

const evaluated = (turn: Turn, frame: Frame, expression: Expression | null): string | null =>
  expression === null ? null : textOf(expression(turn.scope.at(frame, frame.input)));
