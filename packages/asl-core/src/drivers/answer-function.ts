import { isObject, own } from "../json.js";
import { functionResult } from "./function-result.js";
import { failure, success, type TaskOutcome, type TaskRequest, type Timing, UnansweredTask } from "./handler.js";
import { HandlerError } from "./handler-error.js";
import { isPromise } from "./objects/eventual.js";

/**
 * Answers a task in code. What it returns is the output, members that are undefined left out; what it throws is a failure:
 * `error` and `cause` of what is thrown where they are texts, else its name and message. What `success()`, `failure()` and
 * `pending()` make is taken as such: `success(x)` is the output x whatever x looks like. May answer through a promise.
 */
export type AnswerFunction = (request: TaskRequest) => unknown;

/** A function's answer to each request; `timing` is added to what it gives. */
export function functionOutcome(
  work: AnswerFunction,
  timing: Timing,
): (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome> {
  return (request) => {
    const taken = (value: unknown): TaskOutcome =>
      isOutcome(value) ? Object.assign({}, timing, value) : success(functionResult(value, request), timing);
    const refused = (reason: unknown): TaskOutcome => failureOf(reason, timing);
    try {
      const value = work(request);
      return isPromise(value) ? Promise.resolve(value).then(taken, refused) : taken(value);
    } catch (reason) {
      return refused(reason);
    }
  };
}

/** What is thrown to end the run, rather than to fail the task, goes on; so does what tests decide about. */
function failureOf(reason: unknown, timing: Timing): TaskOutcome {
  if (reason instanceof UnansweredTask || reason instanceof HandlerError || isAssertion(reason)) throw reason;
  const { error, cause, name, message } = Object(reason) as Record<string, unknown>;
  const outcome = failure(text(error) ?? text(name) ?? "Error", text(cause) ?? text(message) ?? text(reason), timing);
  thrown.set(outcome, reason);
  return outcome;
}

const thrown = new WeakMap<TaskOutcome, unknown>();

/** What a function threw that this outcome was made of; undefined where none did. */
export const thrownFor = (outcome: TaskOutcome): unknown => thrown.get(outcome);

/**
 * Whether a thrown value is an expectation that was not met: an AssertionError of Node, vitest or Chai, or what Jest's
 * matchers throw. It speaks of the test, not of the task.
 */
export function isAssertion(reason: unknown): boolean {
  const { name, code, matcherResult } = Object(reason) as Record<string, unknown>;
  return name === "AssertionError" || code === "ERR_ASSERTION" || matcherResult !== undefined;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const MEMBERS = [
  "type",
  "output",
  "error",
  "cause",
  "stage",
  "takes",
  "starts",
  "submitted",
  "heartbeats",
  "workerName",
];

/** Whether a value is what success(), failure() or pending() make. */
export function isOutcome(value: unknown): value is TaskOutcome {
  if (!isObject(value) || !Object.keys(value).every((name) => MEMBERS.includes(name))) return false;
  const type = own(value, "type");
  return type === "success" ? Object.hasOwn(value, "output") : type === "failure" || type === "pending";
}
