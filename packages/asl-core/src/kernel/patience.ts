import type { Frame } from "./execution.js";
import type { TimerKind } from "./input.js";
import type { Turn } from "./turn.js";

/*
 * How long a task is waited for. The clocks begin when the task is scheduled and begin anew when it is started: AWS counts
 * TimeoutSeconds from TaskStarted (guide: state-task), and an activity that no worker ever takes up times out as well
 * (recorded: test_activity_task_start_timeout). A timer cannot be taken back alone, so an older one that fires is stale.
 */

/** Starts the timers of a task that was scheduled. Null: none is set. */
export function startTimers(turn: Turn, frame: Frame, timeout: number | null, heartbeat: number | null): void {
  frame.timed = timeout !== null || heartbeat !== null;
  frame.timeout = timeout ?? 0;
  frame.heartbeat = heartbeat ?? 0;
  if (timeout !== null) awaitEnd(turn, frame);
  if (heartbeat !== null) awaitHeartbeat(turn, frame);
}

/** The driver says that the work has begun: where that is later than it was scheduled, its clocks begin anew. */
export function restartTimers(turn: Turn, frame: Frame): void {
  if (frame.progress !== "scheduled") return;
  const { now } = turn.execution;
  if (frame.timeoutDue !== 0 && now + frame.timeout * 1000 > frame.timeoutDue) awaitEnd(turn, frame);
  if (frame.heartbeatDue !== 0 && now + frame.heartbeat * 1000 > frame.heartbeatDue) awaitHeartbeat(turn, frame);
}

function awaitEnd(turn: Turn, frame: Frame): void {
  frame.timeoutDue = turn.execution.now + frame.timeout * 1000;
  turn.timer(frame, "timeout", frame.timeoutDue);
}

/** Waits for the next heartbeat, from now on. */
export function awaitHeartbeat(turn: Turn, frame: Frame): void {
  frame.heartbeatDue = turn.execution.now + frame.heartbeat * 1000;
  turn.timer(frame, "heartbeat", frame.heartbeatDue);
}

/** Whether a timer that fires is one that was started anew since. */
export const isStale = (turn: Turn, frame: Frame, timer: TimerKind): boolean =>
  turn.execution.now < (timer === "heartbeat" ? frame.heartbeatDue : frame.timeoutDue);
