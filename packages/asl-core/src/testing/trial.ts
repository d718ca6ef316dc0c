import { type Answers, readAnswers } from "../drivers/answers.js";
import { type TaskHandler, UnansweredTask } from "../drivers/handler.js";
import { identityOf } from "../drivers/identity.js";
import { isPromise } from "../drivers/objects/eventual.js";
import { joinObservers, type Observer } from "../drivers/observer.js";
import type { RunOptions } from "../drivers/run.js";
import { VirtualDriver } from "../drivers/virtual.js";
import type { Json } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { sinkOf } from "./coverage-sink.js";
import { countEvents, EventLimitError, mostEventsOf, TooManyEvents } from "./event-limit.js";
import { type FieldValidation, fieldValidationOf } from "./field-validation.js";
import { FieldValidationError } from "./field-validation-error.js";
import { guarded, type Mistake, UnmetExpectation } from "./guarded-handler.js";
import type { Loaded } from "./load.js";
import { theState } from "./named-states.js";
import { checkTestOptions, limitsFor, startOf, storeOf, type TestOptions } from "./options.js";
import { Recorder } from "./recorder.js";
import { TestRun } from "./run.js";

/** One run under test: the driver, what its tasks are answered with, and what is recorded of it. */
export class Trial {
  readonly driver: VirtualDriver;
  readonly machine: Machine;
  private readonly mistakes: Mistake[] = [];
  private readonly mostEvents: number;
  private readonly recorder: Recorder;
  private readonly answers: Answers | undefined;
  /** Judges answers; undefined where they are not judged. */
  readonly validation: FieldValidation | undefined;

  /** `fallback` does the tasks that nothing else answers. `watch` may halt the run before a step. */
  constructor(loaded: Loaded, options: TestOptions, fallback: TaskHandler, watch?: Observer) {
    checkTestOptions(options);
    this.machine = loaded.machine;
    this.mostEvents = mostEventsOf(options.mostEvents);
    this.recorder = new Recorder(loaded.machine);
    this.answers = answersOf(options.answers, loaded.machine);
    this.validation = fieldValidationOf(options, this.answers, loaded.file);
    const handler = guarded(chain([...this.given(options), fallback]), this.mistakes);
    this.driver = new VirtualDriver(loaded.machine, {
      ...runOptions(loaded, options),
      handler,
      observer: joinObservers([this.recorder, ...listeners(loaded, options), countEvents(this.mostEvents), watch]),
    });
  }

  /** What the test answers with, judged where it asks for that. */
  private given({ handler }: TestOptions): (TaskHandler | undefined)[] {
    const { answers, validation } = this;
    if (validation === undefined) return [answers?.handler, handler];
    return [answers && validation.answers(answers), handler && validation.handler(handler)];
  }

  /** What to throw for what ended the run from inside: with the run up to there, where that is of use. */
  reason(thrown: unknown): unknown {
    if (thrown instanceof TooManyEvents) return new EventLimitError(this.mostEvents, this.result());
    if (thrown instanceof UnmetExpectation) return thrown.reason;
    if (thrown instanceof FieldValidationError) thrown.run = this.result();
    return thrown;
  }

  /** How the run stands. */
  result(): TestRun {
    return new TestRun({
      machine: this.machine,
      run: this.driver.report(),
      visits: this.recorder.settled(),
      unused: this.answers?.unused() ?? [],
      waiting: this.driver.waiting(),
      mistakes: [...this.mistakes],
    });
  }
}

function runOptions({ machine, type, name }: Loaded, options: TestOptions): RunOptions {
  const { input, seed, startAt, variables, item, schedule } = options;
  const kind = options.type ?? type;
  return {
    input,
    seed,
    at: startOf(options.clock),
    type: kind,
    identity: identityOf(name, options.name ?? "run", kind),
    limits: limitsFor(options.limits),
    objects: storeOf(options.objects),
    startAt: startAt === undefined ? undefined : theState(machine, startAt).index,
    variables,
    item,
    schedule,
  };
}

/** The caller's own observer and that of the coverage. */
function listeners({ machine, file, id }: Loaded, { observer, coverage }: TestOptions): (Observer | undefined)[] {
  return [observer, sinkOf(coverage)?.collector(machine, { file, machine: id })];
}

function answersOf(answers: TestOptions["answers"], machine: Machine): Answers | undefined {
  if (answers === undefined) return undefined;
  return typeof answers.entryOf === "function" ? (answers as Answers) : readAnswers(answers as Json, machine);
}

/** The first handler that has an answer. */
function chain(given: readonly (TaskHandler | undefined)[]): TaskHandler {
  return given.filter((one) => one !== undefined).reduceRight((next, handler) => orElse(handler, next));
}

function orElse(first: TaskHandler, next: TaskHandler): TaskHandler {
  return (request) => {
    const refused = (reason: unknown) => {
      if (reason instanceof UnansweredTask) return next(request);
      throw reason;
    };
    try {
      const outcome = first(request);
      return isPromise(outcome) ? outcome.then((result) => result, refused) : outcome;
    } catch (reason) {
      return refused(reason);
    }
  };
}
