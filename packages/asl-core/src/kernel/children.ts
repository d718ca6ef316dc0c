import type { Json } from "../json.js";
import type { NodeIndex } from "../machine/machine.js";
import type { Execution, Frame, Join, MapRun } from "./execution.js";
import { deadlineOf } from "./limits.js";
import { newFrame } from "./start.js";
import type { Turn } from "./turn.js";

/** What a Parallel or Map starts to keep when it opens its children. */
export function newJoin(size: number, items: Json[], input: Json, concurrency: number, run: MapRun | null): Join {
  return {
    results: new Array<Json>(size).fill(null),
    live: 0,
    next: 0,
    freed: [],
    queued: false,
    exitFrom: 0,
    items,
    input,
    concurrency,
    run,
  };
}

/** Opens a frame for a branch or an iteration; it runs when its turn comes. Freed places are used again. */
export function openChild(
  turn: Turn,
  parent: number,
  slot: number,
  node: NodeIndex,
  input: Json,
  bound: number,
  last: number,
): Frame {
  const { execution } = turn;
  const frame = newFrame(++execution.serials, parent, slot, node, input, bound, last);
  const index = execution.free.pop() ?? execution.frames.length;
  execution.frames[index] = frame;
  execution.ready.push(index);
  execution.frames[parent]!.join!.live++;
  return frame;
}

/** A block has reached its end: the execution succeeds, or the child hands its output to the state that opened it. */
export function endBlock(turn: Turn, frame: Frame): void {
  if (frame.parent < 0) {
    turn.whole(frame.last, "ExecutionSucceeded", { output: frame.input });
    close(turn, "SUCCEEDED", frame.input);
  } else {
    joinParent(turn, frame);
    free(turn, turn.indexOf(frame));
  }
}

function joinParent(turn: Turn, frame: Frame): void {
  const { execution, machine } = turn;
  const parent = execution.frames[frame.parent]!;
  const join = parent.join!;
  join.results[frame.slot] = frame.input;
  if (execution.limits.payload === 0) parent.bound = Math.max(parent.bound, frame.bound);
  join.live--;
  join.exitFrom = frame.last;
  if (machine.nodes[parent.node].kind === "Map") iterationEnded(turn, frame, parent, join);
  if (join.live === 0 || join.next < join.items.length) queue(turn, frame.parent, join);
}

function iterationEnded(turn: Turn, frame: Frame, parent: Frame, join: Join): void {
  join.freed.push(frame.last);
  join.exitFrom = turn.aside(parent, "MapIterationSucceeded", frame.last, () => ({ index: frame.slot }), null);
}

/** Lets the parent look at its join, once however many children have ended meanwhile. */
export function queue(turn: Turn, index: number, join: Join): void {
  if (join.queued) return;
  join.queued = true;
  turn.ready(index, "resume");
}

function free(turn: Turn, index: number): void {
  const { execution } = turn;
  execution.stored -= execution.frames[index]!.stored;
  execution.frames[index] = null;
  execution.free.push(index);
  if (execution.current === index) execution.current = -1;
}

/**
 * Ends everything under a Parallel or Map that has failed. `failing` is the child whose failure it is; the abort events of
 * its own task and of its siblings follow the failing event `cause` (recorded: test_service_lambda_map_timeout,
 * test_sqs_failure_in_wait_for_task_tok_no_error_field). The parent is not queued for them any more. O(live frames).
 */
export function cancelChildren(turn: Turn, parent: number, failing: Frame | null, cause: number): void {
  const { execution } = turn;
  if (failing !== null) endFailing(turn, failing, cause);
  for (const index of childrenOf(execution, parent)) abortChild(turn, index, execution.frames[index]!, cause);
  execution.ready = execution.ready.filter((index) => index !== parent && execution.frames[index] !== null);
}

/** Places of the live children in the order in which they were opened: places are used again, serials are not. */
function childrenOf({ frames }: Execution, parent: number): number[] {
  const indexes = frames.flatMap((frame, index) => (frame !== null && frame.parent === parent ? [index] : []));
  return indexes.sort((a, b) => frames[a]!.serial - frames[b]!.serial);
}

/**
 * Ends what a Parallel or Map has under way because the state itself failed: a Map Run says so, and takes its child
 * executions with it by the withdrawn token; branches and iterations are aborted.
 */
export function abandonJoin(turn: Turn, frame: Frame, error: string | null, cause: string | null): void {
  const { join } = frame;
  if (join === null) return;
  if (join.run !== null) turn.emit(frame, "MapRunFailed", () => ({ error, cause }));
  else cancelChildren(turn, turn.indexOf(frame), null, frame.last);
  turn.closeWait(frame, true);
  frame.join = null;
}

/** A failing Task counts as aborted too; other states have written their own last event. */
function endFailing(turn: Turn, frame: Frame, cause: number): void {
  if (turn.machine.nodes[frame.node].kind === "Task") turn.aside(frame, "TaskStateAborted", cause, () => null);
  turn.closeWait(frame, true);
  free(turn, turn.indexOf(frame));
}

function abortChild(turn: Turn, index: number, frame: Frame, cause: number): void {
  const parent = turn.execution.frames[frame.parent]!;
  if (turn.machine.nodes[parent.node].kind === "Map")
    turn.aside(parent, "MapIterationAborted", cause, () => ({ index: frame.slot }));
  abortFrame(turn, index, frame, cause);
}

const ABORTED = {
  Task: "TaskStateAborted",
  Wait: "WaitStateAborted",
  Parallel: "ParallelStateAborted",
  Map: "MapStateAborted",
} as const;

function abortFrame(turn: Turn, index: number, frame: Frame, cause: number): void {
  abortWork(turn, index, frame, cause);
  free(turn, index);
}

/** Ends what a frame has under way in its state: its children and its wait; the abort events follow `cause`. */
export function abortWork(turn: Turn, index: number, frame: Frame, cause: number): void {
  const { kind } = turn.machine.nodes[frame.node];
  if (frame.join !== null) cancelChildren(turn, index, null, cause);
  const aborted = ABORTED[kind as keyof typeof ABORTED];
  if (aborted !== undefined && frame.phase !== "enter") turn.aside(frame, aborted, cause, () => null);
  turn.closeWait(frame, true);
  frame.join = null;
}

/** Ends the execution: no frame, token or timer is left behind. */
export function close(turn: Turn, status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED", output: Json): void {
  const { execution } = turn;
  for (const frame of execution.frames) if (frame !== null) turn.closeWait(frame, true);
  if (deadlineOf(turn.machine, execution) !== null) turn.io.command({ type: "Withdraw", token: 0 });
  execution.frames = [];
  execution.stored = 0;
  execution.free = [];
  execution.ready = [];
  execution.current = -1;
  execution.status = status;
  execution.output = output;
}
