import { failExecution } from "./recovery.js";
import { EVENT_LIMIT, type Turn } from "./turn.js";

/** True for what the turn throws at the limit of events. */
export const causesEventLimit = (error: unknown): boolean => error === EVENT_LIMIT;

/** The event that would be AWS's last one ends the execution instead (measured: event 25,000 is ExecutionFailed). */
export function failAtEventLimit(turn: Turn): void {
  const { execution } = turn;
  const frame = execution.current < 0 ? undefined : execution.frames[execution.current];
  const cause = `The execution reached the maximum number of history events (${execution.limits.events}).`;
  failExecution(turn, frame?.last ?? execution.events, "States.Runtime", cause);
}
