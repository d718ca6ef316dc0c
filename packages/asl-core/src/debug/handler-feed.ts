import type { TaskHandler, TaskRequest } from "../drivers/handler.js";
import { standAt } from "./checkpoint.js";
import { atStep } from "./position.js";
import { Reel } from "./reel.js";
import { sceneOf } from "./stand-scene.js";
import type { Tape } from "./tape.js";
import { isSameWait } from "./wait.js";
import { waitOf } from "./waiting-tasks.js";

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

/** In the order in which they were made. */
function requestsBefore(tape: Tape, step: number): TaskRequest[] {
  const { steps, executions, tokens } = tape.asked;
  const reel = new Reel(tape, standAt(tape, tape.checkpointBefore(0)));
  const requests: TaskRequest[] = [];
  let waiting: readonly TaskRequest[] = [];
  for (let i = 0; i < steps.length && steps.at(i)! <= step; i++) {
    if (i === 0 || steps.at(i) !== steps.at(i - 1)) {
      reel.to(steps.at(i)!);
      waiting = sceneOf(tape, reel.stand.copy(), atStep(reel.stand.step)).waiting;
    }
    const wait = { execution: executions.at(i)!, token: tokens.at(i)! };
    requests.push(...waiting.filter((request) => isSameWait(waitOf(request), wait)));
  }
  return requests;
}
