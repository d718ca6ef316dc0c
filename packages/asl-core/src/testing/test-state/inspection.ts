import { type Json, type JsonObject, stringify } from "../../json.js";
import type { Stage } from "../../kernel/index.js";
import type { Node, StateType } from "../../machine/machine.js";
import { httpExchange } from "./http-exchange.js";
import type { InspectionLevel } from "./request.js";
import type { ErrorDetails, InspectionData } from "./response.js";
import type { SingleRun } from "./single-run.js";

type Shown = readonly Exclude<Stage, "variables" | "output">[];

const PLAIN: Shown = ["input", "afterInputPath"];
const RESULT: Shown = ["result", "afterResultSelector", "afterResultPath"];
const SHAPED: Shown = [...PLAIN, "afterParameters", ...RESULT];

/** The stages TestState tells of a JSONPath state (recorded). A Parallel's own input shaping is not among them. */
const JSONPATH: Record<StateType, Shown> = {
  Pass: SHAPED,
  Task: SHAPED,
  Choice: PLAIN,
  Wait: PLAIN,
  Succeed: PLAIN,
  Fail: PLAIN,
  Map: [...PLAIN, "afterItemsPath", "afterResultSelector", "afterResultPath"],
  Parallel: ["input", "afterResultSelector", "afterResultPath"],
};

/** The same of JSONata states: of Tasks alone more than the input (recorded). */
const shownOf = ({ jsonata, kind }: Node): Shown => {
  if (!jsonata) return JSONPATH[kind];
  return kind === "Task" ? ["input", "afterArguments", "result"] : ["input"];
};

/** The inspection data of a state that has been run. `variables` are those it began with. */
export function inspectionData(
  run: SingleRun,
  level: InspectionLevel,
  variables: JsonObject | undefined,
): InspectionData {
  const data: InspectionData = {};
  addStages(data, run);
  if (run.state.node.kind === "Map") addMap(data, run);
  const after = run.stages.get("variables") ?? variables ?? {};
  if (Object.keys(after as JsonObject).length > 0) data.variables = stringify(after);
  const details = errorDetails(run);
  if (details !== undefined) data.errorDetails = details;
  return level === "TRACE" && isHttp(run.state.node) && run.exchange !== null
    ? Object.assign(data, httpExchange(run.exchange.request, run.exchange.result))
    : data;
}

const isHttp = (node: Node): boolean => node.kind === "Task" && node.resource.type === "http";

function addStages(data: InspectionData, run: SingleRun): void {
  for (const stage of shownOf(run.state.node)) {
    const value = stageValue(stage, run);
    if (value !== undefined) data[stage] = stringify(value);
  }
}

/** ResultSelector is told of where there is none, too, and of a Fail its InputPath, which it cannot have (recorded). */
function stageValue(stage: Stage, { stages, state, figures }: SingleRun): Json | undefined {
  const value = stages.get(stage);
  if (stage === "afterInputPath" && state.node.kind === "Fail") return stages.get("input");
  if (stage === "afterItemsPath" && figures === null) return undefined;
  if (stage !== "afterResultSelector" || value !== undefined) return value;
  return stages.get("afterResultPath") === undefined
    ? undefined
    : (stages.get("result") ?? stages.get("afterParameters"));
}

function addMap(data: InspectionData, { figures, stages, pointed }: SingleRun): void {
  if (pointed !== undefined) data.afterItemsPointer = stringify(pointed);
  if (stages.selected.length > 0) data.afterItemSelector = stringify(stages.selected);
  if (figures === null) return;
  const { batches, ...numbers } = figures;
  if (batches !== undefined) data.afterItemBatcher = stringify(batches);
  for (const [name, value] of Object.entries(numbers))
    if (value !== undefined) data[name as keyof typeof numbers] = value;
}

/** A Catch entry that takes the error up is told, not the retrier used up before it. */
function errorDetails({ retrier, catcher, backoff }: SingleRun): ErrorDetails | undefined {
  if (catcher !== null) return { catchIndex: catcher };
  if (retrier === null) return undefined;
  const retryIndex = retrier.index;
  return backoff === null ? { retryIndex } : { retryIndex, retryBackoffIntervalSeconds: Math.floor(backoff / 1000) };
}
