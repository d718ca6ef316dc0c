import type { Differences } from "../diff.js";
import { historyLimitLines } from "../history-limit.js";
import { originLines } from "../matchers/origin.js";
import { unusedMocks } from "../mock-config.js";
import type { TestRun } from "../run.js";
import { containing } from "./containing.js";
import type { Failures } from "./failures.js";
import { boundsText, durationText, millisOf, shortText, within } from "./phrases.js";
import type { Expectations, TestCase } from "./test-case.js";
import { whereFrom } from "./where-from.js";

/** How the execution ended: status, error and cause, output. Of a wrong status nothing more is said. */
export function judgeEnd(expect: Expectations, run: TestRun, failures: Failures): void {
  if (!judgeStatus(expect, run, failures)) return;
  const { output, outputContains, error, cause } = expect;
  const place = whereFrom(run);
  failures.text(["error"], error, run.error, place, () => endLines(run));
  failures.text(["cause"], cause, run.cause, place, () => (longCause(run) ? endLines(run) : []));
  const origins = (found: Differences) => originLines(run, found);
  if (output !== undefined) failures.value(["output"], output, run.output, place, origins);
  if (outputContains !== undefined)
    failures.value(["outputContains"], containing(outputContains), run.output, place, origins);
}

/** Whether a message cuts the cause. */
const longCause = ({ cause }: TestRun): boolean => cause !== null && shortText(cause) !== JSON.stringify(cause);

function judgeStatus(expect: Expectations, run: TestRun, failures: Failures): boolean {
  const failing = expect.error !== undefined || expect.cause !== undefined;
  const wanted = expect.status ?? (failing ? "not SUCCEEDED" : "SUCCEEDED");
  const ended = run.status !== "SUCCEEDED" && run.status !== "RUNNING";
  if (wanted === run.status || (wanted === "not SUCCEEDED" && ended)) return true;
  const place = whereFrom(run);
  const where = run.status === "SUCCEEDED" || place.state === undefined ? "" : ` in ${place.state}`;
  const message = `expected the execution to be ${wanted}, and it is ${run.status}${where}`;
  const which = expect.status !== undefined ? "status" : expect.error !== undefined ? "error" : "cause";
  failures.add([failing || expect.status !== undefined ? which : "output"], message, endLines(run), place);
  return false;
}

function endLines(run: TestRun): string[] {
  const { status, output, error, cause, waiting } = run;
  if (status === "SUCCEEDED") return [`output ${shortText(output)}`];
  return [
    ...(error === null ? [] : [`error ${error}`]),
    ...(cause === null ? [] : causeLines(cause)),
    ...historyLimitLines(run),
    ...waiting.map(({ path }) => `waits for an answer to ${path}`),
  ];
}

/** What went wrong is to be read: a cause is shown as it is. */
function causeLines(cause: string): string[] {
  const shown = cause.length > LONGEST ? `${cause.slice(0, LONGEST)}…` : cause;
  return `cause ${shown}`.split("\n");
}
const LONGEST = 600;

/** What the run left behind: variables of the machine, time, answers nobody asked for. */
export function judgeRest(one: TestCase, run: TestRun, failures: Failures): void {
  const { assigned, takes, unused } = one.expect;
  const last = run.visits.findLast(({ path }) => !path.includes(" › "));
  failures.members(["assigned"], assigned, last?.variables ?? {});
  if (takes !== undefined && !within(takes, run.duration, millisOf)) {
    const wanted = boundsText(takes, durationText);
    failures.add(["takes"], `expected it to take ${wanted}, and it took ${durationText(run.duration)}`);
  }
  if (unused === "allowed") return;
  failures.list.push(...unusedMocks(`${one.pointer}/mockConfig`, mockedIn(one), run));
  for (const { key, index } of run.unused) if (one.ownAnswers.has(key)) failures.unused(key, index);
}

/** Answers that stand nowhere in the test file come from its mock configuration. */
const mockedIn = ({ mockConfig, answers, answersAt }: TestCase): string[] =>
  mockConfig === undefined ? [] : Object.keys(answers).filter((key) => !answersAt.has(key));
