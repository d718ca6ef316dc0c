import { placeOf } from "../../drivers/routes.js";
import { formatDuration, parseDuration } from "../../duration.js";
import type { Json, JsonObject } from "../../json.js";
import { pointerStep } from "../../pointer.js";
import { diff, diffLines } from "../diff.js";
import type { TestRun } from "../run.js";
import { valueText } from "../value-text.js";
import type { Visit } from "../visit.js";
import type { CaseFailure } from "./case-failure.js";
import { containing } from "./containing.js";
import type { Bounds, Expectations, TestCase, VisitExpectation } from "./test-case.js";
import { isPattern, matchesText } from "./text-match.js";
import { whereFrom } from "./where-from.js";

/** Characters of a value that a message shows. */
const WIDTH = 160;

/**
 * Everything a case expects that its run does not show, in the order in which it matters: how it ended, the path, what was
 * sent, the data of states. Empty where the case passes. Golden traces are compared by `judgeTrace`.
 */
export function judge(one: TestCase, run: TestRun): CaseFailure[] {
  const judging = new Judging(one, run);
  judging.end();
  judging.path();
  judging.sent();
  judging.states();
  judging.rest();
  return judging.failures;
}

class Judging {
  readonly failures: CaseFailure[] = [];
  private readonly expect: Expectations;

  constructor(
    private readonly one: TestCase,
    private readonly run: TestRun,
  ) {
    this.expect = one.expect;
  }

  private fail(expectation: string, message: string, details: readonly string[] = [], more: Partial<CaseFailure> = {}) {
    const [name] = expectation.split(".", 1);
    const pointer = this.one.expectAt.get(name) ?? this.one.pointer;
    this.failures.push({ expectation, pointer, message, details, ...more });
  }

  end(): void {
    const { run, expect } = this;
    const { output, outputContains } = expect;
    if (!this.status()) return;
    for (const name of ["error", "cause"] as const) this.text(name, expect[name], run[name]);
    if (output !== undefined) this.value("output", output, run.output, whereFrom(run));
    if (outputContains !== undefined)
      this.value("outputContains", containing(outputContains), run.output, whereFrom(run));
  }

  /** False where nothing more can be said about the end. */
  private status(): boolean {
    const { run, expect } = this;
    const failing = expect.error !== undefined || expect.cause !== undefined;
    const wanted = expect.status ?? (failing ? "not SUCCEEDED" : "SUCCEEDED");
    if (wanted === run.status || (wanted === "not SUCCEEDED" && run.status !== "SUCCEEDED" && run.status !== "RUNNING"))
      return true;
    const { state, stage } = whereFrom(run);
    const place = state === undefined ? "" : ` in ${state}`;
    const details = run.status === "SUCCEEDED" ? [`output ${valueText(run.output, WIDTH)}`] : errorLines(run);
    const waiting = run.waiting.map(({ path }) => `waits for an answer to ${path}`);
    const message = `expected the execution to be ${wanted}, and it is ${run.status}${run.status === "SUCCEEDED" ? "" : place}`;
    this.fail("status", message, [...details, ...waiting], { state, stage });
    return false;
  }

  private text(name: string, wanted: string | undefined, actual: string | null | undefined, more = {}): void {
    if (wanted === undefined || (actual != null && matchesText(wanted, actual))) return;
    const verb = isPattern(wanted) ? "to match" : "to be";
    const got = actual == null ? "there is none" : `it is ${valueText(actual, WIDTH)}`;
    const shown = isPattern(wanted) ? wanted : valueText(wanted, WIDTH);
    this.fail(name, `expected the ${name.split(".").at(-1)} ${verb} ${shown}, and ${got}`, [], more);
  }

  private value(name: string, wanted: unknown, actual: unknown, place: { state?: string; stage?: string } = {}): void {
    const lines = diffLines(diff(wanted, actual), { width: WIDTH });
    if (lines.length === 0) return;
    const { state, stage } = place;
    const where = state === undefined ? "" : ` (${state}${stage === undefined ? "" : `, ${stage}`})`;
    this.fail(name, `${name} is not as expected${where}`, lines, { state, stage });
  }

  path(): void {
    const { path, visited = {} } = this.expect;
    const { visits } = this.run;
    if (path !== undefined) this.order(path, visits);
    for (const [state, times] of Object.entries(visited)) {
      const count = this.run.state(state).length;
      if (!within(times, count, Number))
        this.fail(
          `visited.${state}`,
          `expected ${state} to be entered ${boundsText(times, timesText)}, and it was ${timesText(count)}`,
        );
    }
  }

  private order(path: readonly string[], visits: readonly Visit[]): void {
    const at = path.findIndex((name, index) => visits[index] === undefined || !isAt(name, visits[index]));
    const parted = at < 0 ? (visits.length > path.length ? path.length : -1) : at;
    if (parted < 0) return;
    const before = parted === 0 ? undefined : visits[parted - 1];
    const actual = visits[parted]?.path ?? "the end";
    const message = `the path parts after ${before?.path ?? "the start"}: expected ${path[parted] ?? "the end"}, and there is ${actual}`;
    const why = before === undefined ? [] : reasonOf(before);
    this.fail("path", message, [`expected ${path.join(" → ")}`, ...why], { state: before?.path, stage: before?.via });
  }

  sent(): void {
    const { sent = {}, sentContains = {} } = this.expect;
    for (const [state, wanted] of Object.entries(sent)) this.requests("sent", state, wanted, (value) => value);
    for (const [state, wanted] of Object.entries(sentContains))
      this.requests("sentContains", state, wanted, containing);
  }

  private requests(name: string, state: string, wanted: Json, wrap: (value: Json) => unknown): void {
    const requests = this.run.state(state).flatMap(requestsOf);
    const list = Array.isArray(wanted) ? wanted : [wanted];
    if (requests.length !== list.length) {
      const message = `expected ${state} to send ${countText(list.length)}, and it sent ${countText(requests.length)}`;
      return this.fail(
        `${name}.${state}`,
        message,
        requests.map((one) => valueText(one, WIDTH)),
        { state },
      );
    }
    list.forEach((one, index) => {
      const number = Array.isArray(wanted) ? `[${index}]` : "";
      this.value(`${name}.${state}${number}`, wrap(one), requests[index], { state, stage: "arguments" });
    });
  }

  states(): void {
    for (const [state, wanted] of Object.entries(this.expect.states ?? {})) {
      const visits = this.run.state(state);
      const list = Array.isArray(wanted) ? (wanted as readonly VisitExpectation[]) : [wanted as VisitExpectation];
      if (Array.isArray(wanted) ? visits.length !== list.length : visits.length === 0) {
        const count = Array.isArray(wanted) ? timesText(list.length) : "entered";
        const message = `expected ${state} to be ${Array.isArray(wanted) ? `entered ${count}` : count}, and it was ${visits.length === 0 ? "not" : timesText(visits.length)}`;
        this.fail(`states.${state}`, message);
      } else
        list.forEach((one, index) =>
          this.visit(`states.${state}${Array.isArray(wanted) ? `[${index}]` : ""}`, one, visits[index]),
        );
    }
  }

  private visit(name: string, wanted: VisitExpectation, visit: Visit): void {
    const place = (stage: string) => ({ state: visit.path, stage });
    for (const part of ["input", "arguments", "result", "output"] as const) {
      if (wanted[part] !== undefined) this.value(`${name}.${part}`, wanted[part], visit[part], place(part));
      const piece = wanted.contains?.[part];
      if (piece !== undefined) this.value(`${name}.contains.${part}`, containing(piece), visit[part], place(part));
    }
    this.variables(`${name}.variables`, wanted.variables, visit.variables, place("variables"));
    for (const [stage, value] of Object.entries(wanted.stages ?? {}))
      this.value(
        `${name}.stages.${stage}`,
        value,
        visit.stages.findLast((one) => one.stage === stage)?.value,
        place(stage),
      );
    for (const part of ["error", "cause"] as const)
      this.text(`${name}.${part}`, wanted[part], visit[part] ?? lastFailure(visit)?.[part], place(part));
    const { attempts, next } = wanted;
    if (attempts !== undefined && attempts !== visit.attempts.length)
      this.fail(
        `${name}.attempts`,
        `expected ${visit.path} to be tried ${timesText(attempts)}, and it was ${timesText(visit.attempts.length)}`,
        [],
        { state: visit.path },
      );
    if (next !== undefined && next !== visit.next)
      this.fail(
        `${name}.next`,
        `expected ${next} after ${visit.path}, and there is ${visit.next ?? "none"}`,
        reasonOf(visit),
        { state: visit.path },
      );
  }

  /** Only those named. */
  private variables(
    name: string,
    wanted: JsonObject | undefined,
    actual: JsonObject,
    place: { state?: string; stage?: string },
  ): void {
    if (wanted === undefined) return;
    const some = Object.fromEntries(
      Object.keys(wanted).map((key) => [key, Object.hasOwn(actual, key) ? actual[key] : undefined]),
    );
    this.value(name, wanted, some, place);
  }

  rest(): void {
    const { assigned, takes, unused } = this.expect;
    const { run } = this;
    if (assigned !== undefined) this.variables("assigned", assigned, run.visits.findLast(isTop)?.variables ?? {}, {});
    if (takes !== undefined && !within(takes, run.duration, durationOf))
      this.fail(
        "takes",
        `expected it to take ${boundsText(takes, durationText)}, and it took ${durationText(run.duration)}`,
      );
    if (unused !== "allowed") this.unused();
  }

  private unused(): void {
    for (const { key, index } of this.run.unused) {
      if (!this.one.ownAnswers.has(key)) continue;
      const pointer = (this.one.answersAt.get(key) ?? this.one.pointer) + (index < 0 ? "" : `/${index}`);
      const which = index < 0 ? `the answers of ${key} are` : `answer ${index + 1} of ${key} is`;
      this.failures.push({
        expectation: "unused",
        pointer,
        message: `${which} not used: nothing asked for it`,
        details: ["expect: { unused: allowed } lets this pass"],
      });
    }
  }
}

const isTop = (visit: Visit): boolean => !visit.path.includes(" › ");

function isAt(written: string, { state, path }: Visit): boolean {
  return written === state || placeOf(written) === placeOf(path);
}

/** What a Task sent, retries included. */
const requestsOf = ({ attempts }: Visit): Json[] =>
  attempts.flatMap(({ arguments: sent }) => (sent === undefined ? [] : [sent]));

const lastFailure = ({ attempts }: Visit) =>
  attempts.findLast(({ error, cause }) => error !== undefined || cause !== undefined);

function reasonOf({ path, via, error, output }: Visit): string[] {
  const edge = via === undefined ? [] : [`${path} was left by ${via}`];
  const failed = error === undefined ? [] : [`${path} failed with ${String(error)}`];
  const value = output === undefined ? [] : [`output of ${path}: ${valueText(output, WIDTH)}`];
  return [...edge, ...failed, ...value];
}

function errorLines({ error, cause }: TestRun): string[] {
  return [
    ...(error === null ? [] : [`error ${error}`]),
    ...(cause === null ? [] : [`cause ${valueText(cause, WIDTH)}`]),
  ];
}

const durationOf = (value: number | string): number => parseDuration(value) as number;
const durationText = (value: number | string): string => formatDuration(durationOf(value), 3);
const timesText = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
const countText = (count: number): string => `${count} request${count === 1 ? "" : "s"}`;

function within<T extends number | string>(bounds: Bounds<T>, actual: number, number: (value: T) => number): boolean {
  if (typeof bounds !== "object") return number(bounds) === actual;
  const { atLeast, atMost } = bounds;
  return (atLeast === undefined || actual >= number(atLeast)) && (atMost === undefined || actual <= number(atMost));
}

function boundsText<T extends number | string>(bounds: Bounds<T>, text: (value: T) => string): string {
  if (typeof bounds !== "object") return text(bounds);
  const parts = [
    ...(bounds.atLeast === undefined ? [] : [`at least ${text(bounds.atLeast)}`]),
    ...(bounds.atMost === undefined ? [] : [`at most ${text(bounds.atMost)}`]),
  ];
  return parts.join(" and ");
}

/** Where expectations of a case stand below their names. */
export const pointerOf = (failure: CaseFailure, rest: readonly string[]): string =>
  failure.pointer + rest.map(pointerStep).join("");
