import type { TaskRequest } from "../drivers/handler.js";
import type { TestRun } from "./run.js";

/** A task of a strict run had no answer. The message shows the request and an answer to paste. */
export class UnansweredError extends Error {
  override readonly name = "UnansweredError";
  constructor(
    readonly request: TaskRequest,
    /** The run up to there. */
    readonly run: TestRun,
  ) {
    super(`no answer for task ${JSON.stringify(request.path)}`);
  }
}
