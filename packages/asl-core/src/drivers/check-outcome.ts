import { notJson } from "./check-json.js";
import { TASK_STAGES, type TaskOutcome, type TaskRequest, type TaskStage } from "./handler.js";
import { HandlerError } from "./handler-error.js";

/** Throws HandlerError unless what a handler gave is an outcome: handlers may be JavaScript, and their word is not taken. */
export function checkOutcome(request: TaskRequest, outcome: TaskOutcome): void {
  const problem = problemOf(outcome as Partial<Fields> | null | undefined);
  if (problem !== undefined) throw new HandlerError(request, problem);
}

type Fields = Record<
  "type" | "output" | "error" | "cause" | "stage" | "takes" | "starts" | "heartbeats" | "workerName" | "submitted",
  unknown
>;

const isText = (value: unknown): boolean => value === undefined || value === null || typeof value === "string";
const isTime = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;

function problemOf(outcome: Partial<Fields> | null | undefined): string | undefined {
  const type = outcome?.type;
  if (!outcome || (type !== "success" && type !== "failure" && type !== "pending"))
    return "gave no outcome: use success(…), failure(…) or pending()";
  const { output, error, cause, stage, takes, starts, heartbeats, workerName, submitted } = outcome;
  if (type === "success" && notJson(output) !== undefined)
    return `returned something that is not JSON: ${notJson(output)}`;
  if (!isText(error) || !isText(cause)) return "gave an error or a cause that is not a text";
  if (stage !== undefined && !TASK_STAGES.includes(stage as TaskStage))
    return `gave a stage that is not known: ${TASK_STAGES.join(", ")}`;
  if (takes !== undefined && !isTime(takes)) return `gave takes that is no time in milliseconds: ${String(takes)}`;
  if (starts !== undefined && !isTime(starts)) return `gave starts that is no time in milliseconds: ${String(starts)}`;
  if (heartbeats !== undefined && !(Array.isArray(heartbeats) && heartbeats.every(isTime)))
    return "gave heartbeats that are not times in milliseconds";
  if (!isText(workerName)) return "gave a workerName that is not a text";
  if (submitted !== undefined && notJson(submitted) !== undefined)
    return `gave submitted that is not JSON: ${notJson(submitted)}`;
  return undefined;
}
