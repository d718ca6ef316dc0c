import { TEXT, TIMES } from "../cases/format.js";
import type { Shape } from "../cases/shape.js";
import { checkArgument } from "../checked-options.js";
import { findStates, namedStates } from "../named-states.js";
import type { TestRun } from "../run.js";
import { type Count, countText, fits } from "./count.js";
import { type Matcher, result, runOf } from "./protocol.js";
import { standing } from "./standing.js";

const STATES: Shape = {
  kind: "either",
  name: "the name or path of a state, or a list of them",
  of: [TEXT, { kind: "list", of: TEXT, atLeast: 1 }],
};

/**
 * The run visited a state, named by its name or its path: at all, or so many times. With several states: in that order,
 * others may lie between. Throws RangeError for a state that the definition does not have, TypeError for bounds that make no
 * sense, also behind `not`.
 */
export const toHaveVisited: Matcher<[state: string | readonly string[], times?: Count]> = function (
  received,
  state,
  times,
) {
  const run = runOf(received, "toHaveVisited");
  checkArgument(state, STATES, "the states of toHaveVisited");
  if (times !== undefined) checkArgument(times, TIMES, "the times of toHaveVisited");
  if (typeof state !== "string" && times !== undefined)
    throw new TypeError("toHaveVisited counts the visits of one state: several are looked for in their order");
  if (typeof state !== "string") return inOrder.call(this, run, state);
  const actual = run.state(state).length;
  const pass = times === undefined ? actual > 0 : fits(actual, times);
  const name = `toHaveVisited(${JSON.stringify(state)}${times === undefined ? "" : ", times"})`;
  return result(this, name, pass, () => {
    const wanted = times === undefined ? "" : `, expected ${countText(times)} of them`;
    return [`The run visited ${JSON.stringify(state)} ${timesText(actual)}${wanted}.`, ...standing(run)];
  });
};

const timesText = (count: number): string => (count === 0 ? "never" : count === 1 ? "once" : `${count} times`);

const inOrder: (
  this: ThisParameterType<typeof toHaveVisited>,
  run: TestRun,
  states: readonly string[],
) => ReturnType<typeof toHaveVisited> = function (run, states) {
  for (const state of states) namedStates(run.machine, state);
  const found = reached(run, states);
  const pass = found === states.length;
  return result(this, `toHaveVisited(${JSON.stringify(states)})`, pass, () => {
    if (pass) return ["The run visited them in that order.", ...standing(run)];
    const after = found === 0 ? "" : ` after ${states.slice(0, found).join(" → ")}`;
    return [`The run did not visit ${JSON.stringify(states[found])}${after}.`, ...standing(run)];
  });
};

/** How many of the states, from the first on, were visited one after the other. */
function reached(run: TestRun, states: readonly string[]): number {
  const paths = states.map((state) => new Set(findStates(run.machine, state).map(({ path }) => path)));
  let found = 0;
  for (const { path } of run.visits) if (paths[found]?.has(path)) found++;
  return found;
}
