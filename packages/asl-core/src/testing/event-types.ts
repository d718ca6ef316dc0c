import type { EventType } from "../kernel/index.js";
import { TASK_SUFFIXES } from "../kernel/task-event.js";

const LISTED = [
  ...(["Choice", "Fail", "Map", "Parallel", "Pass", "Succeed", "Task", "Wait"] as const).map(
    (type) => `${type}StateEntered` as const,
  ),
  ...(["Choice", "Map", "Parallel", "Pass", "Succeed", "Task", "Wait"] as const).map(
    (type) => `${type}StateExited` as const,
  ),
  ...(["LambdaFunction", "Activity", "Task"] as const).flatMap((kind) =>
    TASK_SUFFIXES.map((step) => `${kind}${step}` as const),
  ),
  ...(["Started", "Succeeded", "Failed", "Aborted", "TimedOut"] as const).map((end) => `Execution${end}` as const),
  "TaskSubmitted",
  "EvaluationFailed",
  ...(["MapState", "MapIteration", "MapRun", "ParallelState"] as const).flatMap((kind) =>
    (["Started", "Succeeded", "Failed", "Aborted"] as const).map((step) => `${kind}${step}` as const),
  ),
  "TaskStateAborted",
  "WaitStateAborted",
] as const satisfies readonly EventType[];

/** Names of events; `never`, which does not compile, where the list lacks one. */
type Name = EventType extends (typeof LISTED)[number] ? string : never;

/** The types of all events a run may have. */
export const EVENT_TYPES: ReadonlySet<Name> = new Set<Name>(LISTED);
