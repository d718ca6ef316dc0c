import { printable } from "../../display.js";
import { formatDuration } from "../../duration.js";
import { historyLimitLines } from "../history-limit.js";
import { indent, jsonLines } from "../json-lines.js";
import type { TestRun } from "../run.js";
import { valueText } from "../value-text.js";
import type { Visit } from "../visit.js";
import { pathText } from "./path-text.js";

const WIDTH = 200;

/** How a run ended, in a sentence, the way it took, and what looks like mistakes in its handlers. */
export const standing = (run: TestRun): string[] => [...ending(run), `path: ${pathText(run)}`, ...mistakesOf(run)];

/** Handlers that threw what is seldom meant: it failed their tasks, and perhaps a Catch took it up. */
function mistakesOf({ mistakes }: TestRun): string[] {
  return mistakes.slice(0, 3).map(({ path, call, text, at }) => {
    const place = at === undefined ? "" : ` ${at}`;
    return `the handler of ${printable(path)} (call ${call + 1}) threw ${printable(`${text}${place}`.slice(0, 400))}`;
  });
}

/** Where a run failed: the state with its input, and what it was sent. */
export function failurePlace(run: TestRun): string[] {
  const visit = run.visits.findLast(({ status }) => status === "failed");
  if (visit === undefined || run.status !== "FAILED") return [];
  return [`failed in: ${placeText(visit)}`, ...indent(dataOf(visit))];
}

/** `Lines › item › Reserve (item 2)`. */
export const placeText = ({ path, iteration, visit }: Visit): string =>
  `${printable(path)}${iteration.length > 0 ? ` (item ${iteration.join(".")})` : ""}${visit > 1 ? ` (visit ${visit})` : ""}`;

function dataOf({ input, arguments: sent }: Visit): string[] {
  const lines = [`input     ${valueText(input, WIDTH)}`];
  return sent === undefined ? lines : [...lines, `arguments ${valueText(sent, WIDTH)}`];
}

function ending(run: TestRun): string[] {
  const { status, error, cause, duration, output } = run;
  const after = ` after ${formatDuration(duration)}`;
  if (status === "SUCCEEDED") return [`The run succeeded${after} with ${valueText(output, WIDTH)}`];
  if (status === "RUNNING") return [`The run has not ended: it stands${after} at`, ...indent(waitingOf(run))];
  const words = { FAILED: "failed", TIMED_OUT: "timed out", ABORTED: "was aborted" } as Record<string, string>;
  const lines = [`The run ${words[status] ?? status}${after}${error === null ? "" : ` with ${printable(error)}`}`];
  const full = indent(historyLimitLines(run));
  return cause === null || cause === "" ? [...lines, ...full] : [...lines, ...indent(causeLines(cause)), ...full];
}

/** At most twenty lines: causes hold stack traces. */
function causeLines(cause: string): string[] {
  const lines = cause.split(/\r?\n/).map((line) => printable(line.length > 1000 ? `${line.slice(0, 1000)}…` : line));
  return lines.length > 20 ? [...lines.slice(0, 20), `… ${lines.length - 20} more lines`] : lines;
}

function waitingOf({ waiting, unanswered, visits }: TestRun): string[] {
  const requests = unanswered === null ? waiting : [unanswered];
  if (requests.length === 0) {
    const open = visits.filter(({ status }) => status === "running");
    return open.slice(0, 10).map((visit) => placeText(visit));
  }
  return requests.slice(0, 10).flatMap(({ path, arguments: sent }) => {
    const [first, ...rest] = jsonLines(sent, WIDTH);
    return [`${printable(path)}, whose task has no answer`, `  arguments ${first}`, ...indent(rest)];
  });
}
