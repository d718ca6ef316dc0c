import type { TestRun } from "../run.js";
import { type Attempt, STAGES, type Visit } from "../visit.js";
import { containing } from "./containing.js";
import type { Expected, Failures } from "./failures.js";
import { reasonsOf, timesText } from "./phrases.js";
import type { Expectations, VisitExpectation } from "./test-case.js";

/**
 * The data of states, visit by visit: in the order in which the run came to them, whatever the order in the file, as what
 * goes wrong first explains the rest; states it never came to at the end.
 */
export function judgeStates({ states = {} }: Expectations, run: TestRun, failures: Failures): void {
  const pairs: Pair[] = [];
  for (const [state, wanted] of Object.entries(states)) {
    const visits = run.state(state);
    if (isList(wanted)) pairs.push(...pairsOf(state, wanted, visits, failures));
    else if (visits.length > 0) pairs.push({ at: ["states", state], wanted, visit: visits[0] });
    else pairs.push({ at: ["states", state] });
  }
  const places = new Map(run.visits.map((visit, index) => [visit, index]));
  const placeOf = ({ visit }: Pair) => (visit && places.get(visit)) ?? run.visits.length;
  for (const pair of pairs.sort((a, b) => placeOf(a) - placeOf(b))) judgePair(pair, failures);
}

/** An expectation and the visit it is about; without one: that there be one at all. */
interface Pair {
  readonly at: Expected;
  readonly wanted?: VisitExpectation;
  readonly visit?: Visit;
}

function judgePair({ at, wanted, visit }: Pair, failures: Failures): void {
  if (wanted !== undefined && visit !== undefined) judgeVisit(at, wanted, visit, failures);
  else failures.add(at, `expected ${at[1]} to be entered, and it was not`);
}

const isList = (wanted: VisitExpectation | readonly VisitExpectation[]): wanted is readonly VisitExpectation[] =>
  Array.isArray(wanted);

function pairsOf(
  state: string,
  list: readonly VisitExpectation[],
  visits: readonly Visit[],
  failures: Failures,
): Pair[] {
  if (visits.length === list.length)
    return list.map((wanted, index) => ({ at: ["states", state, index], wanted, visit: visits[index] }));
  const [wanted, actual] = [timesText(list.length), timesText(visits.length)];
  failures.add(["states", state], `expected ${state} to be entered ${wanted}, and it was ${actual}`);
  return [];
}

/** In the order in which data goes through a state. */
function judgeVisit(at: Expected, wanted: VisitExpectation, visit: Visit, failures: Failures): void {
  judgePart("input", at, wanted, visit, failures);
  for (const stage of STAGES) {
    const value = wanted.stages?.[stage];
    const last = value === undefined ? undefined : visit.stages.findLast((one) => one.stage === stage);
    if (value !== undefined) failures.value([...at, "stages", stage], value, last?.value, { state: visit.path, stage });
  }
  for (const part of ["arguments", "result", "output"] as const) judgePart(part, at, wanted, visit, failures);
  const place = { state: visit.path, stage: "variables" };
  failures.members([...at, "variables"], wanted.variables, visit.variables, place);
  judgeFailure(at, wanted, visit, failures);
}

type Part = "input" | "arguments" | "result" | "output";

function judgePart(part: Part, at: Expected, wanted: VisitExpectation, visit: Visit, failures: Failures): void {
  const [whole, piece] = [wanted[part], wanted.contains?.[part]];
  const place = { state: visit.path, stage: part };
  if (whole !== undefined) failures.value([...at, part], whole, visit[part], place);
  if (piece !== undefined) failures.value([...at, "contains", part], containing(piece), visit[part], place);
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
