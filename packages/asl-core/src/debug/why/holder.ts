import { parsePointer } from "../../definition/location.js";
import type { JsonObject } from "../../json.js";
import { at } from "./source.js";
import type { Visit } from "./visits.js";

/** Who holds Assign and Output of the way a visit took: the state, a choice rule or a catcher. */
export interface Holder {
  readonly object: JsonObject;
  readonly pointer: string;
  /** "" for the state itself, else "Choices[2]." */
  readonly name: string;
}

/** The holder of the way a visit left its state by. */
export function holderOf({ state, node, exited }: Visit): Holder {
  const [kind, number] = (exited?.via ?? "").split(" ");
  const list = kind === "choice" ? "Choices" : "Catch";
  if (kind !== "choice" && kind !== "catch") return { object: state, pointer: node.pointer, name: "" };
  const pointer = `/${list}/${number}`;
  const object = at(state, parsePointer(pointer)) as JsonObject;
  return { object, pointer: node.pointer + pointer, name: `${list}[${number}].` };
}
