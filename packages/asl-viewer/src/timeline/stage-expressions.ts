import { isExpressionText, isObject, type Json, type JsonObject, own } from "asl-core";
import { step } from "./json-rows.js";

/** An expression in JSONata in a state, and the place of its value in the data of the stage it makes. */
export interface StageExpression {
  /** JSON pointer into the stage's value; "" for the whole. */
  readonly pointer: string;
  /** With its markers. */
  readonly text: string;
}

/** More are not shown. */
const MOST = 30;

/** Fields by the stages they make, where each value has one expression. */
const FIELDS: Readonly<Record<string, string>> = {
  Arguments: "Arguments",
  Items: "Items",
  Assign: "Assign",
  Assigned: "Assign",
  Output: "Output",
};

/**
 * The expressions that made a stage of a visit: of the state, or of the rule or catcher it was left by. None where the stage
 * is made of none. At most 30. O(size of the field).
 */
export function stageExpressions(state: JsonObject, via: string | null, stage: string): StageExpression[] {
  const field = Object.hasOwn(FIELDS, stage) ? FIELDS[stage] : undefined;
  if (field === undefined) return [];
  const found: StageExpression[] = [];
  gather(own(ownerOf(state, via, field), field), [], found);
  return found;
}

/** Assign and Output stand in the way a state is left by, where that has some. */
function ownerOf(state: JsonObject, via: string | null, field: string): JsonObject {
  const [, list, number] = /^(choice|catch) (\d+)$/.exec(via ?? "") ?? [];
  if (list === undefined || (field !== "Assign" && field !== "Output")) return state;
  const ways = own(state, list === "choice" ? "Choices" : "Catch");
  const way = Array.isArray(ways) ? ways[Number(number)] : undefined;
  return isObject(way) ? way : {};
}

function gather(value: Json | undefined, path: readonly (string | number)[], found: StageExpression[]): void {
  if (found.length >= MOST || path.length > 50) return;
  if (typeof value === "string") {
    if (isExpressionText(value)) found.push({ pointer: path.map(step).join(""), text: value });
  } else if (Array.isArray(value)) value.forEach((one, index) => gather(one, [...path, index], found));
  else if (isObject(value)) for (const [key, one] of Object.entries(value)) gather(one, [...path, key], found);
}
