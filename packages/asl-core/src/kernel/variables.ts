import { type Json, type JsonObject, own, put } from "../json.js";
import type { Node } from "../machine/machine.js";
import type { Execution, Frame } from "./execution.js";
import { checkSize, dataLimitExceeded, refuseDeep } from "./limits.js";
import { exactSize, sizeBound } from "./size.js";
import type { Turn } from "./turn.js";

/*
 * AWS allows 256 KiB per Assign, as for a payload, and 10 MiB of variables per execution (quotas). What a block has assigned
 * counts until the block ends. As long as the bounds of everything ever assigned stay below the limit, nothing is
 * measured; once they pass it, all variables are, and from then on each Assign measures what is new and what it replaces.
 */

/** By how many bytes, at most, the variables grow with an Assign; throws where it is too large, or they become so. */
export function checkAssigned(turn: Turn, frame: Frame, node: Node, assigned: JsonObject): number {
  const { execution } = turn;
  const { payload, variables } = execution.limits;
  if (payload === 0) refuseDeep(assigned);
  const most = payload === 0 ? variables : payload;
  if (most === 0) return 0;
  const known = payload === 0 ? undefined : frame.input;
  const bound = checkSize(assigned, sizeBound(assigned, known, frame.bound, most), most, node.name);
  if (variables === 0) return 0;
  if (!execution.measured) {
    if (execution.stored + bound <= variables) return bound;
    measureAll(execution);
  }
  const growth = exactSize(assigned) - exactSize(replacedBy(assigned, frame.variables));
  if (execution.stored + growth > variables) throw dataLimitExceeded(node.name);
  return growth;
}

function measureAll(execution: Execution): void {
  execution.measured = true;
  execution.stored = 0;
  for (const frame of execution.frames) {
    if (frame === null) continue;
    frame.stored = frame.variables === null ? 0 : exactSize(frame.variables);
    execution.stored += frame.stored;
  }
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
  if (turn.io.stage !== undefined) show(turn, frame, node, frame.variables);
}

function show(turn: Turn, frame: Frame, node: Node, variables: JsonObject): void {
  const shown = turn.show(frame, node, "variables", variables) as JsonObject;
  if (shown !== variables) setVariables(turn.execution, frame, shown);
}

/** Gives a block variables that no Assign has made. O(variables of all frames). */
export function setVariables(execution: Execution, frame: Frame, variables: JsonObject): void {
  frame.variables = variables;
  if (execution.limits.variables !== 0) measureAll(execution);
}
