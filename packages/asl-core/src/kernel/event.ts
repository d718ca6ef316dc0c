import type { Json, JsonObject } from "../json.js";
import type { NodeIndex, StateType } from "../machine/machine.js";
import type { Millis } from "../time.js";

/** An error name and a cause; null where AWS's event has no such field. */
export interface ErrorDetails {
  error: string | null;
  cause: string | null;
}
/** What was asked for when a task was scheduled. */
export interface ScheduledDetails {
  /** Evaluated Parameters or Arguments. */
  parameters: Json;
  timeoutSeconds: number | null;
  heartbeatSeconds: number | null;
  credentials: Json;
}
type Entered = { [T in `${StateType}StateEntered`]: { input: Json } };
type Exited = {
  [T in `${Exclude<StateType, "Fail">}StateExited`]: { output: Json; assigned: JsonObject | null };
};
type TaskEvents<Prefix extends "LambdaFunction" | "Activity" | "Task"> = {
  [T in `${Prefix}Scheduled`]: ScheduledDetails;
} & { [T in `${Prefix}Started`]: { workerName: string | null } } & {
  [T in `${Prefix}Succeeded`]: { output: Json };
} & { [T in `${Prefix}${"Failed" | "ScheduleFailed" | "StartFailed" | "SubmitFailed" | "TimedOut"}`]: ErrorDetails };

/** Event type → what it carries: AWS's 62 history event types less redrive, with live values instead of texts. */
export interface EventDetails
  extends Entered,
    Exited,
    TaskEvents<"LambdaFunction">,
    TaskEvents<"Activity">,
    TaskEvents<"Task"> {
  ExecutionStarted: { input: Json; roleArn: string };
  ExecutionSucceeded: { output: Json };
  ExecutionFailed: ErrorDetails;
  ExecutionAborted: ErrorDetails;
  ExecutionTimedOut: ErrorDetails;
  TaskSubmitted: { output: Json };
  EvaluationFailed: { error: string; cause: string; location: string | null };
  MapStateStarted: { length: number };
  MapIterationStarted: { index: number };
  MapIterationSucceeded: { index: number };
  MapIterationFailed: { index: number };
  MapIterationAborted: { index: number };
  MapRunStarted: { mapRunArn: string };
  MapRunFailed: ErrorDetails;
  MapRunSucceeded: null;
  MapRunAborted: null;
  MapStateSucceeded: null;
  MapStateFailed: null;
  MapStateAborted: null;
  ParallelStateStarted: null;
  ParallelStateSucceeded: null;
  ParallelStateFailed: null;
  ParallelStateAborted: null;
  TaskStateAborted: null;
  WaitStateAborted: null;
}

/** AWS's name of an event. */
export type EventType = keyof EventDetails;

/** One fact of a run; corresponds one to one to an AWS history event. Values are shared, never mutated. */
export interface EventOf<T extends EventType> {
  /** 1, 2, 3, … in the order of emission. */
  id: number;
  /** Id of the event that caused it on its branch (`previousEventId`). */
  previous: number;
  at: Millis;
  type: T;
  /** Serial of the frame it belongs to. */
  frame: number;
  /** The state it belongs to, -1 for events of the whole execution. */
  node: NodeIndex;
  /** The edge taken or the policy applied: "next", "default", "choice 2", "catch 0", "retry 1"; null elsewhere. */
  via: string | null;
  details: EventDetails[T];
}
/** An event of any type; `type` tells which details it has. */
export type Event = { [T in EventType]: EventOf<T> }[EventType];
