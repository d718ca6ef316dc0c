import { inputOf } from "../workloads.mjs";

// Node 20 has no Promise.withResolvers, which this package's Task states call.
Promise.withResolvers ??= () => {
  let resolve;
  let reject;
  const promise = new Promise((...functions) => ([resolve, reject] = functions));
  return { promise, resolve, reject };
};
const { StateMachine } = await import("aws-local-stepfunctions");

class Flaky extends Error {
  name = "Flaky";
}

/** Local functions in place of the tasks; retries do not wait. */
const OVERRIDES = {
  W7() {
    let calls = 0;
    const work = () => {
      if (calls++ % 3 < 2) throw new Flaky("not yet");
      return { ok: true };
    };
    return { taskResourceLocalHandlers: { Work: work }, retryIntervalOverrides: { Work: 0 } };
  },
  W11: () => ({ taskResourceLocalHandlers: { Work: (sent) => ({ ok: true, id: sent.id }) } }),
};

/**
 * aws-local-stepfunctions: another interpreter of the language in JavaScript. It runs JSONPath machines only.
 * @returns {{run(n: number): unknown}}
 */
export function peer(workload) {
  if (workload.parseOnly) return { run: () => void new StateMachine(JSON.parse(workload.text)) };
  const machine = new StateMachine(workload.definition);
  const options = { overrides: OVERRIDES[workload.id]?.() };
  return { run: (n) => machine.run(inputOf(workload, n), options).result };
}
