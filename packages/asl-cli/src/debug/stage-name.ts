import type { Stage } from "asl-core";
import { nearest } from "asl-core";
import { STAGE_OF_FIELD } from "asl-core/debug";
import { Mistake } from "./mistake.js";

/** What people call the data stages: by the field that makes them. */
const STAGES: Readonly<Record<string, Stage>> = {
  Input: "input",
  ...STAGE_OF_FIELD,
  Variables: "variables",
};

/** All names, for completion. */
export const STAGE_NAMES: readonly string[] = Object.keys(STAGES);

/** The stage that is meant by a field's name, in any case. Throws Mistake. */
export function stageNamed(text: string): Stage {
  const small = text.toLowerCase();
  const found = STAGE_NAMES.find((name) => name.toLowerCase() === small || STAGES[name].toLowerCase() === small);
  if (found !== undefined) return STAGES[found];
  const near = nearest(text, STAGE_NAMES);
  throw new Mistake(
    `there is no data stage ${text}`,
    near === undefined ? `One of ${STAGE_NAMES.join(", ")}.` : `Did you mean ${near}?`,
  );
}

/** "after Arguments", "input": what a stage is called where it is shown. */
export const stageLabel = (stage: Stage): string => LABELS[stage];

const LABELS: Record<Stage, string> = {
  input: "input",
  afterInputPath: "InputPath",
  afterParameters: "Parameters",
  afterArguments: "Arguments",
  afterItemsPath: "Items",
  afterItemSelector: "ItemSelector",
  afterItemBatcher: "ItemBatcher",
  result: "result",
  afterResultSelector: "ResultSelector",
  afterResultPath: "ResultPath",
  variables: "variables",
  output: "output",
};
