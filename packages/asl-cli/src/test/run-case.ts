import { resolve } from "node:path";
import { AnswersError, type ReadText } from "asl-core";
import {
  type CaseFailure,
  checkCase,
  EventLimitError,
  endlessRun,
  FieldValidationError,
  type FieldValidationMode,
  judge,
  pathText,
  type TestAnswers,
  type TestCase,
  type TestMachine,
  type TestRun,
  UnansweredError,
  unfitAnswer,
} from "asl-core/testing";
import type { Coverage } from "asl-core/testing/coverage";
import { formatAll } from "../run/text.js";
import { modelsToJudge } from "../service-models.js";
import { EXIT, Stop } from "../stop.js";
import { faultOf } from "./fault.js";
import type { Golden } from "./golden.js";
import type { Machines } from "./machines.js";
import { folders, objectsOf } from "./objects.js";
import { markOf, shownProblem } from "./place.js";
import type { CaseResult, PlacedFailure } from "./result.js";
import type { TestSource } from "./test-source.js";
import { splitTarget, withMocks } from "./with-mocks.js";

/** What cases are run with. */
export interface Bench {
  readonly machines: Machines;
  readonly golden: Golden;
  readonly coverage: Coverage | undefined;
  /** How answers are judged, whatever cases say. */
  readonly fieldValidation: FieldValidationMode | undefined;
  /** Takes up the files and folders that cases are made of, but for definitions and traces. */
  readonly opened: Set<string>;
}

/** States of a path that are kept. */
const MOST_STATES = 200;

/** Runs one case. Never rejects but for a bug: what is wrong is part of the result. */
export async function runCase(one: TestCase, source: TestSource, bench: Bench): Promise<CaseResult> {
  const before = performance.now();
  const result = await attempt(one, source, bench);
  return { ...result, took: performance.now() - before };
}

async function attempt(one: TestCase, source: TestSource, bench: Bench): Promise<CaseResult> {
  const { read } = source;
  if (one.skip !== undefined) return { ...blank(one, read), outcome: "skipped", skip: one.skip };
  try {
    for (const path of madeOf(one, source)) bench.opened.add(path);
    const machine = await bench.machines.of(one, source);
    const mocked = await withMocks(one, source, machine.machine);
    check(mocked, machine, source);
    return await run(mocked, machine, source, bench);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const fault = faultOf(error, source.file);
    return { ...blank(one, read), outcome: "broken", fault: { ...fault, at: fault.at ?? markOf(read, one.pointer) } };
  }
}

/** Files and folders that a case names, but for its definition and its trace. */
const madeOf = (one: TestCase, { path }: TestSource): string[] =>
  [...(one.mockConfig === undefined ? [] : [splitTarget(one.mockConfig).file]), ...folders(one)].map((named) =>
    resolve(path, "..", named),
  );

function check(one: TestCase, machine: TestMachine, { read, file }: TestSource): void {
  const problems = checkCase(one, machine.machine);
  if (problems.length === 0) return;
  const shown = problems.map((problem) => shownProblem(problem, read));
  throw new Stop(EXIT.usage, formatAll(shown, read, file));
}

async function run(one: TestCase, machine: TestMachine, source: TestSource, bench: Bench): Promise<CaseResult> {
  try {
    const { input, clock, seed, startAt, type, variables, mostEvents } = one;
    const answers = one.answers as TestAnswers;
    const { coverage } = bench;
    const objects = objectsOf(one, source.path);
    const fieldValidation = bench.fieldValidation ?? one.fieldValidation;
    const judged = { fieldValidation, models: modelsToJudge(fieldValidation, resolve(source.path, "..")) };
    const given = { input, answers, clock, seed, startAt, type, variables, objects, coverage, mostEvents };
    const done = await machine.run({ ...given, ...judged });
    return resultOf(one, done, [...judge(one, done), ...traceFailures(one, done, source, bench)], source.read);
  } catch (error) {
    if (error instanceof UnansweredError) return resultOf(one, error.run, [unanswered(one, error)], source.read);
    if (error instanceof FieldValidationError) return resultOf(one, error.run!, [unfitAnswer(one, error)], source.read);
    if (error instanceof EventLimitError) return resultOf(one, error.run, [endlessRun(one, error)], source.read);
    if (error instanceof AnswersError || error instanceof RangeError || error instanceof TypeError)
      throw new Stop(EXIT.usage, error.message);
    throw error;
  }
}

function traceFailures(one: TestCase, done: TestRun, source: TestSource, { golden }: Bench): CaseFailure[] {
  const { trace } = one.expect;
  if (trace === undefined) return [];
  const found = golden.compare(trace, one.expectAt.get("trace") ?? one.pointer, done, source);
  return found === undefined ? [] : [found];
}

function unanswered({ answersAt, pointer }: TestCase, { message, request }: UnansweredError): CaseFailure {
  const [first, ...lines] = message.split("\n");
  const said = lines.filter((line) => !line.startsWith("or pass strict: false"));
  const details = said.with(-1, said.at(-1)!.replace(/,$/, "")); // an answer to paste into code has a comma
  const at = answersAt.get(request.path) ?? answersAt.get(request.state) ?? pointer;
  return { expectation: "answers", pointer: at, message: first, details, state: request.path, stage: "arguments" };
}

function resultOf(one: TestCase, done: TestRun, failures: readonly CaseFailure[], read: ReadText): CaseResult {
  return {
    ...blank(one, read),
    outcome: failures.length === 0 ? "passed" : "failed",
    failures: failures.map((failure): PlacedFailure => ({ ...failure, at: markOf(read, failure.pointer) })),
    status: done.status,
    ...(done.error !== null && { error: done.error }),
    path: done.visits.slice(0, MOST_STATES).map(({ state }) => state),
    way: failures.length > 0 ? pathText(done) : "",
    duration: done.duration,
  };
}

function blank({ name, tags, pointer }: TestCase, read: ReadText): CaseResult {
  const at = markOf(read, pointer);
  return { name, tags, at, outcome: "passed", failures: [], path: [], way: "", duration: 0, took: 0, notes: [] };
}
