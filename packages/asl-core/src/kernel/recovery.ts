import { StatesError } from "../errors.js";
import type { Json, JsonObject } from "../json.js";
import type { Catcher, Node, Retrier } from "../machine/machine.js";
import { backoffSeconds } from "../machine/policies.js";
import { abandonJoin, cancelChildren, close } from "./children.js";
import type { Failure, Frame } from "./execution.js";
import { finish, newBound } from "./leave.js";
import { causeOf, type Turn } from "./turn.js";

/*
 * Theory of operation.
 *
 * An error is taken up in one place, whatever raised it. `raise` is for errors the interpreter finds itself
 * (StatesError): States.Runtime and a payload too large end the whole execution at once, unseen by any Retry or Catch; a
 * failed JSONata expression first writes EvaluationFailed. `recover` is for failures of the state's work: the first Retry
 * entry that names the error decides alone; when it is used up, or none names it, a Parallel or Map writes its Failed
 * event and the first Catch entry that names the error takes over. What nobody takes goes to the Parallel or Map that
 * opened the frame, where it is that state's failure; in the root it ends the execution.
 */

/** Takes up an error raised while a step ran. */
export function raise(turn: Turn, frame: Frame, node: Node, error: StatesError): void {
  const cause = causeOf(error, frame, node);
  if (isFatal(error.error)) {
    tell(turn, frame, node, error.error, cause);
    failExecution(turn, frame.last, error.error, cause);
  } else {
    if (error.error === "States.QueryEvaluationError") evaluationFailed(turn, frame, error, cause);
    abandonJoin(turn, frame, error.error, cause);
    recover(turn, frame, node, { error: error.error, cause, heartbeat: false });
  }
}

/** Tells an observer of an error that no policy is asked about. */
function tell(turn: Turn, frame: Frame, node: Node, error: string, cause: string): void {
  if (turn.io.failure !== undefined) turn.io.failure(frame, node, { error, cause, heartbeat: false });
}

/** Errors the interpreter raises that no Retry or Catch ever sees (recorded: test_catch_states_runtime). */
const isFatal = (error: string): boolean => error === "States.Runtime" || error === "States.DataLimitExceeded";

function evaluationFailed(turn: Turn, frame: Frame, error: StatesError, cause: string): void {
  const location = error.location ?? null;
  turn.emit(frame, "EvaluationFailed", () => ({ error: error.error, cause, location }));
}

/** Ends the execution as failed; `previous` is the event that ExecutionFailed follows. */
export function failExecution(turn: Turn, previous: number, error: string | null, cause: string | null): void {
  turn.whole(previous, "ExecutionFailed", { error, cause });
  close(turn, "FAILED", null);
  turn.execution.error = { error, cause };
}

/** Takes up the failure of a state's work: retry, catch, or pass it on. */
export function recover(turn: Turn, frame: Frame, node: Node, failure: Failure): void {
  if (turn.io.failure !== undefined) turn.io.failure(frame, node, failure);
  const index = node.retry.findIndex((retrier) => matches(retrier.errorEquals, failure));
  if (index >= 0) {
    const again = retry(turn, frame, node.retry[index], index, node.retry.length);
    if (turn.io.retrier !== undefined) turn.io.retrier(frame, node, index, !again);
    if (again) return;
  }
  const before = frame.last;
  containerFailed(turn, frame, node);
  const catcher = node.catch.findIndex((entry) => matches(entry.errorEquals, failure));
  if (catcher < 0) passOn(turn, frame, failure);
  else handle(turn, frame, node, node.catch[catcher], failure, before);
}

function containerFailed(turn: Turn, frame: Frame, node: Node): void {
  if (node.kind === "Map") turn.emit(frame, "MapStateFailed", () => null);
  if (node.kind === "Parallel") turn.emit(frame, "ParallelStateFailed", () => null);
}

/**
 * Whether an ErrorEquals list names a failure. States.ALL takes every error but States.Runtime; States.TaskFailed every
 * error but States.Timeout and States.Runtime; a missed heartbeat is States.Timeout and States.HeartbeatTimeout alike.
 */
export function matches(names: readonly string[], failure: Failure): boolean {
  return names.some((name) => named(name, failure));
}

function named(name: string, { error, heartbeat }: Failure): boolean {
  if (name === error) return true;
  if (error === "States.Runtime") return false;
  if (name === "States.ALL") return true;
  if (name === "States.HeartbeatTimeout") return heartbeat;
  return name === "States.TaskFailed" && error !== "States.Timeout";
}

function retry(turn: Turn, frame: Frame, retrier: Retrier, index: number, count: number): boolean {
  frame.attempts ??= new Array<number>(count).fill(0);
  const attempt = frame.attempts[index];
  if (attempt >= retrier.maxAttempts) return false;
  frame.attempts[index] = attempt + 1;
  frame.retries++;
  const full = backoffSeconds(retrier, attempt) * 1000;
  const delay = retrier.jitter ? Math.round(turn.scope.random() * full) : Math.round(full);
  waitToRetry(turn, frame, delay);
  return true;
}

function waitToRetry(turn: Turn, frame: Frame, delay: number): void {
  turn.openWait(frame, turn.indexOf(frame), "backoff");
  turn.timer(frame, "backoff", turn.execution.now + delay);
}

/** The Error Output a catcher sees. A timeout has an empty Cause; what a worker did not say is null (recorded). */
export const errorOutput = ({ error, cause }: Failure): JsonObject => ({
  Error: error,
  Cause: cause ?? (error === "States.Timeout" ? "" : null),
});

function handle(turn: Turn, frame: Frame, node: Node, catcher: Catcher, failure: Failure, before: number): void {
  try {
    leaveByCatch(turn, frame, node, catcher, errorOutput(failure));
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    catcherFailed(turn, frame, node, error, before);
  }
}

function leaveByCatch(turn: Turn, frame: Frame, node: Node, catcher: Catcher, error: JsonObject): void {
  const scope = node.jsonata
    ? turn.scope.at(frame, frame.input, undefined, error)
    : turn.scope.at(frame, error, undefined, error);
  const assigned = catcher.assign === null ? null : (catcher.assign(scope) as JsonObject);
  const output = caught(catcher, frame.input, error, () => catcher.output!(scope));
  finish(turn, frame, node, output, newBound(turn, frame, output), assigned, catcher);
}

/** ResultPath writes into the raw input, before InputPath; the state's own output fields are not applied. */
function caught(catcher: Catcher, input: Json, error: JsonObject, evaluate: () => Json): Json {
  if (catcher.output !== null) return evaluate();
  return catcher.write === null ? error : catcher.write.write(input, error);
}

/**
 * A catcher's own Assign or Output failed: no other policy of the state is asked. EvaluationFailed follows what was last
 * before the container's Failed event, which is written once more (measured in us-east-1, reference: history).
 */
function catcherFailed(turn: Turn, frame: Frame, node: Node, error: StatesError, before: number): void {
  const cause = causeOf(error, frame, node);
  tell(turn, frame, node, error.error, cause);
  if (isFatal(error.error)) return failExecution(turn, frame.last, error.error, cause);
  frame.last = before;
  evaluationFailed(turn, frame, error, cause);
  containerFailed(turn, frame, node);
  passOn(turn, frame, { error: error.error, cause, heartbeat: false });
}

/** Nobody took the failure here: it is the failure of the Parallel or Map around the frame, or of the execution. */
function passOn(turn: Turn, frame: Frame, failure: Failure): void {
  const { execution, machine } = turn;
  if (frame.parent < 0) return failExecution(turn, frame.last, failure.error, failure.cause);
  const index = frame.parent;
  const parent = execution.frames[index]!;
  const node = machine.nodes[parent.node];
  const cause = frame.last;
  if (node.kind === "Map") turn.aside(parent, "MapIterationFailed", cause, () => ({ index: frame.slot }));
  cancelChildren(turn, index, frame, cause);
  parent.last = cause;
  parent.join = null;
  execution.current = index;
  recover(turn, parent, node, failure);
}
