import type { TaskRequest } from "../drivers/handler.js";
import type { Cursor } from "./cursor.js";
import { NO_THREAD } from "./family.js";
import type { Arrival } from "./journey.js";
import type { Stop } from "./stop.js";
import { stopText } from "./stop-text.js";
import { frameId, type ThreadId } from "./thread.js";
import { isSameWait } from "./wait.js";
import { waitOf } from "./waiting-tasks.js";

/** Says of where a cursor has arrived what callers are told: thread, state, task and sentence. */
export class StopReport {
  constructor(private readonly cursor: Cursor) {}

  /** The stop that an arrival is. */
  of(arrival: Arrival): Stop {
    const { reason, position, error, hits } = arrival;
    const request = reason === "task" ? this.askedFor() : undefined;
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

  /** The task nobody answers: the one just asked for, else the first that waits. */
  private askedFor(): TaskRequest | undefined {
    const asked = this.cursor.takeUnanswered()[0] ?? this.cursor.tape.unanswered.at(-1);
    const { waiting } = this.cursor.scene;
    return waiting.find((request) => isSameWait(waitOf(request), asked)) ?? waiting[0];
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
