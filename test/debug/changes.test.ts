import { describe, expect, it } from "vitest";
import { type DebugOptions, DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure, success, type TaskRequest } from "../../packages/asl-core/src/drivers/handler.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const machine = (states: object, more: object = {}) =>
  loadMachine({ StartAt: Object.keys(states)[0], ...more, States: states } as never);

const CHAIN = {
  First: { Type: "Pass", Assign: { v: 1 }, Next: "Work" },
  Work: task({ Parameters: { "n.$": "$.n" }, ResultPath: "$.done", Next: "Last" }),
  Last: { Type: "Pass", Parameters: { "sum.$": "States.MathAdd($.n, $v)", "done.$": "$.done" }, End: true },
};

function chain(options: DebugOptions = {}) {
  const asked: TaskRequest[] = [];
  const handler = (request: TaskRequest) => (asked.push(request), success(request.arguments));
  const session = DebugSession.start({ machine: machine(CHAIN) }, { input: { n: 1 }, handler, ...options });
  return { session, asked };
}

const output = (session: DebugSession): Json => session.scene.executions[0].execution.output;

/** Seeking to every position gives the very bytes that were there before. */
function everywhere(session: DebugSession): string[] {
  const here = session.position;
  const scenes = Array.from({ length: session.length + 1 }, (_, step) => {
    session.goTo({ step, stage: 0 });
    return JSON.stringify([session.scene.executions.map(({ execution }) => execution), session.events()]);
  });
  session.goTo(here);
  return scenes;
}

describe("setting a value", () => {
  it("between two steps changes what follows, and the tape keeps it", async () => {
    const { session, asked } = chain();
    session.breakpoints.add({ state: "Work" });
    await session.continue();
    session.set("0:1", "Input", "/n", 41);
    session.set("0:1", "Variables", "/v", 100);
    expect((await session.continue()).reason).toBe("end");
    expect(output(session)).toEqual({ sum: 141, done: { n: 41 } });
    expect(asked.map(({ call }) => call)).toEqual([0]);
    const before = everywhere(session);
    expect(everywhere(session)).toEqual(before);
  });

  it("in the past forgets what came later, and says so", async () => {
    const { session, asked } = chain();
    await session.continue();
    const { length } = session;
    session.goTo({ step: 2, stage: 0 });
    const stop = session.set("0:1", "Input", "/n", 5);
    expect(stop.text).toContain("forgotten");
    expect(session.length).toBe(3);
    await session.continue();
    expect(session.length).toBe(length + 1);
    expect(output(session)).toEqual({ sum: 6, done: { n: 5 } });
    expect(asked.map(({ call }) => call)).toEqual([0, 0]);
  });

  it.each([
    ["Arguments", "afterParameters", { n: 9 }, { sum: 2, done: { n: 9 } }],
    ["Result", "result", "changed", { sum: 2, done: "changed" }],
    ["Output", "output", { n: 7, done: 0 }, { sum: 8, done: 0 }],
    ["Input", "input", { n: 3 }, { sum: 4, done: { n: 3 } }],
  ] as const)("inside a step changes %s", async (scope, stage, value, expected) => {
    const { session } = chain();
    session.breakpoints.add({ state: "Work", stage });
    await session.continue();
    expect(session.position.stage).toBeGreaterThan(0);
    session.set("0:1", scope, "", value as Json);
    expect(session.scopes("0:1").find(({ name }) => name === scope)?.value).toEqual(value);
    session.breakpoints.set([]);
    await session.continue();
    expect(output(session)).toEqual(expected);
    const before = everywhere(session);
    expect(everywhere(session)).toEqual(before);
    session.goTo({ step: 0, stage: 0 });
    await session.continue();
    expect(output(session)).toEqual(expected);
  });

  it("refuses what cannot be set here", async () => {
    const { session } = chain();
    await session.step("over");
    expect(() => session.set("0:1", "Result", "", 1)).toThrow("Result cannot be set here");
    expect(() => session.set("0:1", "Input", "/a/b", 1)).toThrow('there is nothing at "/a/b"');
    expect(() => session.set("0:1", "Variables", "", 1)).toThrow("Variables must be an object");
    expect(() => session.set("0:1", "Input", "", undefined as never)).toThrow(TypeError);
    expect(() => session.set("0:9", "Input", "", 1)).toThrow("there is no frame 0:9 here");
  });

  it("changes the error that is about to be taken up", async () => {
    const states = {
      Work: task({ Catch: [{ ErrorEquals: ["Other"], Next: "End" }] }),
      End: { Type: "Succeed" },
    };
    const session = DebugSession.start(
      { machine: machine({ Work: { ...states.Work, Next: "End" }, End: states.End }) },
      { handler: () => failure("Mine") },
    );
    session.breakpoints.add({ error: "*" });
    expect((await session.continue()).error).toEqual({ error: "Mine", cause: null });
    session.set("0:1", "Error", "/Error", "Other");
    session.breakpoints.set([]);
    await session.continue();
    expect(output(session)).toEqual({ Error: "Other", Cause: null });
  });
});

describe("jumping", () => {
  it("starts a state anew with edited input", async () => {
    const { session, asked } = chain();
    session.breakpoints.add({ state: "Last" });
    await session.continue();
    session.jump("0:1", "Work", { n: 2 });
    await session.continue();
    await session.continue();
    expect(output(session)).toEqual({ sum: 3, done: { n: 2 } });
    expect(asked.map(({ call }) => call)).toEqual([0, 1]);
    expect(() => session.jump("0:1", "Nowhere")).toThrow();
  });

  it("out of a container aborts what runs in it", async () => {
    const wait = (name: string) => ({ StartAt: name, States: { [name]: { Type: "Wait", Seconds: 60, End: true } } });
    const split = machine({
      Split: { Type: "Parallel", Branches: [wait("A"), wait("B")], Next: "End" },
      End: { Type: "Succeed" },
    });
    const session = DebugSession.start({ machine: split });
    session.breakpoints.add({ state: "B" });
    await session.continue();
    session.jump("0:1", "End", "out");
    await session.continue();
    expect(output(session)).toBe("out");
    expect(session.events().map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "ParallelStateEntered",
      "ParallelStateStarted",
      "WaitStateEntered",
      "WaitStateAborted",
      "ParallelStateAborted",
      "SucceedStateEntered",
      "SucceedStateExited",
      "ExecutionSucceeded",
    ]);
  });
});

describe("a timer", () => {
  it.each([
    ["a Wait", { Work: { Type: "Wait", Seconds: 600, End: true } }, "WaitStateExited", "waiting"],
    ["a task's timeout", { Work: task({ TimeoutSeconds: 60, End: true }) }, "TaskTimedOut", "waiting"],
    ["a retry's delay", { Work: task({ Retry: [{ ErrorEquals: ["E"] }], End: true }) }, "TaskSucceeded", "backoff"],
  ])("of %s can fire early", async (name, states, type, status) => {
    const handler =
      name === "a task's timeout"
        ? undefined
        : ({ attempt }: TaskRequest) => (attempt === 0 ? failure("E") : success(1));
    const session = DebugSession.start({ machine: machine(states) }, { handler });
    for (let i = 0; i < 50 && session.threads()[0].status !== status; i++) await session.step("stage");
    expect(session.threads()[0].status).toBe(status);
    const { now } = session.scene;
    session.fireTimer(session.threads()[0].id);
    await session.continue();
    expect(session.events().map((event) => event.type)).toContain(type);
    expect(session.scene.now).toBe(now);
    expect(() => session.fireTimer()).toThrow(RangeError);
  });
});

describe("reloading", () => {
  const edited = (more: JsonObject) => ({ ...CHAIN, ...more });

  it("goes on with the edited machine, and keeps the old one before", async () => {
    const { session } = chain();
    session.breakpoints.add({ state: "Work" });
    await session.continue();
    const old = session.scene.machine;
    const program = {
      machine: machine({
        Extra: { Type: "Pass", Next: "First" },
        ...edited({ Last: { Type: "Pass", Result: "edited", End: true } }),
      }),
    };
    expect(session.reload(program)).toEqual({
      ok: true,
      same: false,
      problems: [],
      added: ["Extra"],
      removed: [],
      changed: ["Last"],
    });
    expect(session.scene.machine).toBe(program.machine);
    await session.continue();
    expect(output(session)).toBe("edited");
    const names = session.events().map(({ node }) => session.scene.machine.nodes[node]?.name);
    expect(names).toEqual([
      undefined,
      "First",
      "First",
      "Work",
      "Work",
      "Work",
      "Work",
      "Work",
      "Last",
      "Last",
      undefined,
    ]);
    session.goTo({ step: 1, stage: 0 });
    expect(session.scene.machine).toBe(old);
    const before = everywhere(session);
    expect(everywhere(session)).toEqual(before);
    await session.continue();
    await session.continue();
    expect(output(session)).toBe("edited");
  });

  it("says why a run cannot go on, and changes nothing", async () => {
    const { session } = chain({ handler: undefined });
    await session.continue();
    const { Work: _, ...rest } = CHAIN;
    const gone = machine({ ...rest, First: { Type: "Pass", Next: "Last" } });
    expect(session.reload({ machine: gone }).problems[0].text).toBe(
      'the state "Work", in which a thread stands, is not there any more',
    );
    const other = machine(edited({ Work: { Type: "Pass", Next: "Last" } }));
    expect(session.reload({ machine: other }).problems[0].text).toBe(
      '"Work" was entered as a Task state and is a Pass state now',
    );
    expect(session.stop.reason).toBe("task");
  });
});

describe("a fork", () => {
  it("goes its own way and leaves the original as it is", async () => {
    const { session } = chain();
    session.breakpoints.add({ state: "Work" });
    await session.continue();
    const before = JSON.stringify([session.events(), session.scene.executions[0].execution]);
    const fork = session.fork();
    fork.set("0:1", "Input", "/n", 10);
    await fork.continue();
    expect(output(fork)).toEqual({ sum: 11, done: { n: 10 } });
    expect(JSON.stringify([session.events(), session.scene.executions[0].execution])).toBe(before);
    await session.continue();
    expect(output(session)).toEqual({ sum: 2, done: { n: 1 } });
    const { difference, text } = DebugSession.compare(session, fork);
    expect(difference?.event).toBe(4);
    expect(text).toBe(
      'they part at event 4: TaskStateEntered in "Work" on the left, TaskStateEntered in "Work" on the right',
    );
    expect(DebugSession.compare(session, session).same).toBe(true);
  });

  it("counts with a handler of its own", async () => {
    const makeHandler = () => {
      let count = 0;
      return () => success(++count);
    };
    const states = { A: task({ Next: "B" }), B: task({ Next: "C" }), C: task({ End: true }) };
    const session = DebugSession.start({ machine: machine(states) }, { makeHandler });
    session.breakpoints.add({ state: "C" });
    await session.continue();
    const fork = session.fork();
    await fork.continue();
    await session.continue();
    expect([output(fork), output(session)]).toEqual([3, 3]);
    session.goTo({ step: 4, stage: 0 });
    session.set("0:1", "Input", "", {});
    await session.continue();
    await session.continue();
    expect(output(session)).toBe(3);
  });
});
