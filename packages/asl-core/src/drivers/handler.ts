import type { Json, JsonObject } from "../json.js";
import type { Millis } from "../time.js";

/** One attempt of one Task, as a handler sees it. Everything in it is JSON, and the handler's own to change. */
export interface TaskRequest {
  /** Name of the Task state. */
  readonly state: string;
  /** Where the state stands, readable: "Split › branch 0 › Fetch". */
  readonly path: string;
  /** The Resource ARN as written. */
  readonly resource: string;
  /** Evaluated Parameters or Arguments: what AWS would send. */
  readonly arguments: Json;
  readonly credentials?: Json;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  /** Only for `.waitForTaskToken` and activities. */
  readonly taskToken?: string;
  /** 0 for the first try of this visit, then 1, 2, … */
  readonly attempt: number;
  /** How many times a task of this state was scheduled before in this run, retries and iterations included. */
  readonly call: number;
  /** Indexes of the enclosing Map iterations, outermost first. */
  readonly iteration: readonly number[];
  /** The context object (`$$`) at this moment. */
  readonly context: JsonObject;
  /** The execution's clock. */
  readonly at: Millis;
}

/** At which moment a task failed; AWS writes a different event for each. */
export type TaskStage = (typeof TASK_STAGES)[number];
/** The stages, in their order. */
export const TASK_STAGES = ["schedule", "start", "submit", "run"] as const;

/** When and how an answer comes. */
export interface Timing {
  /** Time from schedule to answer on the execution's clock; 0 if absent. */
  readonly takes?: Millis;
  /**
   * Time from schedule to the worker's beginning (`TaskStarted`), when the task's patience begins anew; 0 if absent. An
   * activity waits that long for a worker.
   */
  readonly starts?: Millis;
  /** Response of the call that submitted a `.sync` or `.waitForTaskToken` task (`TaskSubmitted`); `{}` if absent, but a failure without it counts as one of that call itself. */
  readonly submitted?: Json;
  /** Moments, counted from schedule, at which the worker sends a heartbeat. */
  readonly heartbeats?: readonly Millis[];
  /** Name an activity worker gives (`ActivityStarted`). */
  readonly workerName?: string;
}

/** The task has been done; `output` is what the service returns, before any ResultSelector. */
export interface TaskSuccess extends Timing {
  readonly type: "success";
  readonly output: Json;
}
/** The task has failed, with the error name that Retry and Catch see. */
export interface TaskFailure extends Timing {
  readonly type: "failure";
  readonly error?: string;
  readonly cause?: string;
  /** "run" if absent. */
  readonly stage?: TaskStage;
}
/** Never answers by itself: a timeout, a heartbeat timeout, an abort or an answer by token ends it. */
export interface TaskPending extends Timing {
  readonly type: "pending";
}
/** What a handler answers. */
export type TaskOutcome = TaskSuccess | TaskFailure | TaskPending;

/**
 * Does one task. May answer at once or through a promise. What it throws becomes a failure: error = the thrown
 * error's `name`, cause = its message. What it gives is copied, so it may change it afterwards. An UnansweredTask it throws is not a failure of the task but ends the run.
 */
export type TaskHandler = (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;

/** The outcome of a task that was done. */
export const success = (output: Json, timing: Timing = {}): TaskSuccess => outcome({ type: "success", output }, timing);
/** The outcome of a task that failed. */
export const failure = (error?: string, cause?: string, timing: Timing & { stage?: TaskStage } = {}): TaskFailure =>
  outcome({ type: "failure", error, cause }, timing);
/** The outcome of a task that does not answer by itself. */
export const pending = (timing: Timing = {}): TaskPending => outcome({ type: "pending" }, timing);

/** Not `{ ...timing, … }`: V8 gives every object made that way a shape of its own, slow to read. */
const outcome: <T extends TaskOutcome>(made: T, timing: Timing) => T = Object.assign;

/** Thrown by a handler that has no answer for a request: the run stops there and names the request. */
export class UnansweredTask extends Error {
  override readonly name = "UnansweredTask";
  constructor(readonly request: TaskRequest) {
    super(`no answer for task "${request.state}" (${request.resource})`);
  }
}
