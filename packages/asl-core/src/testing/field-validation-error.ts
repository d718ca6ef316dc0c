import type { TaskRequest } from "../drivers/handler.js";
import { HandlerError } from "../drivers/handler-error.js";
import type { JsonObject } from "../json.js";
import type { TestRun } from "./run.js";

/** Problems a message has room for. */
const SHOWN = 10;

/** A task was given an answer that the service it calls does not give. The message names the task and every such field. */
export class FieldValidationError extends HandlerError {
  override readonly name: string = "FieldValidationError";
  /** The run up to there. */
  run?: TestRun;

  constructor(
    request: TaskRequest,
    /** In TestState's words: "Field 'MessageId' must be a string". At least one. */
    readonly problems: readonly string[],
    /** RFC 6901 pointer to the answer in the answers; undefined where a handler or the test itself gave it. */
    readonly pointer?: string,
  ) {
    super(request, reasonOf(request, problems, pointer), "answer");
  }

  /** What test runners print below the message, which says it all: not the whole run. */
  toJSON(): JsonObject {
    return { task: this.request.path, problems: [...this.problems] };
  }
}

function reasonOf({ resource }: TaskRequest, problems: readonly string[], pointer: string | undefined): string {
  const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more`] : [];
  return [
    `is not what ${resource} gives:`,
    ...[...problems.slice(0, SHOWN), ...more].map((problem) => `  ${problem}`),
    ...(pointer === undefined ? [] : [`  in the answer at ${pointer}`]),
    'With fieldValidation: "NONE" the answer passes as it is.',
  ].join("\n");
}
