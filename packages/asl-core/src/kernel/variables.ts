import { type Json, type JsonObject, own, put } from "../json.js";
import type { Node } from "../machine/machine.js";
import type { Frame } from "./execution.js";
import { boundOf, checkSize, dataLimitExceeded } from "./limits.js";
import { exactSize } from "./size.js";
import type { Turn } from "./turn.js";

/**
 * By how many bytes the variables of the execution grow with an Assign. AWS allows 256 KiB per Assign, as for a payload, and
 * 10 MiB of variables per execution (quotas); throws where either is passed. What a block has assigned counts until the
 * block ends. Measures what is assigned and what it replaces, so each value twice at most.
 */
export function checkAssigned(turn: Turn, frame: Frame, node: Node, assigned: JsonObject): number {
  const { limits, stored } = turn.execution;
  if (limits.variables === 0) return checkPayload(turn, frame, node, assigned);
  const size = exactSize(assigned);
  checkSize(assigned, size, limits.payload, node.name);
  const growth = size - exactSize(replacedBy(assigned, frame.variables));
  if (stored + growth > limits.variables) throw dataLimitExceeded(node.name);
  return growth;
}

function checkPayload(turn: Turn, frame: Frame, node: Node, assigned: JsonObject): number {
  const { payload } = turn.execution.limits;
  checkSize(assigned, boundOf(assigned, frame.input, frame.bound, payload), payload, node.name);
  return 0;
}

/** The variables of the block that get new values. */
function replacedBy(assigned: JsonObject, variables: JsonObject | null): JsonObject {
  const replaced: JsonObject = {};
  if (variables === null) return replaced;
  for (const name of Object.keys(assigned)) {
    const value: Json | undefined = own(variables, name);
    if (value !== undefined) put(replaced, name, value);
  }
  return replaced;
}

/** Assign: from the next state on, the frame's block sees these values. `growth` is what checkAssigned gave. */
export function assign(turn: Turn, frame: Frame, node: Node, assigned: JsonObject, growth: number): void {
  frame.variables = frame.variables === null ? assigned : { ...frame.variables, ...assigned };
  frame.stored += growth;
  turn.execution.stored += growth;
  if (turn.io.stage !== undefined) turn.io.stage(frame, node, "variables", frame.variables);
}
