/*
 * MockConfigFile.json of Step Functions Local, read unchanged. A response's numbers count the calls of one state in one
 * execution: every scheduled task takes the next number, be it a retry, the next round of a loop or another iteration of a
 * Map (measured on the jar 2.0.0: github.com/floci-io/floci issue 3254). A number between others that nobody wrote fails
 * with States.Runtime, as there; a call beyond the last number has no answer, and a strict run says so. Activities and
 * callbacks are answered like any task, which the jar could not do.
 */
import { keyProblem } from "../drivers/route-keys.js";
import { isObject, type Json, type JsonObject, own, put } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { nearest } from "../near.js";
import { pointerStep } from "../pointer.js";
import type { CaseFailure } from "./cases/case-failure.js";
import { type Complain, type FileProblem, TestFileError } from "./cases/problem.js";
import type { TestRun } from "./run.js";

/** One test case of a mock configuration. */
export interface MockCase {
  readonly machine: string;
  readonly name: string;
  /** RFC 6901 pointer of the case in the file. */
  readonly pointer: string;
  /** Answers as `run({ answers })` takes them: per state a list, one answer for each number or range. */
  readonly answers: JsonObject;
  /** What keeps the case from being used, in it or in the responses it names; the others can be used all the same. */
  readonly problems: readonly FileProblem[];
}

/** A mock configuration that has been read. */
export interface MockConfig {
  /** Machine → case → its answers, in the order of the file. */
  readonly machines: ReadonlyMap<string, ReadonlyMap<string, MockCase>>;
  /** What is odd and does no harm, such as numbers left out. */
  readonly warnings: readonly FileProblem[];
}

/**
 * Reads the value of a mock configuration file. Throws TestFileError where it holds no cases that could be told apart; faults
 * of a case, and of the responses it names, are the case's `problems`; those of responses that no case names are warnings, as
 * the jar looks at a response when it needs it. Linear in the file, with each response once for each case.
 */
export function readMockConfig(value: Json): MockConfig {
  const reader = new Reader();
  const machines = reader.machines(value);
  const errors = reader.problems.filter(isError);
  if (errors.length > 0) throw new TestFileError(errors);
  return { machines, warnings: reader.problems };
}

const isError = ({ severity }: FileProblem): boolean => severity !== "warning";

/** A response that has been read, with what keeps it from being used. */
interface Response {
  readonly answers: Json[];
  readonly problems: readonly FileProblem[];
}

class Reader {
  readonly problems: FileProblem[] = [];
  private responses: JsonObject = {};
  private readonly read = new Map<string, Response>();

  private complain: Complain = (problem) => this.problems.push(problem);

  machines(value: Json): Map<string, Map<string, MockCase>> {
    const file = this.object(value, "", "A mock configuration has StateMachines and MockedResponses");
    for (const key of Object.keys(file)) if (!FIELDS.includes(key)) this.unknown(key, FIELDS, "");
    this.responses = this.object(
      own(file, "MockedResponses") ?? {},
      "/MockedResponses",
      "MockedResponses hold one object per response",
    );
    const machines = this.object(
      own(file, "StateMachines") ?? {},
      "/StateMachines",
      "StateMachines hold one object per state machine",
    );
    if (own(file, "StateMachines") === undefined)
      this.error(
        "",
        'There is no "StateMachines"',
        'Write { "StateMachines": { "Name": { "TestCases": … } }, "MockedResponses": … }.',
      );
    const read = Object.entries(machines).map(([name, one]) => [name, this.cases(name, one)] as const);
    this.unusedResponses();
    return new Map(read);
  }

  private cases(machine: string, value: Json): Map<string, MockCase> {
    const at = `/StateMachines${pointerStep(machine)}`;
    const cases = own(this.object(value, at, "A state machine has TestCases"), "TestCases");
    if (cases === undefined) this.error(at, `"${machine}" has no TestCases`);
    const listed = this.object(cases ?? {}, `${at}/TestCases`, "TestCases hold one object per case");
    return new Map(
      Object.entries(listed).map(([name, states]) => {
        const pointer = `${at}/TestCases${pointerStep(name)}`;
        return [name, { machine, name, pointer, ...this.answers(states, pointer) }];
      }),
    );
  }

  private answers(value: Json, pointer: string): Pick<MockCase, "answers" | "problems"> {
    const answers: JsonObject = {};
    const problems: FileProblem[] = [];
    const wrong = (at: string, message: string, hint?: string) =>
      problems.push({ pointer: at, part: "value", message, ...(hint !== undefined && { hint }) });
    if (!isObject(value)) wrong(pointer, "A test case names a response per state");
    for (const [state, response] of Object.entries(isObject(value) ? value : {})) {
      const at = pointer + pointerStep(state);
      if (typeof response !== "string")
        wrong(at, "A test case names a response", 'Write "State name": "ResponseName".');
      else if (own(this.responses, response) === undefined)
        wrong(at, `MockedResponses have no "${response}"`, this.meant(response));
      else {
        const read = this.response(response);
        put(answers, state, read.answers);
        problems.push(...read.problems);
      }
    }
    return { answers, problems };
  }

  private meant(name: string): string | undefined {
    const near = nearest(name, Object.keys(this.responses));
    return near === undefined ? undefined : `Did you mean "${near}"?`;
  }

  private response(name: string): Response {
    const known = this.read.get(name);
    if (known !== undefined) return known;
    const problems: FileProblem[] = [];
    const answers = this.numbered(name, `/MockedResponses${pointerStep(name)}`, (problem) =>
      (isError(problem) ? problems : this.problems).push(problem),
    );
    const read = { answers, problems };
    this.read.set(name, read);
    return read;
  }

  /** The jar looks at responses when it needs them: what no case names may be unfinished. */
  private unusedResponses(): void {
    for (const name of Object.keys(this.responses)) {
      if (this.read.has(name)) continue;
      this.numbered(name, `/MockedResponses${pointerStep(name)}`, (problem) =>
        this.complain({ ...problem, severity: "warning" }),
      );
    }
  }

  private numbered(name: string, pointer: string, complain: Complain): Json[] {
    const value = own(this.responses, name) as Json;
    if (!isObject(value)) {
      complain({
        pointer,
        part: "value",
        message: `The response "${name}" must be an object with numbers as keys`,
        hint: NUMBERS,
      });
      return [];
    }
    const steps = Object.entries(value).flatMap(([key, one]) => stepOf(key, one, pointer, complain));
    steps.sort((a, b) => a.from - b.from);
    if (steps.length === 0 && Object.keys(value).length === 0)
      complain({ pointer, part: "value", message: `The response "${name}" answers nothing`, severity: "warning" });
    return inRow(steps, name, pointer, complain);
  }

  private object(value: Json, pointer: string, message: string): JsonObject {
    if (isObject(value)) return value;
    this.error(pointer, message);
    return {};
  }

  private unknown(key: string, known: readonly string[], pointer: string): void {
    const near = nearest(key, known);
    const hint = near === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${near}?`;
    const message = `A mock configuration has no field "${key}"`;
    this.complain({ pointer: pointer + pointerStep(key), part: "key", message, hint, severity: "warning" });
  }

  private error(pointer: string, message: string, hint?: string): void {
    this.complain({ pointer, part: "value", message, ...(hint !== undefined && { hint }) });
  }
}

const FIELDS = ["StateMachines", "MockedResponses"];
const NUMBERS = 'Calls are numbered from 0: "0", "1-2", "3".';

/** One number or range with what it answers. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly answer: JsonObject;
}

function stepOf(key: string, value: Json, pointer: string, complain: Complain): Step[] {
  const at = pointer + pointerStep(key);
  const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(key);
  if (range === null) {
    complain({ pointer: at, part: "key", message: `"${key}" is neither a number nor a range`, hint: NUMBERS });
    return [];
  }
  const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
  if (to < from) {
    const hint = `Write "${to}-${from}".`;
    complain({ pointer: at, part: "key", message: `The range "${key}" ends before it begins`, hint });
    return [];
  }
  const answer = answerOf(value, at, complain);
  return answer === undefined ? [] : [{ from, to, key, answer }];
}

function answerOf(value: Json, pointer: string, complain: Complain): JsonObject | undefined {
  const given = isObject(value) ? ["Return", "Throw"].filter((name) => Object.hasOwn(value, name)) : [];
  if (given.length !== 1) {
    const message = given.length === 0 ? "A call either returns or throws" : "A call cannot both return and throw";
    complain({
      pointer,
      part: "value",
      message,
      hint: 'Write { "Return": … } or { "Throw": { "Error": …, "Cause": … } }.',
    });
    return undefined;
  }
  const content = own(value as JsonObject, given[0]) as Json;
  return given[0] === "Return" ? { output: content } : thrown(content, `${pointer}/Throw`, complain);
}

function thrown(value: Json, pointer: string, complain: Complain): JsonObject | undefined {
  const [error, cause] = ["Error", "Cause"].map((name) => (isObject(value) ? own(value, name) : undefined));
  const fits = isObject(value) && typeof error === "string" && (cause === undefined || typeof cause === "string");
  if (!fits) {
    const hint = 'Write { "Error": "Name", "Cause": "why" }.';
    complain({ pointer, part: "value", message: "Throw has an Error and a Cause, both texts", hint });
    return undefined;
  }
  return { error, ...(cause !== undefined && { cause }) } as JsonObject;
}

/** The answers one after the other; numbers nobody wrote fail as on the jar. */
function inRow(steps: readonly Step[], name: string, pointer: string, complain: Complain): Json[] {
  const row: Json[] = [];
  let next = 0;
  for (const { from, to, key, answer } of steps) {
    const at = pointer + pointerStep(key);
    if (from < next)
      complain({ pointer: at, part: "key", message: `Another number or range of "${name}" covers ${from}, too` });
    else if (from > next) {
      const missing = from - 1 === next ? `number ${next}` : `numbers ${next} to ${from - 1}`;
      const message = `"${name}" has no ${missing}: such a call fails with States.Runtime`;
      complain({ pointer: at, part: "key", message, severity: "warning" });
      row.push({
        error: "States.Runtime",
        cause: `The mocked response ${name} has no ${missing}`,
        repeat: from - next,
      });
    }
    if (from >= next) row.push(to === from ? answer : { ...answer, repeat: to - from + 1 });
    next = Math.max(next, to + 1);
  }
  return row;
}

/**
 * The answers of a case for a machine: entries of states it does not have, or that are no tasks, are left out with a
 * warning, as the jar ignores them; failures of tasks that wait for a job or a callback happen after it was submitted. Throws
 * TestFileError where the case cannot be used: with its problems, and with every name that is nearly that of a task.
 */
export function mockAnswers(one: MockCase, machine: Machine): { answers: JsonObject; warnings: FileProblem[] } {
  const answers: JsonObject = {};
  const problems: FileProblem[] = [...one.problems];
  for (const [state, row] of Object.entries(one.answers)) {
    const problem = keyProblem(state, machine);
    if (problem === undefined) put(answers, state, submitting(state, machine) ? (row as Json[]).map(submitted) : row);
    else
      problems.push({
        pointer: one.pointer + pointerStep(state),
        part: "key",
        ...problem,
        severity: severityOf(problem),
      });
  }
  const errors = problems.filter(isError);
  if (errors.length > 0) throw new TestFileError(errors);
  return { answers, warnings: problems };
}

/** A name that comes near a state is a slip; any other may be left over from an older definition, as the jar allows. */
const severityOf = ({ hint = "" }: { readonly hint?: string }): "error" | "warning" =>
  hint.startsWith("Did you mean") ? "error" : "warning";

/**
 * What a run says of the mocks it was given, by the states they are for: where it asked for none of them, it was another
 * case than the one meant, and passing says nothing. Empty where one was asked for, or there are none.
 */
export function unusedMocks(pointer: string, mocked: readonly string[], { unused, visits }: TestRun): CaseFailure[] {
  const idle = new Set(unused.filter(({ index }) => index < 0).map(({ key }) => key));
  if (mocked.length === 0 || !mocked.every((state) => idle.has(state))) return [];
  const path = [...new Set(visits.map(({ state }) => state))].slice(0, 12);
  return [
    {
      expectation: "mocks",
      pointer,
      message: `the run asked for none of the mocked responses of ${listOf(mocked)}`,
      details: [
        `it went through ${path.join(", ") || "no state"}: is its input the one that the case was written for?`,
      ],
    },
  ];
}

/**
 * What to say where a run failed by an error of AWS's own (`States.Runtime` and the like) that none of its mocks throws and
 * no Fail state names: a case without expectations and without an input, which a mock configuration does not have, was
 * seldom meant to die of it. Undefined where it did not.
 */
export function unmockedError({ pointer, answers }: MockCase, run: TestRun): CaseFailure | undefined {
  const { status, error, cause, visits } = run;
  if (status !== "FAILED" || error === null || !error.startsWith("States.")) return undefined;
  const place = visits.findLast((visit) => visit.status === "failed");
  const throws = Object.values(answers)
    .flat()
    .some((one) => isObject(one) && own(one, "error") === error);
  if (throws || place?.type === "Fail") return undefined;
  const message = `the execution died of ${error}, which no response throws`;
  const details = cause === null ? [] : [`cause ${cause.slice(0, 600)}`];
  return { expectation: "status", pointer, message, details, state: place?.path };
}

const listOf = (names: readonly string[]): string =>
  `${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;

const submitting = (state: string, { nodes }: Machine): boolean =>
  nodes.some((node) => node.kind === "Task" && node.name === state && node.resource.pattern !== "request");

const submitted = (answer: Json): Json =>
  isObject(answer) && own(answer, "error") !== undefined ? { ...answer, submitted: {} } : answer;
