import type { Json } from "../../json.js";
import { AWS_LIMITS } from "../../kernel/limits.js";
import { TEXT } from "../cases/format.js";
import { type Check, checkOptions, countFromOne, shaped, wholeNumber } from "../checked-options.js";
import type { TestMachine } from "../machine.js";
import type { TestAnswers, TestOptions } from "../options.js";
import type { TestRun } from "../run.js";
import { valueText } from "../value-text.js";
import { type FastCheck, type Found, typed, type Values } from "./fast-check.js";
import { inputsOf } from "./inputs.js";
import { outcomesBy } from "./outcomes.js";

/** What a run was made of. */
export interface Drawn {
  readonly input: Json;
  readonly answers: TestAnswers;
}

/** What must hold of every run: false, or an error thrown (that of an expectation, say), is a counterexample. */
export type RunProperty = (run: TestRun, drawn: Drawn) => unknown;

/** How a property is checked. */
export interface CheckOptions {
  /** Runs to try, from 1 on. 100 if absent. */
  readonly runs?: number;
  /** What everything drawn follows from; drawn anew by fast-check if absent. The message of a failure names it. */
  readonly seed?: number;
  /** The counterexample to go to at once; the message of a failure names it. */
  readonly path?: string;
  /** An arbitrary of inputs of your own. */
  readonly inputs?: unknown;
  /** An arbitrary of answers of your own. */
  readonly answers?: unknown;
  /** For every run; its history ends after 5,000 events where `limits` is absent, as drawn answers may poll for ever. */
  readonly options?: Omit<TestOptions, "input" | "answers">;
}

/** A property that does not hold. The message has the smallest counterexample found, its trace, and how to get it again. */
export class PropertyError extends Error {
  override readonly name = "PropertyError";
  constructor(
    message: string,
    readonly seed: number,
    readonly path: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

const EVENTS = 5000;

/**
 * Runs a machine with drawn inputs and answers (inputsOf, outcomesOf) and checks that a property holds of every run. Rejects
 * with PropertyError, which shows the counterexample after fast-check has made it smaller, and its trace; with TypeError or
 * RangeError where an argument or option makes no sense.
 */
export async function checkMachine(
  fc: FastCheck,
  machine: TestMachine,
  property: RunProperty,
  options: CheckOptions = {},
): Promise<void> {
  checkCall(fc, machine, property, options);
  const inputs = (options.inputs ?? inputsOf(fc, machine)) as Values<Json>;
  const answers = (options.answers ?? (await answersFor(fc, machine, options))) as Values<TestAnswers>;
  const base = { limits: { ...AWS_LIMITS, events: EVENTS }, ...options.options };
  const drawn = typed(fc).asyncProperty(inputs, answers, async (input, given) => {
    const run = await machine.run({ ...base, input, answers: given });
    return (await property(run, { input, answers: given })) !== false;
  });
  const { runs = 100, seed, path } = options;
  const settings = { numRuns: runs, ...(seed !== undefined && { seed }), ...(path !== undefined && { path }) };
  const found = await typed(fc).check(drawn, settings);
  if (found.failed) throw await broken(machine, base, found);
}

const CHECKS: Readonly<Record<keyof CheckOptions, Check>> = {
  runs: countFromOne,
  seed: wholeNumber,
  path: shaped(TEXT),
  inputs: () => {},
  answers: () => {},
  options: () => {}, // every run looks at them
};

/** Throws TypeError or RangeError where what is passed makes no sense, or stands in another's place. */
function checkCall(fc: unknown, machine: unknown, property: unknown, options: unknown): void {
  const takes = "checkMachine takes (fc, machine, property, options)";
  if (typeof Object(fc).asyncProperty !== "function")
    throw new TypeError(`${takes}: its first argument is fast-check, as in import fc from "fast-check"`);
  if (typeof Object(machine).run !== "function" || typeof Object(machine).machine !== "object")
    throw new TypeError(`${takes}: its second argument is what loadMachine gives; write await loadMachine(…)`);
  if (typeof property !== "function")
    throw new TypeError(`${takes}: its third argument is a function that is given each run`);
  checkOptions(options, CHECKS, "checkMachine");
}

/** In the shapes of the services, by their models where those are at hand. */
async function answersFor(fc: FastCheck, machine: TestMachine, { options }: CheckOptions): Promise<unknown> {
  const shapes = machine.shapes(options);
  return outcomesBy(fc, machine.machine, {}, await shapes?.loadAll(machine.machine));
}

async function broken(machine: TestMachine, base: TestOptions, found: Found): Promise<Error> {
  const { counterexample, errorInstance, seed, counterexamplePath, numRuns, numShrinks } = found;
  if (counterexample === null) return new Error("fast-check made no run", { cause: errorInstance });
  const [input, answers] = counterexample as [Json, TestAnswers];
  const path = counterexamplePath ?? "";
  const message = [
    `a run does not have the property: run ${numRuns}, made smaller ${numShrinks} times`,
    `  input    ${valueText(input, 2000)}`,
    `  answers  ${valueText(answers, 2000)}`,
    `  again    { seed: ${seed}, path: ${JSON.stringify(path)} }`,
    ...reasonOf(errorInstance),
    "",
    await traceOf(machine, { ...base, input, answers }),
  ];
  return new PropertyError(message.join("\n"), seed, path, errorInstance);
}

function reasonOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.message.startsWith("Property failed by returning false")) return [];
  return ["", ...error.message.split("\n").map((line) => `  ${line}`)];
}

async function traceOf(machine: TestMachine, options: TestOptions): Promise<string> {
  try {
    return (await machine.run(options)).trace.trimEnd();
  } catch {
    return "(there is no trace: the run could not be made)";
  }
}
