import type { Json } from "../json.js";
import type { ScheduleTask, Token } from "../kernel/index.js";
import type { TaskNode } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { checkOutcome } from "./check-outcome.js";
import { failure, type TaskOutcome, type TaskRequest, UnansweredTask } from "./handler.js";
import { HandlerError } from "./handler-error.js";
import type { Host, TokenInput } from "./host.js";
import { ownCopy } from "./own-copy.js";
import { ScheduledRequest } from "./request.js";

/** Asks the handler for one task and delivers its answer at the moment the answer names. */
export function performTask(job: Host, command: ScheduleTask): void {
  const { world, execution } = job;
  if (world.stopped || !job.running) return;
  const { iteration } = job;
  const call = job.countCall(command.token, command.node);
  const request = new ScheduledRequest(world.machine, execution, command, call, iteration);
  job.waiting.set(command.token, request);
  world.attempt(
    () => world.handler(request),
    (outcome) => answer(job, command, request, outcome),
    (reason) => refuse(job, command, request, reason),
  );
}

/** What a handler throws is a failure of its task, except where it says that it has no answer. */
function refuse(job: Host, command: ScheduleTask, request: TaskRequest, reason: unknown): void {
  if (reason instanceof UnansweredTask) job.world.unanswered ??= request;
  else if (reason instanceof HandlerError) throw reason;
  else answer(job, command, request, failureOf(reason));
}

/** A thrown value as the failure of a task. */
export function failureOf(reason: unknown): TaskOutcome {
  if (reason instanceof Error) return failure(textOf(reason.name), textOf(reason.message));
  return failure("Error", textOf(reason));
}

/** Anything can be thrown, even what has no text. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function answer(job: Host, command: ScheduleTask, request: TaskRequest, outcome: TaskOutcome): void {
  checkOutcome(request, outcome);
  const { token } = command;
  if (!isImmediate(outcome)) begin(job, command, outcome, request.at);
  for (const heartbeat of outcome.heartbeats ?? [])
    job.later({ type: "TaskHeartbeat", token, at: request.at + heartbeat });
  if (outcome.type === "pending") return job.unresolve(token);
  const output = outcome.type === "success" ? ownCopy(outcome.output) : null;
  job.later(endOf(outcome, token, output, request.at + (outcome.takes ?? 0)));
}

/** Nothing is to be told before the end: the kernel writes the Started event itself. */
const isImmediate = (outcome: TaskOutcome): boolean =>
  outcome.type !== "pending" &&
  (outcome.takes ?? 0) === 0 &&
  outcome.starts === undefined &&
  outcome.workerName === undefined &&
  outcome.submitted === undefined;

function begin(job: Host, { token, node }: ScheduleTask, outcome: TaskOutcome, from: Millis): void {
  const stage = outcome.type === "failure" ? outcome.stage : undefined;
  if (stage === "schedule" || stage === "start") return;
  const { workerName, starts = 0 } = outcome;
  const submitted = ownCopy(outcome.submitted ?? {});
  job.later({ type: "TaskStarted", token, at: from + starts, workerName });
  const { resource } = job.world.machine.nodes[node] as TaskNode;
  if (resource.pattern !== "request" && wasSubmitted(outcome))
    job.later({ type: "TaskSubmitted", token, at: from + starts, output: submitted });
}

/** A failure counts as submitted only where it says so: else it is the submitting call that failed. */
const wasSubmitted = (outcome: TaskOutcome): boolean =>
  outcome.type !== "failure" || (outcome.submitted !== undefined && outcome.stage !== "submit");

type Final = Exclude<TaskOutcome, { type: "pending" }>;

function endOf(outcome: Final, token: Token, output: Json, at: Millis): TokenInput {
  if (outcome.type === "success") return { type: "TaskSucceeded", token, at, output };
  const { error = null, cause = null, stage = "run" } = outcome;
  return { type: "TaskFailed", token, at, error, cause, stage };
}
