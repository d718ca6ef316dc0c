import { valueAt } from "../definition/location.js";
import { isObject, type Json, own } from "../json.js";
import type { Machine } from "../machine/machine.js";

/** Names of the variables that some state assigns, itself, in a choice rule or in a catcher. Linear in the definition's states. */
export function assignable({ nodes, definition }: Machine): Set<string> {
  return new Set(nodes.flatMap(({ pointer }) => holdersIn(valueAt(definition, pointer)).flatMap(assignedBy)));
}

/** What of a state may have an Assign. */
function holdersIn(state: Json | undefined): (Json | undefined)[] {
  if (!isObject(state)) return [];
  const entries = ["Choices", "Catch"].flatMap((name) => own(state, name) ?? []);
  return [state, ...entries];
}

function assignedBy(holder: Json | undefined): string[] {
  const assign = isObject(holder) ? own(holder, "Assign") : undefined;
  return isObject(assign) ? Object.keys(assign).map((name) => name.replace(/\.\$$/, "")) : [];
}
