import type { TaskRequest } from "./handler.js";

/** A handler broke its contract: its answer is not an outcome, or not JSON. The run cannot go on; it is the caller's bug. */
export class HandlerError extends Error {
  override readonly name: string = "HandlerError";
  constructor(
    readonly request: TaskRequest,
    reason: string,
    who = "handler",
  ) {
    super(`the ${who} of task "${request.path}" (call ${request.call + 1}) ${reason}`);
  }
}
