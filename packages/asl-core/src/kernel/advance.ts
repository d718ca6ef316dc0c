import { StatesError } from "../errors.js";
import type { Machine, Node } from "../machine/machine.js";
import { deliver } from "./deliver.js";
import { causesEventLimit, failAtEventLimit } from "./event-limit.js";
import type { Execution, Frame, Status } from "./execution.js";
import type { Input } from "./input.js";
import type { Io } from "./io.js";
import { deadlineOf } from "./limits.js";
import { raise, recover } from "./recovery.js";
import { states } from "./states/index.js";
import { Turn } from "./turn.js";

/*
 * Theory of operation.
 *
 * An execution is a tree of frames, kept flat; each frame stands at one node, in one phase. A turn delivers at most one
 * input and then steps the current frame until it must wait or ends; then the next frame of the ready queue, first come
 * first served, becomes current. That order is visible in histories, so it is a contract. When the queue is empty the
 * execution is idle: everything it needs has been asked for through commands.
 *
 * A step is one phase of one frame. Whatever a step throws as StatesError is taken up by recovery.ts; anything else is a
 * bug of the caller or of ours and goes through. A step either completes or ends the execution: there is no half step.
 *
 * Nothing here reads a clock, draws a number that is not in the execution, or holds a promise. Same machine, same
 * snapshot, same inputs: same events, commands and next snapshot.
 */

/** idle: waits for inputs; stopped: `io.stop` said so; budget: the step budget is used up; else the final status. */
export type Outcome = "idle" | "stopped" | "budget" | Exclude<Status, "RUNNING">;

/**
 * Delivers one input, then steps until the execution is idle, ended, stopped or out of budget. Changes `execution`. Not
 * re-entrant: callbacks must not call it. Cost of a step does not depend on the number of events, states or items.
 */
export function advance(machine: Machine, execution: Execution, io: Io, input?: Input, budget = Infinity): Outcome {
  const turn = new Turn(machine, execution, io);
  try {
    begin(turn);
    if (input !== undefined) deliver(turn, input);
    return run(turn, budget);
  } catch (error) {
    if (!causesEventLimit(error)) throw error;
    failAtEventLimit(turn);
    return "FAILED";
  }
}

/** The very first turn writes ExecutionStarted; the first state's Entered event does not follow it (recorded). */
function begin(turn: Turn): void {
  const { execution, machine } = turn;
  if (execution.events !== 0) return;
  const { input, identity } = execution;
  turn.whole(0, "ExecutionStarted", { input, roleArn: identity.roleArn });
  const at = deadlineOf(machine, execution);
  if (at !== null) turn.io.command({ type: "StartTimer", token: 0, timer: "execution", at });
}

function run(turn: Turn, budget: number): Outcome {
  const { execution, io, machine } = turn;
  while (execution.status === "RUNNING") {
    if (execution.current < 0) {
      if (execution.ready.length === 0) return "idle";
      execution.current = execution.ready.shift()!;
    }
    const frame = execution.frames[execution.current]!;
    const node = machine.nodes[frame.node];
    if (budget-- <= 0) return "budget";
    if (io.stop?.(node, frame, execution)) return "stopped";
    execution.steps++;
    step(turn, frame, node);
  }
  return execution.status;
}

function step(turn: Turn, frame: Frame, node: Node): void {
  try {
    perform(turn, frame, node);
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    raise(turn, frame, node, error);
  }
}

function perform(turn: Turn, frame: Frame, node: Node): void {
  const kind = states[node.kind];
  switch (frame.phase) {
    case "enter":
      turn.entered(frame, node);
      return kind.enter(turn, frame, node);
    case "again":
      turn.execution.transitions++;
      return kind.enter(turn, frame, node);
    case "resume":
      return kind.resume(turn, frame, node);
    case "recover":
      return recover(turn, frame, node, frame.failure!);
    default:
      throw new RangeError(`frame ${frame.serial} is not ready: ${frame.phase}`);
  }
}
