import type { Json } from "../json.js";

/** Details of one event: values are JSON texts where AWS sends texts. */
export type AwsDetails = { [key: string]: Json };

/** One event in the shape of GetExecutionHistory's answer; `timestamp` is in epoch seconds. */
export interface AwsEvent {
  timestamp: number;
  type: string;
  id: number;
  previousEventId: number;
  [details: `${string}EventDetails`]: AwsDetails | undefined;
}

/** The member that holds an event's details: one for all states' Entered and one for all Exited events. */
export function detailsKey(type: string): `${string}EventDetails` {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type[0].toLowerCase()}${type.slice(1)}EventDetails`;
}

/** The details of an event, whatever its type. */
export function detailsOf(event: AwsEvent): AwsDetails {
  for (const key in event) if (key.endsWith("EventDetails")) return event[key as `${string}EventDetails`] ?? {};
  return {};
}

/** Whether a kernel writes events of this type: AWS's without those of redrive. */
export function isEventType(type: string): boolean {
  if (met.has(type)) return true;
  const isKnown = KNOWN.test(type);
  if (isKnown) met.add(type);
  return isKnown;
}

/** Each type is looked at once. */
const met = new Set<string>();

/** Whether it is one of the two that a redrive writes. */
export const isRedrive = (type: string): boolean => type === "ExecutionRedriven" || type === "MapRunRedriven";

const KNOWN = new RegExp(
  `^(${[
    "Execution(Started|Succeeded|Failed|Aborted|TimedOut)",
    "(Pass|Task|Choice|Wait|Succeed|Parallel|Map)State(Entered|Exited)|FailStateEntered",
    "(LambdaFunction|Activity|Task)(Scheduled|Started|Succeeded|Failed|ScheduleFailed|StartFailed|SubmitFailed|TimedOut)",
    "TaskSubmitted|EvaluationFailed|(Task|Wait|Parallel|Map)StateAborted",
    "(Parallel|Map)State(Started|Succeeded|Failed)|(MapIteration|MapRun)(Started|Succeeded|Failed|Aborted)",
  ].join("|")})$`,
);
