import type { Resource } from "../machine/resource.js";

type Prefix = Resource["events"];
/** What happens to tasks, as the ends of the names of events. */
export const TASK_SUFFIXES = [
  "Scheduled",
  "Started",
  "Succeeded",
  "Failed",
  "ScheduleFailed",
  "StartFailed",
  "SubmitFailed",
  "TimedOut",
] as const;
/** What happened to a task. */
export type TaskSuffix = (typeof TASK_SUFFIXES)[number];

const namesOf = <P extends Prefix>(prefix: P) =>
  Object.fromEntries(TASK_SUFFIXES.map((suffix) => [suffix, prefix + suffix])) as { [S in TaskSuffix]: `${P}${S}` };

/** Event types by what is called and what happened: one text each, where a text put together anew would be kept with every event. */
export const TASK_EVENT = {
  LambdaFunction: namesOf("LambdaFunction"),
  Activity: namesOf("Activity"),
  Task: namesOf("Task"),
} as const satisfies Record<Prefix, unknown>;
