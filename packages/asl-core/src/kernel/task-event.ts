import type { Resource } from "../machine/resource.js";

type Prefix = Resource["events"];
const SUFFIXES = [
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
export type TaskSuffix = (typeof SUFFIXES)[number];

const namesOf = <P extends Prefix>(prefix: P) =>
  Object.fromEntries(SUFFIXES.map((suffix) => [suffix, prefix + suffix])) as { [S in TaskSuffix]: `${P}${S}` };

/** Event types by what is called and what happened: one text each, where a text put together anew would be kept with every event. */
export const TASK_EVENT = {
  LambdaFunction: namesOf("LambdaFunction"),
  Activity: namesOf("Activity"),
  Task: namesOf("Task"),
} as const satisfies Record<Prefix, unknown>;
