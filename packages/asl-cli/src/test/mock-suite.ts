import { basename, dirname, join, resolve } from "node:path";
import { ended, type Json, type JsonObject, type Machine, nearest, printable } from "asl-core";
import {
  EventLimitError,
  endlessRun,
  FieldValidationError,
  type MockCase,
  pathText,
  type TestAnswers,
  type TestMachine,
  type TestOptions,
  type TestRun,
  UnansweredError,
  unfitAnswer,
  unmockedError,
  unusedMocks,
} from "asl-core/testing";
import type { Coverage } from "asl-core/testing/coverage";
import { globSync } from "tinyglobby";
import { shortPath } from "../files.js";
import { middleCut } from "../print/text.js";
import { loadInput } from "../run/input.js";
import { modelsToJudge } from "../service-models.js";
import { Stop, usage } from "../stop.js";
import { Machines } from "./machines.js";
import type { CheckedOptions, MockOptions } from "./options.js";
import type { CaseResult, FileResult, PlacedFailure } from "./result.js";
import { answersOf, casesOf, type MockFile, openMockConfig, splitTarget } from "./with-mocks.js";

/**
 * Runs the cases of a mock configuration. They have no expectations: a case passes where its execution ends, but without
 * an input not by an error of AWS's own that no response throws, or ends as --expect says. Tasks a case does not list, which the jar would send to AWS, give back what they are sent, and it is
 * said; with --strict they fail it.
 */
export async function runMockSuite(
  options: CheckedOptions,
  mock: MockOptions,
  coverage: Coverage | undefined,
): Promise<FileResult> {
  const { file, parts } = splitTarget(mock.config);
  const config = await openMockConfig(file);
  checkDefinitions(mock, [...config.machines.keys()], shortPath(file));
  const wanted = casesOf(config, parts).filter(({ machine, name }) =>
    `${machine}#${name}`.toLowerCase().includes(options.filter),
  );
  const input = await loadInput(mock.input, true);
  const { fieldValidation, substitutions } = options;
  const judged = { fieldValidation, models: modelsToJudge(fieldValidation, ".") };
  const bench = { machines: new Machines(substitutions), coverage, judged };
  const cases: CaseResult[] = [];
  for (const one of wanted) {
    const machine = await machineFor(one.machine, config.machines.size, file, mock, bench);
    const result = await runMockCase(one, machine, { input, mock, bench, config });
    cases.push(result);
    if (options.bail && result.outcome !== "passed") break;
  }
  return { file: shortPath(file), cases, written: [], opened: [] };
}

/** Throws Stop (usage) for definitions of machines that the file does not have. */
function checkDefinitions({ definitions }: MockOptions, machines: readonly string[], file: string): void {
  const listed = `It has ${machines.slice(0, 10).map(printable).join(", ")}${machines.length > 10 ? ", …" : ""}.`;
  for (const [name, path] of definitions) {
    if (name === "" && machines.length > 1)
      throw usage(`--definition ${path} does not say which machine of ${file} it is`, `${listed} Write Name=${path}.`);
    if (name === "" || machines.includes(name)) continue;
    const near = nearest(name, machines);
    const hint = near === undefined ? listed : `Did you mean ${near}=${path}?`;
    throw usage(`--definition ${name}=${path}: ${file} has no machine ${name}`, hint);
  }
}

/** What cases are run with. */
interface Bench {
  readonly machines: Machines;
  readonly coverage: Coverage | undefined;
  readonly judged: Pick<TestOptions, "fieldValidation" | "models">;
}

const found = new Map<string, Promise<TestMachine>>();

function machineFor(
  name: string,
  count: number,
  file: string,
  { definitions }: MockOptions,
  { machines }: Bench,
): Promise<TestMachine> {
  const written =
    definitions.get(name) ?? (count === 1 ? definitions.get("") : undefined) ?? definitionNear(file, name);
  const key = `${resolve(file)} ${written}`;
  const machine = found.get(key) ?? machines.file(written);
  found.set(key, machine);
  return machine;
}

/** The definition of that name beside the file or in the folder above, or the only one beside it. */
function definitionNear(file: string, name: string): string {
  const folder = dirname(resolve(file));
  const patterns = ["*.asl.{json,yaml,yml,json5,jsonc}"];
  const beside = globSync(patterns, { cwd: folder }).map((path) => join(folder, path));
  const above = globSync(patterns, { cwd: dirname(folder) }).map((path) => join(dirname(folder), path));
  const named = [...beside, ...above].find((path) => plain(basename(path).replace(/\.asl\..*$/, "")) === plain(name));
  const one =
    named ?? (beside.length === 1 ? beside[0] : above.length === 1 && beside.length === 0 ? above[0] : undefined);
  if (one !== undefined) return one;
  throw usage(
    `there is no definition of ${name} beside ${shortPath(file)}`,
    `Name it: --definition ${name}=order.asl.json`,
  );
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

interface Setting {
  readonly config: MockFile;
  readonly input: Json;
  readonly mock: MockOptions;
  readonly bench: Bench;
}

/** A case that cannot be used leaves the others alone. */
async function runMockCase(one: MockCase, machine: TestMachine, setting: Setting): Promise<CaseResult> {
  try {
    return await runWith(answersOf(one, setting.config, machine.machine), one, machine, setting);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { exitCode: code, message: text } = error;
    const blank = { tags: [], failures: [], path: [], way: "", duration: 0, took: 0, notes: [] };
    return { name: `${one.machine}#${one.name}`, ...blank, outcome: "broken", fault: { code, text } };
  }
}

async function runWith(
  { answers, warnings }: ReturnType<typeof answersOf>,
  one: MockCase,
  machine: TestMachine,
  { input, mock, bench }: Setting,
): Promise<CaseResult> {
  const before = performance.now();
  const unlisted: JsonObject = mock.strict ? {} : { default: { identity: true } };
  try {
    const run = await machine.run({
      input,
      answers: { ...unlisted, ...answers } as TestAnswers,
      coverage: bench.coverage,
      ...bench.judged,
    });
    const odd = warnings.map(({ message, hint }) => (hint === undefined ? message : `${ended(message)} ${hint}`));
    const notes = [...odd, ...unlistedNotes(run, answers, machine.machine), ...causeOf(run)];
    const { failures: died, notes: warned } = diedOf(one, run, mock);
    notes.unshift(...warned);
    const failures = [...failuresOf(one, run, mock), ...died, ...unusedMocks(one.pointer, Object.keys(answers), run)];
    return resultOf(one, run, failures, notes, performance.now() - before);
  } catch (error) {
    if (error instanceof FieldValidationError) {
      const failure = { ...unfitAnswer(one, error), details: error.problems.slice(0, 10) };
      return resultOf(one, error.run!, [failure], [], performance.now() - before);
    }
    if (error instanceof EventLimitError)
      return resultOf(one, error.run, [endlessRun(one, error)], [], performance.now() - before);
    if (!(error instanceof UnansweredError)) throw error;
    const { request, run } = error;
    const message = `no answer for call ${request.call + 1} of ${request.path}`;
    const details = [request.state in answers ? "its response has no such number" : "the case does not list it"];
    const failure = { expectation: "answers", pointer: one.pointer, message, details, state: request.path };
    return resultOf(one, run, [failure], [], performance.now() - before);
  }
}

function failuresOf(one: MockCase, run: TestRun, { expect }: MockOptions): PlacedFailure[] {
  const wanted = expect ?? "ended";
  if (expect === undefined ? run.status !== "RUNNING" : run.status === expect) return [];
  const details =
    run.error === null ? [] : [`error ${run.error}`, ...(run.cause === null ? [] : [`cause ${run.cause}`])];
  return [
    {
      expectation: "status",
      pointer: one.pointer,
      message: `expected the execution to be ${wanted}, and it is ${run.status}`,
      details,
    },
  ];
}

/**
 * Of an execution that died of what no response throws: it fails a case whose input nobody gave. With one it may be what
 * the case shows, and is said.
 */
function diedOf(one: MockCase, run: TestRun, { input, expect }: MockOptions) {
  const died = expect === undefined ? unmockedError(one, run) : undefined;
  if (died === undefined) return { failures: [], notes: [] };
  if (input !== undefined)
    return { failures: [], notes: [`warning: ${died.message}; --expect tells whether it should`] };
  return { failures: [{ ...died, details: [...died.details, NO_INPUT] }], notes: [] };
}

const NO_INPUT =
  "its input was {}: give it the one it was written for with --input; where it is meant to fail, --expect FAILED lets it pass";

/** Why an execution failed, which may well be what the case is about. */
const causeOf = ({ status, cause }: TestRun): string[] =>
  status === "SUCCEEDED" || cause === null ? [] : [middleCut(cause, 300)];

/** Tasks that gave back what they were sent. */
function unlistedNotes({ visits }: TestRun, answers: JsonObject, { nodes }: Machine): string[] {
  const tasks = new Set(nodes.flatMap((node) => (node.kind === "Task" ? [node.name] : [])));
  const unlisted = new Set(
    visits.map(({ state }) => state).filter((state) => tasks.has(state) && !Object.hasOwn(answers, state)),
  );
  return [...unlisted].map((state) => `${state} is not in the case: it gave back what it was sent`);
}

function resultOf(
  one: MockCase,
  run: TestRun,
  failures: readonly PlacedFailure[],
  notes: readonly string[],
  took: number,
): CaseResult {
  return {
    name: `${one.machine}#${one.name}`,
    tags: [],
    outcome: failures.length === 0 ? "passed" : "failed",
    failures,
    status: run.status,
    ...(run.error !== null && { error: run.error }),
    path: run.visits.map(({ state }) => state),
    way: pathText(run),
    duration: run.duration,
    took,
    notes,
  };
}
