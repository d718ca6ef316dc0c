import type { Json } from "../json.js";
import type { Node, TaskNode } from "../machine/machine.js";
import { limitName } from "../machine/resource.js";
import type { Millis } from "../time.js";
import { close } from "./children.js";
import type { Execution, Failure, Frame } from "./execution.js";
import type { FailedStage, Input } from "./input.js";
import { dataLimitExceeded, isTooMuch } from "./limits.js";
import { awaitHeartbeat, isStale, restartTimers } from "./patience.js";
import { childEnded, itemsRead, resultsWritten, runFailed } from "./states/map-run.js";
import { TASK_EVENT } from "./task-event.js";
import type { Turn } from "./turn.js";

type InputOf<T extends Input["type"]> = Extract<Input, { type: T }>;

/** Hands an input to the frame that waits for it. An input nobody waits for changes nothing but the clock. */
export function deliver(turn: Turn, input: Input): void {
  const { execution } = turn;
  if (execution.status !== "RUNNING") return;
  if (outlives(execution, input.at)) return timeOut(turn);
  execution.now = Math.max(execution.now, input.at);
  if (input.type === "Aborted") return abort(turn, input);
  if (input.type === "TimerFired" && input.timer === "execution") return timeOut(turn);
  const index = execution.awaiting[input.token];
  if (index === undefined) return;
  const frame = execution.frames[index]!;
  if (waitsFor(input, turn.machine.nodes[frame.node], frame)) handle(turn, frame, index, input);
}

/** An execution whose lifetime is over takes nothing any more: it has timed out at that moment. */
function outlives(execution: Execution, at: Millis): boolean {
  const { limits, startedAt } = execution;
  const over = limits.lifetime !== 0 && at - startedAt > limits.lifetime;
  if (over) execution.now = startedAt + limits.lifetime;
  return over;
}

/** Whether this kind of input can end the frame's wait: a driver may be wrong about what a token stands for. */
function waitsFor(input: Exclude<Input, { type: "Aborted" }>, { kind }: Node, { phase, join }: Frame): boolean {
  switch (input.type) {
    case "ItemsRead":
    case "ChildEnded":
    case "ResultsWritten":
      return join !== null;
    case "TimerFired":
      if (input.timer === "backoff") return phase === "backoff";
      return phase === "await" && kind === (input.timer === "wait" ? "Wait" : "Task");
    case "TaskFailed":
      return join === null ? phase === "await" && kind === "Task" : join.run?.stage !== "running";
    default:
      return phase === "await" && kind === "Task";
  }
}

/** StopExecution and the execution's own timeout follow no event (recorded: test_stop_execution). */
function abort(turn: Turn, { error = undefined, cause = undefined }: InputOf<"Aborted">): void {
  const details = { error: error ?? null, cause: cause ?? null };
  turn.whole(0, "ExecutionAborted", details);
  close(turn, "ABORTED", null);
  turn.execution.error = details;
}

function timeOut(turn: Turn): void {
  turn.whole(0, "ExecutionTimedOut", { error: null, cause: null });
  close(turn, "TIMED_OUT", null);
  turn.execution.error = { error: null, cause: null };
}

function handle(turn: Turn, frame: Frame, index: number, input: Exclude<Input, { type: "Aborted" }>): void {
  switch (input.type) {
    case "TaskStarted":
      restartTimers(turn, frame);
      return started(turn, frame, input.workerName ?? null);
    case "TaskSubmitted":
      restartTimers(turn, frame);
      return submitted(turn, frame, input.output);
    case "TaskSucceeded":
      return succeeded(turn, frame, index, input.output);
    case "TaskFailed":
      return failed(turn, frame, index, input);
    case "TaskHeartbeat":
      return heartbeat(turn, frame);
    case "TimerFired":
      return fired(turn, frame, index, input);
    case "ItemsRead":
      return itemsRead(turn, frame, index, input.items);
    case "ChildEnded":
      return childEnded(turn, frame, index, input.index, input.result);
    case "ResultsWritten":
      return resultsWritten(turn, frame, index, input.output);
  }
}

const taskOf = (turn: Turn, frame: Frame): TaskNode => turn.machine.nodes[frame.node] as TaskNode;

function started(turn: Turn, frame: Frame, workerName: string | null): void {
  if (frame.progress !== "scheduled") return;
  frame.progress = "started";
  turn.emit(frame, TASK_EVENT[taskOf(turn, frame).resource.events].Started, () => ({ workerName }));
}

/** Only `.sync` and `.waitForTaskToken` tasks are submitted first. */
function submitted(turn: Turn, frame: Frame, output: Json): void {
  started(turn, frame, null);
  if (taskOf(turn, frame).resource.pattern === "request" || frame.progress === "submitted") return;
  frame.progress = "submitted";
  turn.emit(frame, "TaskSubmitted", () => ({ output }));
}

function succeeded(turn: Turn, frame: Frame, index: number, output: Json): void {
  const { resource } = taskOf(turn, frame);
  if (resource.pattern === "request") started(turn, frame, null);
  else submitted(turn, frame, {});
  if (isTooMuch(output, turn.execution.limits.payload)) return exceeded(turn, frame, index, limitName(resource));
  turn.emit(frame, TASK_EVENT[resource.events].Succeeded, () => ({ output }));
  turn.closeWait(frame, frame.timed);
  frame.output = output;
  turn.ready(index, "resume");
}

/** A task result that is too large is a failure of the task, and can be caught (recorded: test_states_errors). */
function exceeded(turn: Turn, frame: Frame, index: number, name: string): void {
  const { error, cause } = dataLimitExceeded(name);
  failTask(turn, frame, index, { error, cause, heartbeat: false }, "Failed");
}

const FAILED = { schedule: "ScheduleFailed", start: "StartFailed", submit: "SubmitFailed", run: "Failed" } as const;

/** AWS has no event for the start of an activity or the submission of a Lambda function: there the task itself fails. */
function stageOf({ resource }: TaskNode, stage: FailedStage = "run"): FailedStage {
  if (resource.events === "Activity" && stage === "start") return "run";
  return resource.events !== "Task" && stage === "submit" ? "run" : stage;
}

function failed(turn: Turn, frame: Frame, index: number, input: InputOf<"TaskFailed">): void {
  if (frame.join !== null) return runFailed(turn, frame, index, input.error, input.cause);
  const stage = stageOf(taskOf(turn, frame), input.stage);
  if (stage !== "schedule") beforeFailure(turn, frame, stage);
  failTask(turn, frame, index, { error: input.error, cause: input.cause, heartbeat: false }, FAILED[stage]);
}

function beforeFailure(turn: Turn, frame: Frame, stage: FailedStage): void {
  if (stage !== "start") started(turn, frame, null);
}

function failTask(
  turn: Turn,
  frame: Frame,
  index: number,
  failure: Failure,
  suffix: "Failed" | "ScheduleFailed" | "StartFailed" | "SubmitFailed" | "TimedOut",
): void {
  const { error, cause } = failure;
  turn.emit(frame, TASK_EVENT[taskOf(turn, frame).resource.events][suffix], () => ({ error, cause }));
  turn.closeWait(frame, frame.timed || suffix === "TimedOut");
  frame.failure = failure;
  turn.ready(index, "recover");
}

function heartbeat(turn: Turn, frame: Frame): void {
  if (frame.heartbeatDue !== 0) awaitHeartbeat(turn, frame);
}

function fired(turn: Turn, frame: Frame, index: number, { timer }: InputOf<"TimerFired">): void {
  if (timer === "wait" || timer === "backoff") {
    turn.closeWait(frame, false);
    return turn.ready(index, timer === "wait" ? "resume" : "again");
  }
  if (isStale(turn, frame, timer)) return;
  started(turn, frame, null);
  failTask(turn, frame, index, { error: "States.Timeout", cause: null, heartbeat: timer === "heartbeat" }, "TimedOut");
}
