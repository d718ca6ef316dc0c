import type { Stage } from "asl-core";
import type { BreakpointSpec } from "asl-core/debug";
import { stageNamed } from "../debug/stage-name.js";
import type { Asked } from "./asked.js";
import { Refusal } from "./refusal.js";

/** A data stage of a state as clients keep it, also from one session to the next. */
export const dataIdOf = (state: string, stage: Stage): string => JSON.stringify([state, stage]);

/** The stage after which a scope has its value. */
export const SCOPE_STAGES: Readonly<Record<string, readonly Stage[]>> = {
  Input: ["input"],
  Arguments: ["afterArguments", "afterParameters"],
  Result: ["result"],
  Output: ["output"],
  Variables: ["variables"],
};

/** The breakpoint a client asks for by such an id. Throws Refusal. */
export function dataBreakpoint(asked: Asked): BreakpointSpec {
  const dataId = asked.text("dataId");
  const condition = asked.optionalText("condition");
  const hitCondition = asked.optionalText("hitCondition");
  return { ...stageIn(dataId), ...(condition && { condition }), ...(hitCondition && { hitCondition }) };
}

function stageIn(dataId: string): { state: string; stage: Stage } {
  try {
    const [state, stage] = JSON.parse(dataId) as unknown[];
    if (typeof state === "string" && typeof stage === "string") return { state, stage: stageNamed(stage) };
  } catch {
    // told below
  }
  throw new Refusal(`${dataId} is no data stage`);
}
