import type { TaskHandler, TaskRequest } from "../drivers/handler.js";
import type { Token } from "../kernel/index.js";
import { standAt } from "./checkpoint.js";
import { Reel } from "./reel.js";
import type { Stand } from "./stand.js";
import type { Tape } from "./tape.js";
import { requestOf } from "./waiting-tasks.js";

/**
 * Asks a handler for everything that was asked for before a step, so that its counters stand where they stood; what it
 * answers is not used. O(steps before it).
 */
export function feed(handler: TaskHandler, tape: Tape, step: number): TaskHandler {
  for (const request of requestsBefore(tape, step)) ask(handler, request);
  return handler;
}

function ask(handler: TaskHandler, request: TaskRequest): void {
  try {
    const outcome = handler(request);
    if (outcome instanceof Promise) outcome.catch(() => {});
  } catch {
    // A failure of a task, or no answer: both were taken up then.
  }
}

/** In the order in which they were made; those that were given up in the same step are not among them. */
function* requestsBefore(tape: Tape, step: number): Generator<TaskRequest> {
  const { steps, executions, tokens, nodes } = tape.asked;
  const reel = new Reel(tape, standAt(tape, tape.checkpointBefore(0)));
  const calls = new Map<string, number>();
  for (let i = 0; i < steps.length && steps.at(i)! <= step; i++) {
    const at = steps.at(i)!;
    reel.to(at);
    const { path } = tape.machineAt(at).nodes[nodes.at(i)!];
    const call = calls.get(path) ?? 0;
    calls.set(path, call + 1);
    const request = requestAt(tape, reel.stand, executions.at(i)!, tokens.at(i)!, call);
    if (request !== undefined) yield request;
  }
}

function requestAt(tape: Tape, stand: Stand, number: number, token: Token, call: number): TaskRequest | undefined {
  const track = tape.tracks[number];
  const execution = stand.shared(number);
  const index = execution.awaiting[token];
  if (index === undefined) return undefined;
  const { iteration } = track;
  return requestOf(stand.machine, { number, execution, iteration, events: track.eventsAt(stand.step) }, index, call);
}
