import { checkOutcome } from "../../drivers/check-outcome.js";
import { type TaskHandler, type TaskOutcome, UnansweredTask } from "../../drivers/handler.js";
import { HandlerError } from "../../drivers/handler-error.js";
import type { ScheduledRequest } from "../../drivers/request.js";
import { failureOf } from "../../drivers/task.js";
import type { Input, Token } from "../../kernel/index.js";
import type { MockedWork } from "./mock.js";

/** What the tested Task is answered: by its mock, else by the handler. Rejects with UnansweredTask where there is neither. */
export async function taskOutcome(
  request: ScheduledRequest,
  mock: MockedWork | null,
  handler: TaskHandler | undefined,
): Promise<TaskOutcome> {
  if (mock?.type === "result") return { type: "success", output: mock.result };
  if (mock?.type === "error")
    return { type: "failure", error: mock.error ?? undefined, cause: mock.cause ?? undefined };
  if (handler === undefined) throw new UnansweredTask(request);
  return handled(request, handler);
}

async function handled(request: ScheduledRequest, handler: TaskHandler): Promise<TaskOutcome> {
  let outcome: TaskOutcome;
  try {
    outcome = await handler(request);
  } catch (reason) {
    if (reason instanceof UnansweredTask || reason instanceof HandlerError) throw reason;
    return failureOf(reason);
  }
  checkOutcome(request, outcome);
  return outcome;
}

/** The outcome as the kernel is told it. */
export function inputOf(outcome: TaskOutcome, token: Token, at: number): Input {
  if (outcome.type === "pending") return { type: "TaskStarted", token, at };
  const end = at + (outcome.takes ?? 0);
  if (outcome.type === "success") return { type: "TaskSucceeded", token, at: end, output: outcome.output };
  return { type: "TaskFailed", token, at: end, error: outcome.error ?? null, cause: outcome.cause ?? null };
}
