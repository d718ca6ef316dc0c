import { isAssertion, thrownFor } from "../drivers/answer-function.js";
import type { TaskHandler, TaskOutcome, TaskRequest } from "../drivers/handler.js";
import { HandlerError } from "../drivers/handler-error.js";
import { isPromise } from "../drivers/objects/eventual.js";

/** What a handler or a function among the answers threw that looks like a mistake in it. */
export interface Mistake {
  /** Of the task. */
  readonly path: string;
  /** From 0 on. */
  readonly call: number;
  /** "TypeError: total is not a function". */
  readonly text: string;
  /** The first line of its stack, where it has one. */
  readonly at?: string;
}

/** Mistakes that are kept of one run. */
const MOST = 20;

/** An expectation was not met inside a handler. It ends the run; callers get `reason` itself. */
export class UnmetExpectation extends HandlerError {
  constructor(
    request: TaskRequest,
    readonly reason: unknown,
  ) {
    super(request, "threw an assertion");
  }
}

/**
 * A handler whose assertions end the run, where others' would be failures that a Catch takes up, and whose TypeErrors and
 * ReferenceErrors are noted in `mistakes`: they fail the task as any error does, and are seldom meant to.
 */
export function guarded(handler: TaskHandler, mistakes: Mistake[]): TaskHandler {
  return (request) => {
    const gave = (outcome: TaskOutcome): TaskOutcome => {
      note(request, thrownFor(outcome), mistakes);
      return outcome;
    };
    const threw = (reason: unknown): never => {
      note(request, reason, mistakes);
      throw isAssertion(reason) ? new UnmetExpectation(request, reason) : reason;
    };
    try {
      const outcome = handler(request);
      return isPromise(outcome) ? outcome.then(gave, threw) : gave(outcome);
    } catch (reason) {
      return threw(reason);
    }
  };
}

/** By name: the errors of another realm, as test runners make them, are not instances of this one's. */
function note({ path, call }: TaskRequest, reason: unknown, mistakes: Mistake[]): void {
  const { name, message, stack } = Object(reason) as Partial<Error>;
  if ((name !== "TypeError" && name !== "ReferenceError") || mistakes.length >= MOST) return;
  const frame = String(stack ?? "")
    .split("\n")
    .find((line) => /^\s+at /.test(line));
  mistakes.push({ path, call, text: `${name}: ${message}`, ...(frame !== undefined && { at: frame.trim() }) });
}
