import type { FieldValidationMode } from "../drivers/answer-fields.js";
import type { Answers } from "../drivers/answers.js";
import { type TaskHandler, type TaskOutcome, type TaskRequest, UnansweredTask } from "../drivers/handler.js";
import { isPromise } from "../drivers/objects/eventual.js";
import type { Json } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { AnswerShapes, modelsAtHand } from "./answer-shapes.js";
import { FieldValidationError } from "./field-validation-error.js";
import type { TestOptions } from "./options.js";
import type { AnswerShape } from "./test-state/answer-shape.js";
import { MODELS_HINT } from "./test-state/aws-models.js";
import { answerProblems } from "./test-state/check-answer.js";

/** Judges what tasks are answered with by the models of the services they call, as TestState judges mocked results. */
export class FieldValidation {
  private readonly shapes: AnswerShapes;

  constructor(
    private readonly mode: FieldValidationMode,
    models: NonNullable<TestOptions["models"]>,
  ) {
    this.shapes = AnswerShapes.of(models);
  }

  /** Loads what the machine's tasks are judged by: answers are judged at once from then on. */
  async load(machine: Machine): Promise<void> {
    await this.shapes.loadAll(machine);
  }

  /** Canned answers, judged. */
  answers(answers: Answers): TaskHandler {
    return (request) => {
      const answer = answers.take(request);
      if (answer === undefined) throw new UnansweredTask(request);
      return this.judged(request, answer.outcome(request), answer.fieldValidation ?? this.mode, answer.pointer);
    };
  }

  /** What a handler gives, judged. */
  handler(handler: TaskHandler): TaskHandler {
    return (request) => this.judged(request, handler(request), this.mode);
  }

  /** Judges an output that the test itself sends. Rejects with FieldValidationError. */
  async output(request: TaskRequest, output: Json): Promise<void> {
    judge(request, output, await this.shapes.load(request.resource), this.mode);
  }

  private judged(
    request: TaskRequest,
    given: TaskOutcome | Promise<TaskOutcome>,
    mode: FieldValidationMode,
    pointer?: string,
  ): TaskOutcome | Promise<TaskOutcome> {
    const shape = this.shapes.get(request.resource);
    if (mode === "NONE" || shape === null) return given;
    if (shape !== undefined && !isPromise(given)) return outcome(request, given, shape, mode, pointer);
    const loaded = shape === undefined ? this.shapes.load(request.resource) : shape;
    return Promise.all([given, loaded]).then(([done, by]) => outcome(request, done, by, mode, pointer));
  }
}

/** The judge that options or answers ask for; undefined where none does. Throws TypeError where there is nothing to judge by. */
export function fieldValidationOf(
  { fieldValidation: mode, models }: TestOptions,
  answers: Answers | undefined,
  file?: string,
): FieldValidation | undefined {
  if (mode === "NONE" || (mode === undefined && answers?.judged !== true)) return undefined;
  const by = modelsAtHand(models, file);
  if (by === undefined) throw new TypeError(`there are no service models to judge answers by. ${MODELS_HINT}`);
  return new FieldValidation(mode ?? "NONE", by);
}

/** What is no outcome is left to the driver, which refuses it. */
function outcome(
  request: TaskRequest,
  given: TaskOutcome,
  shape: AnswerShape | null,
  mode: FieldValidationMode,
  pointer?: string,
): TaskOutcome {
  const { type, output } = (given ?? {}) as Partial<TaskOutcome & { output: Json }>;
  if (type === "success" && output !== undefined) judge(request, output, shape, mode, pointer);
  return given;
}

function judge(
  request: TaskRequest,
  output: Json,
  shape: AnswerShape | null,
  mode: FieldValidationMode,
  pointer?: string,
): void {
  const problems = answerProblems(output, shape, mode);
  if (problems.length > 0) throw new FieldValidationError(request, problems, pointer);
}
