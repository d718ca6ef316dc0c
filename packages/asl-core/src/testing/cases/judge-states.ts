import type { TestRun } from "../run.js";
import type { Attempt, Visit } from "../visit.js";
import { containing } from "./containing.js";
import type { Expected, Failures } from "./failures.js";
import { reasonsOf, timesText } from "./phrases.js";
import type { Expectations, VisitExpectation } from "./test-case.js";

/** The data of states, visit by visit. */
export function judgeStates({ states = {} }: Expectations, run: TestRun, failures: Failures): void {
  for (const [state, wanted] of Object.entries(states)) {
    const visits = run.state(state);
    if (isList(wanted)) judgeAll(state, wanted, visits, failures);
    else if (visits.length > 0) judgeVisit(["states", state], wanted, visits[0], failures);
    else failures.add(["states", state], `expected ${state} to be entered, and it was not`);
  }
}

const isList = (wanted: VisitExpectation | readonly VisitExpectation[]): wanted is readonly VisitExpectation[] =>
  Array.isArray(wanted);

function judgeAll(
  state: string,
  list: readonly VisitExpectation[],
  visits: readonly Visit[],
  failures: Failures,
): void {
  if (visits.length === list.length)
    return list.forEach((one, index) => judgeVisit(["states", state, index], one, visits[index], failures));
  const [wanted, actual] = [timesText(list.length), timesText(visits.length)];
  failures.add(["states", state], `expected ${state} to be entered ${wanted}, and it was ${actual}`);
}

function judgeVisit(at: Expected, wanted: VisitExpectation, visit: Visit, failures: Failures): void {
  const place = (stage: string) => ({ state: visit.path, stage });
  for (const part of ["input", "arguments", "result", "output"] as const) {
    const [whole, piece] = [wanted[part], wanted.contains?.[part]];
    if (whole !== undefined) failures.value([...at, part], whole, visit[part], place(part));
    if (piece !== undefined) failures.value([...at, "contains", part], containing(piece), visit[part], place(part));
  }
  failures.members([...at, "variables"], wanted.variables, visit.variables, place("variables"));
  for (const [stage, value] of Object.entries(wanted.stages ?? {})) {
    const last = visit.stages.findLast((one) => one.stage === stage);
    failures.value([...at, "stages", stage], value, last?.value, place(stage));
  }
  judgeFailure(at, wanted, visit, failures);
}

function judgeFailure(at: Expected, wanted: VisitExpectation, visit: Visit, failures: Failures): void {
  const { path, attempts } = visit;
  const failed: Pick<Attempt, "error" | "cause"> =
    visit.error === undefined ? (attempts.findLast(hasFailed) ?? {}) : visit;
  failures.text([...at, "error"], wanted.error, failed.error, { state: path });
  failures.text([...at, "cause"], wanted.cause, failed.cause, { state: path });
  if (wanted.attempts !== undefined && wanted.attempts !== attempts.length) {
    const [tries, actual] = [timesText(wanted.attempts), timesText(attempts.length)];
    failures.add([...at, "attempts"], `expected ${path} to be tried ${tries}, and it was ${actual}`, [], {
      state: path,
    });
  }
  if (wanted.next === undefined || wanted.next === visit.next) return;
  const message = `expected ${wanted.next} after ${path}, and there is ${visit.next ?? "none"}`;
  failures.add([...at, "next"], message, reasonsOf(visit), { state: path });
}

const hasFailed = ({ error, cause }: Attempt): boolean => error !== undefined || cause !== undefined;
