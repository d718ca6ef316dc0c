/** Machines for the debugger's measurements: they go on until the limit of events ends them, and make no payloads. */

const LAMBDA = "arn:aws:states:::lambda:invoke";
const task = (more) => ({
  Type: "Task",
  Resource: LAMBDA,
  Parameters: { FunctionName: "f" },
  ResultPath: null,
  ...more,
});
const again = (next, end) => ({
  Type: "Choice",
  Choices: [{ Variable: "$.stop", IsPresent: true, Next: end }],
  Default: next,
});
const pass = (next) => ({ Type: "Pass", Next: next });
const DONE = { Type: "Succeed" };

const loop = { StartAt: "A", States: { A: pass("B"), B: pass("C"), C: again("A", "Done"), Done: DONE } };
/** Names are unique in a machine: the number tells loops apart. */
const tasks = (n = "") => ({
  StartAt: `A${n}`,
  States: {
    [`A${n}`]: task({ TimeoutSeconds: 30, Next: `B${n}` }),
    [`B${n}`]: pass(`C${n}`),
    [`C${n}`]: again(`A${n}`, n === "" ? "Done" : `Done ${n}`),
    [n === "" ? "Done" : `Done ${n}`]: DONE,
  },
});

/** 25 Maps of 40 iterations each, all at once. */
const branch = (n) => ({
  StartAt: `Map ${n}`,
  States: { [`Map ${n}`]: { Type: "Map", ItemsPath: "$.items", ItemProcessor: tasks(n), End: true } },
});
const wide = {
  StartAt: "Split",
  States: { Split: { Type: "Parallel", Branches: Array.from({ length: 25 }, (_, n) => branch(n)), End: true } },
};

/** By name: definition and input. */
export const MACHINES = {
  "a loop": { definition: loop, input: {} },
  "a loop of tasks": { definition: tasks(), input: {} },
  "1,000 live iterations": { definition: wide, input: { items: Array.from({ length: 40 }, () => ({})) } },
};
