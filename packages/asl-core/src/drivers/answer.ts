import { isObject, type Json, own } from "../json.js";
import { parseResource } from "../machine/resource.js";
import { AnswerFields, type Complain, type FieldValidationMode } from "./answer-fields.js";
import { type AnswerFunction, functionOutcome, isOutcome } from "./answer-function.js";
import { failure, pending, success, type TaskOutcome, type TaskRequest, type Timing } from "./handler.js";
import { readSelector, type Selector } from "./selector.js";

export type { AnswerProblem, Complain } from "./answer-fields.js";

/** One canned answer: which calls it serves, how many of them, and what it gives back. */
export interface Answer {
  readonly pointer: string;
  /** Which calls it serves; undefined: whichever is next. */
  readonly selector: Selector | undefined;
  /** Calls that it answers; Infinity for all further ones. */
  readonly calls: number;
  /** How tests judge its output; undefined: as the others. */
  readonly fieldValidation: FieldValidationMode | undefined;
  outcome(request: TaskRequest): TaskOutcome | Promise<TaskOutcome>;
  used: boolean;
}

/**
 * Reads one answer. `calls` is what it serves where it says neither `repeat` nor which calls it is for. In code it may be a
 * function or an outcome. Undefined where something is wrong.
 */
export function readAnswer(value: unknown, pointer: string, calls: number, complain: Complain): Answer | undefined {
  const all = Number.POSITIVE_INFINITY;
  if (typeof value === "function") return answer(pointer, calls, functionOutcome(value as AnswerFunction, {}));
  if (isOutcome(value)) return answer(pointer, calls, () => value);
  if (!isObject(value)) return void complain({ pointer, part: "value", ...notAnAnswer(value) });
  let wrong = false;
  const fields = new AnswerFields(value, pointer, (problem) => {
    wrong = true;
    complain(problem);
  });
  fields.checkNames();
  const outcome = outcomeOf(fields);
  const selector = readSelector(fields);
  const fieldValidation = fields.fieldValidation();
  const served = fields.repeat() ?? (selector === undefined ? calls : all);
  return wrong ? undefined : answer(pointer, served, outcome, { selector, fieldValidation });
}

const answer = (
  pointer: string,
  calls: number,
  outcome: Answer["outcome"],
  { selector, fieldValidation }: Partial<Pick<Answer, "selector" | "fieldValidation">> = {},
): Answer => ({
  pointer,
  selector,
  calls,
  fieldValidation,
  outcome,
  used: false,
});

function notAnAnswer(value: unknown): { message: string; hint: string } {
  const text = JSON.stringify(value) ?? String(value);
  const hint = text.length > 60 ? "Write { output: … }." : `To give it back as the result write { output: ${text} }.`;
  return { message: "An answer is an object with output, error, identity, pending or timeout", hint };
}

function outcomeOf(fields: AnswerFields): Answer["outcome"] {
  const timing = fields.timing();
  switch (fields.kind()) {
    case "output":
      return constant(success(fields.get("output") as Json, timing));
    case "identity":
      return (request) => success(identity(request), timing);
    case "pending":
      return constant(pending(timing));
    case "timeout":
      return (request) => timedOut(request, timing);
    case "handler":
      return functionOutcome(fields.work(), timing);
    default:
      return constant(failure(...fields.failure(), { ...timing, stage: fields.stage() }));
  }
}

const constant =
  (outcome: TaskOutcome): Answer["outcome"] =>
  () =>
    outcome;

/** Never answers where a timeout ends it; else it fails as if one had. */
function timedOut({ timeoutSeconds, heartbeatSeconds }: TaskRequest, timing: Timing): TaskOutcome {
  if (timeoutSeconds === undefined && heartbeatSeconds === undefined)
    return failure("States.Timeout", undefined, timing);
  return pending(timing);
}

/** What a function that returns its argument makes of a request: `lambda:invoke` wraps it, as AWS does. */
export function identity({ resource, arguments: given }: TaskRequest): Json {
  const { type, action } = parseResource(resource);
  if (type !== "lambda" || !action.startsWith("invoke")) return given;
  const payload = isObject(given) ? own(given, "Payload") : undefined;
  return { ExecutedVersion: "$LATEST", Payload: payload ?? {}, StatusCode: 200 };
}
