import { inputOf } from "../workloads.mjs";

const handlers = ({ failure, success }) => ({
  W7: ({ attempt }) => (attempt < 2 ? failure("Flaky", "not yet") : success({ ok: true })),
  W11: ({ arguments: sent }) => success({ ok: true, id: sent.id }),
});

/**
 * This project's interpreter.
 * @param core the package asl-core
 * @param {boolean} history whether whole histories are kept
 */
export const ours = (core, history) => (workload) => {
  if (workload.parseOnly) return { run: () => core.loadMachine(workload.text, { limits: false }).nodes.length };
  const machine = core.loadMachine(workload.text, { limits: false });
  const handler = handlers(core)[workload.id];
  const limits = workload.limited ? undefined : core.NO_LIMITS;
  const execute = (n) => core.runSync(machine, { input: inputOf(workload, n), history, handler, limits });
  return { run: (n) => succeeded(execute(n)).output, execute };
};

function succeeded(run) {
  if (run.status !== "SUCCEEDED") throw new Error(`the execution ended ${run.status}: ${run.error}: ${run.cause}`);
  return run;
}
