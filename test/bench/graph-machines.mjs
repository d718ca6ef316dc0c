/** Definitions of about 1,000 states to be laid out, each with what makes layouts slow. */

const call = (name, next) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: name },
  ...next,
});
const to = (next) => (next === undefined ? { End: true } : { Next: next });
const catching = (Next, error = "States.ALL") => ({ Catch: [{ ErrorEquals: [error], Next }] });

/** A block of so many states: waits, choices that skip and loop back, errors handled a few states later. */
export function block(count, prefix) {
  const name = (i) => `${prefix} ${Math.min(i, count - 1)}`;
  const state = (i) => {
    const next = to(i === count - 1 ? undefined : name(i + 1));
    if (i % 10 === 3 && i > 2 && i + 4 < count) return choice(name(i + 1), name(i - 2), name(i + 3));
    if (i % 10 === 7) return { Type: "Wait", Seconds: 5, ...next };
    return call(`function-${i}`, { ...next, ...(i % 10 === 5 ? catching(name(i + 3), "Bank.Busy") : {}) });
  };
  return { StartAt: name(0), States: Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), state(i)])) };
}

const choice = (on, back, otherwise) => ({
  Type: "Choice",
  Choices: [
    { Variable: "$.order.total", NumericGreaterThan: 100, Next: on },
    { Variable: "$.order.status", StringEquals: "AGAIN", Next: back },
  ],
  Default: otherwise,
});

/** Containers in a row, each a Parallel of two blocks. */
export function containers(count, states) {
  const name = (i) => `Container ${i}`;
  const one = (i) => ({
    Type: "Parallel",
    Branches: [block(states / 2, `${i} left`), block(states / 2, `${i} right`)],
    ...to(i === count - 1 ? undefined : name(i + 1)),
  });
  return { StartAt: name(0), States: Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), one(i)])) };
}

/** Every other state hands its errors to one handler. */
export function sharedHandler(count) {
  const { StartAt, States } = block(count, "State");
  for (const [i, state] of Object.values(States).entries())
    if (state.Type === "Task" && i % 2 === 0) Object.assign(state, catching("Clean up"));
  return { StartAt, States: { ...States, "Clean up": { Type: "Fail", Error: "Gave up" } } };
}

/**
 * The containers with a state more in one of them, each round in another one: what was laid out for the rounds before is
 * not this one's, since a state beside the new one is called otherwise.
 */
export function editedAnew(count, states, round) {
  const definition = edited(count, states, round + 3);
  const [branch] = definition.States[`Container ${round + 3}`].Branches;
  branch.States[`${round + 3} left 6`].Parameters.FunctionName += "x".repeat(round * 3);
  return definition;
}

function edited(count, states, at) {
  const definition = containers(count, states);
  const [branch] = definition.States[`Container ${at}`].Branches;
  branch.States[`Added ${at}`] = call("added", to(`${at} left 5`));
  branch.States[`${at} left 4`].Next = `Added ${at}`;
  return definition;
}
