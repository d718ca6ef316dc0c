import { placeOf } from "../../drivers/routes.js";
import type { TestRun } from "../run.js";
import type { Visit } from "../visit.js";
import type { Failures } from "./failures.js";
import { boundsText, reasonsOf, timesText, within } from "./phrases.js";
import type { Expectations } from "./test-case.js";

/** Which states were entered: in order, and how often. */
export function judgePath({ path, visited = {} }: Expectations, run: TestRun, failures: Failures): void {
  if (path !== undefined) judgeOrder(path, run.visits, failures);
  for (const [state, times] of Object.entries(visited)) {
    const count = run.state(state).length;
    if (within(times, count, Number)) continue;
    const wanted = boundsText(times, timesText);
    failures.add(["visited", state], `expected ${state} to be entered ${wanted}, and it was ${timesText(count)}`);
  }
}

function judgeOrder(path: readonly string[], visits: readonly Visit[], failures: Failures): void {
  const at = path.findIndex((name, index) => visits[index] === undefined || !isAt(name, visits[index]));
  const parted = at < 0 && visits.length > path.length ? path.length : at;
  if (parted < 0) return;
  const before = visits[parted - 1];
  const [wanted, actual] = [path[parted] ?? "the end", visits[parted]?.path ?? "the end"];
  const message = `the path parts after ${before?.path ?? "the start"}: expected ${wanted}, and there is ${actual}`;
  const details = [
    `expected ${path.join(" → ") || "no state to be entered"}`,
    ...(before === undefined ? [] : reasonsOf(before)),
  ];
  const part = Math.min(parted, path.length - 1);
  failures.add(part < 0 ? ["path"] : ["path", part], message, details, { state: before?.path, stage: before?.via });
}

const isAt = (written: string, { state, path }: Visit): boolean =>
  written === state || placeOf(written) === placeOf(path);
