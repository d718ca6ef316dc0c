import { DebugError } from "../debug-error.js";
import { CODES } from "../protocol.js";

/** What a host takes from its clients, who are not trusted. */
export const LIMITS = {
  /** UTF-16 units of one message; hosts in a page, whose only client is that page, take longer ones. */
  message: 16 * 1024 * 1024,
  breakpoints: 1000,
  /** Objects that a run is started with. */
  objects: 1000,
  /** Executions that are asked for at once. */
  executions: 10_000,
  /** UTF-16 units of an expression, a name, a pointer. */
  text: 65_536,
  /** Calls of one client that wait for their answers. */
  calls: 100,
} as const;

/** What a host hands out at once; clients ask on for more. */
export const PORTIONS = {
  /** UTF-16 units of events, of which there is at least one. */
  events: 4 * 1024 * 1024,
  /** Passages; of the execution that exceeds them there are all. */
  passages: 100_000,
  threads: 200,
  waiting: 200,
} as const;

/** Throws DebugError where there is more of something than is taken. */
export function checkLimit(count: number, limit: number, what: string): void {
  if (count > limit) throw new DebugError(CODES.LIMIT, `${what}: ${count}, of at most ${limit}`, { limit });
}
