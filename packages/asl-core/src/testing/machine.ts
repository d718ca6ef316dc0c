import type { ReadText } from "../definition/index.js";
import { type TaskHandler, UnansweredTask } from "../drivers/handler.js";
import type { JsonObject } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { AnswerShapes, modelsAtHand } from "./answer-shapes.js";
import { type Loaded, type LoadOptions, load } from "./load.js";
import type { TestOptions } from "./options.js";
import { lenient } from "./plausible-output.js";
import type { TestRun } from "./run.js";
import { TestSession } from "./session.js";
import { Trial } from "./trial.js";
import { UnansweredError } from "./unanswered.js";

/** A machine under test. May be run as often as wanted, also at once: runs share nothing. */
export class TestMachine {
  /** The compiled definition. */
  readonly machine: Machine;
  /** Name in ARNs. */
  readonly name: string;
  /** The text of the definition with the place of everything, and the file it stands in; undefined for a value. */
  readonly read?: ReadText;
  readonly file?: string;
  /** The machine's id in its file; undefined where the file is the definition. */
  readonly id?: string;

  constructor(private readonly loaded: Loaded) {
    this.machine = loaded.machine;
    this.name = loaded.name;
    this.read = loaded.read;
    this.file = loaded.file;
    this.id = loaded.id;
  }

  /**
   * Runs it on the virtual clock to its end, or until it waits for what nobody sends. Rejects with UnansweredError where
   * a task has no answer (unless `strict` is false), AnswersError where answers cannot be used, HandlerError where a
   * function gives what is not JSON, FieldValidationError where answers are judged and one does not fit, EventLimitError
   * where it has more events than `mostEvents`, TypeError or RangeError where an option makes no sense, and with what an
   * expectation inside a handler threw.
   */
  async run(options: TestOptions = {}): Promise<TestRun> {
    const made = () => this.shapes(options);
    const trial = new Trial(this.loaded, options, options.strict === false ? lenient(made) : refuse);
    await trial.validation?.load(this.machine);
    if (options.strict === false) await made()?.loadAll(this.machine);
    await trial.driver.run().catch((thrown: unknown) => {
      throw trial.reason(thrown);
    });
    const run = trial.result();
    if (run.unanswered !== null) throw new UnansweredError(run.unanswered, run);
    return run;
  }

  /** What services answer, by the models at hand; undefined where there are none. */
  shapes({ models }: Pick<TestOptions, "models"> = {}): AnswerShapes | undefined {
    const by = modelsAtHand(models, this.file);
    return by && AnswerShapes.of(by);
  }

  /** Begins a run whose time the test moves. Nothing has happened yet. Tasks without an answer wait for `answer`. */
  start(options: TestOptions = {}): TestSession {
    return new TestSession(this.loaded, options, () => this.shapes(options));
  }
}

const refuse: TaskHandler = (request) => {
  throw new UnansweredTask(request);
};

/**
 * Loads a machine for tests: from a path (any file `asl run` takes; `template.yaml#OrderMachine` names one of several), a
 * definition, or a text read before. Nothing is remembered between calls. Rejects with DefinitionError, its message with
 * file, line and hint, where AWS would refuse the definition; with the system's error where the file cannot be read,
 * in words where there is none.
 */
export async function loadMachine(
  source: string | JsonObject | ReadText,
  options: LoadOptions = {},
): Promise<TestMachine> {
  return new TestMachine(await load(source, options));
}
