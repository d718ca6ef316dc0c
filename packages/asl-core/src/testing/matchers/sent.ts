import type { Json } from "../../json.js";
import type { Shape } from "../cases/shape.js";
import { checkArgument } from "../checked-options.js";
import { diff, diffLines } from "../diff.js";
import { namedStates } from "../named-states.js";
import type { TestRun } from "../run.js";
import { valueText } from "../value-text.js";
import type { Visit } from "../visit.js";
import { type Matcher, type MatcherContext, result, runOf, same } from "./protocol.js";
import { placeText, standing } from "./standing.js";

interface Call {
  readonly visit: Visit;
  /** Which try of its visit, from 1 on. */
  readonly attempt: number;
  readonly sent: Json;
}

/**
 * A Task state sent this request: its evaluated Parameters or Arguments, whole; for a part write
 * `expect.objectContaining({ … })`. Any of its calls counts, tries and iterations included, or the one that `call` names
 * (1 for the first, in the order in which they were made). Throws RangeError for a state the definition does not have, or
 * that is no Task, TypeError for a call that is no number from 1 on, also behind `not`.
 */
export const toHaveSent: Matcher<[state: string, request: unknown, call?: number]> = function (
  received,
  state,
  request,
  call,
) {
  const run = runOf(received, "toHaveSent");
  checkState(run, state);
  if (call !== undefined) checkArgument(call, NUMBER, "the call of toHaveSent");
  const calls = callsOf(run, state);
  const looked = call === undefined ? calls : calls.slice(call - 1, call);
  const pass = looked.some(({ sent }) => same(this, sent, request));
  const name = `toHaveSent(${JSON.stringify(state)}, request${call === undefined ? "" : `, ${call}`})`;
  return result(this, name, pass, () => {
    if (pass) return [`${JSON.stringify(state)} sent that request.`, ...standing(run)];
    return [...comparison(this, state, request, calls, looked, call), "", ...standing(run)];
  });
};

const NUMBER: Shape = { kind: "number", whole: true, least: 1 };

/** Only tasks send. */
function checkState({ machine }: TestRun, state: string): void {
  const found = namedStates(machine, state);
  if (found.some(({ kind }) => kind === "Task")) return;
  const tasks = machine.nodes.filter(({ kind }) => kind === "Task").map(({ name }) => JSON.stringify(name));
  const others = tasks.length === 0 ? "the definition has no Task" : `its tasks are ${tasks.slice(0, 10).join(", ")}`;
  throw new RangeError(`${JSON.stringify(state)} is a ${found[0].kind} state and sends nothing: ${others}`);
}

/** By the time of sending; those at one moment in the order of entry. */
function callsOf(run: TestRun, state: string): Call[] {
  const calls = run
    .state(state)
    .flatMap((visit) =>
      visit.attempts.flatMap(({ arguments: sent, startedAt }, i) =>
        sent === undefined ? [] : [{ visit, attempt: i + 1, sent, startedAt }],
      ),
    );
  return calls.sort((a, b) => a.startedAt - b.startedAt);
}

function comparison(
  context: MatcherContext,
  state: string,
  request: unknown,
  calls: readonly Call[],
  looked: readonly Call[],
  call: number | undefined,
): string[] {
  const name = JSON.stringify(state);
  const wanted = `expected ${valueText(request, 200)}`;
  if (calls.length === 0) return [`${name} sent nothing.`, wanted];
  if (looked.length === 0) return [`${name} sent ${calls.length} requests, and there is no request ${call}.`, wanted];
  const equals = (actual: unknown, expected: unknown) => same(context, actual, expected);
  const all = looked.slice(0, 100).map((one) => ({ one, found: diff(request, one.sent, { equals }) }));
  const nearest = all.reduce((a, b) => (b.found.list.length < a.found.list.length ? b : a));
  const which =
    looked.length === 1 ? "The request" : `None of ${looked.length} requests is the expected one. The nearest,`;
  const { visit, attempt } = nearest.one;
  const place = `${placeText(visit)}${attempt > 1 ? `, try ${attempt}` : ""}`;
  return [`${which} of ${place}${looked.length === 1 ? " is another" : ""}:`, ...diffLines(nearest.found)];
}
