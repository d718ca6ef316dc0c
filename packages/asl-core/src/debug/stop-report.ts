import type { TaskRequest } from "../drivers/handler.js";
import type { Cursor } from "./cursor.js";
import { NO_THREAD } from "./family.js";
import type { Arrival } from "./journey.js";
import type { Stop } from "./stop.js";
import { stopText } from "./stop-text.js";
import { type FrameId, frameId, type ThreadId } from "./thread.js";
import { isSameWait } from "./wait.js";
import { waitOf } from "./waiting-tasks.js";

/** Says of where a cursor has arrived what callers are told: thread, state, task and sentence. */
export class StopReport {
  constructor(private readonly cursor: Cursor) {}

  /** The stop that an arrival is. */
  of(arrival: Arrival): Stop {
    const { reason, position, error, hits } = arrival;
    const request = reason === "task" ? this.askedFor(arrival.frame) : undefined;
    const thread = arrival.frame ?? this.threadOf(request) ?? this.threadHere();
    const state = this.stateOf(thread);
    return {
      reason,
      position,
      thread,
      ...(state !== undefined && { state }),
      ...(hits && { breakpoints: hits.ids }),
      ...(error && { error }),
      ...(request && { request }),
      text: stopText(arrival, state),
    };
  }

  /** Whether the run has come to its end so far, and a task waits there that nobody has answered. O(tasks that wait). */
  get isAsked(): boolean {
    const { cursor } = this;
    return cursor.isLive && cursor.next === undefined && this.newest() !== undefined;
  }

  /** The task nobody answers: that of a frame, else the one just asked for, else the first that waits. */
  private askedFor(frame: FrameId | undefined): TaskRequest | undefined {
    const { waiting } = this.cursor.scene;
    const [asked] = this.cursor.takeUnanswered();
    return (
      waiting.find((request) => frame !== undefined && this.threadOf(request) === frame) ??
      waiting.find((request) => isSameWait(waitOf(request), asked)) ??
      this.newest() ??
      waiting[0]
    );
  }

  /** Of the tasks nobody had an answer for that wait still, the first of those that were asked for last. */
  private newest(): TaskRequest | undefined {
    const { scene, tape } = this.cursor;
    const waiting = scene.waiting.map((request) => ({ request, wait: waitOf(request) }));
    let found: { readonly request: TaskRequest; readonly step: number } | undefined;
    for (const one of tape.unanswered) {
      const here = waiting.find(({ wait }) => isSameWait(wait, one));
      if (here !== undefined && one.step !== found?.step) found = { request: here.request, step: one.step };
    }
    return found?.request;
  }

  private threadOf(request: TaskRequest | undefined): ThreadId | undefined {
    if (request === undefined) return undefined;
    const { execution: number, token } = waitOf(request)!;
    const { frames, awaiting } = this.cursor.scene.executions[number].execution;
    return frameId(number, frames[awaiting[token]]!.serial);
  }

  /** The thread whose step comes next, else one that waits. */
  private threadHere(): ThreadId {
    const { next } = this.cursor;
    if (next !== undefined) return frameId(next.number, next.frame.serial);
    for (const { number, execution } of this.cursor.scene.executions.toReversed()) {
      const frame =
        execution.status === "RUNNING" && execution.events > 0
          ? execution.frames.findLast((one) => one !== null)
          : undefined;
      if (frame) return frameId(number, frame.serial);
    }
    return NO_THREAD;
  }

  private stateOf(thread: ThreadId): string | undefined {
    const { number, frame } = this.cursor.family.find(thread) ?? {};
    return number === undefined ? undefined : this.cursor.machine.nodes[frame!.node].path;
  }
}
