import { describe, expect, it } from "vitest";
import { type DebugOptions, DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure, pending, success, type TaskRequest } from "../../packages/asl-core/src/drivers/handler.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import type { Machine } from "../../packages/asl-core/src/machine/machine.js";
import { prepare } from "../harness/own-case.js";
import { debugged, histories } from "./support/histories.js";
import { ownCases } from "./support/own-cases.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const machine = (states: object) => loadMachine({ StartAt: Object.keys(states)[0], States: states } as never);
const distributed = (inner: object, more: object = {}) => ({
  Type: "Map",
  ItemsPath: "$.items",
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: Object.keys(inner)[0],
    States: inner,
  },
  ...more,
});
const statuses = (session: DebugSession) => session.scene.executions.map(({ execution }) => execution.status);

/** Everything that can be seen at every position. */
function everywhere(session: DebugSession): string[] {
  const here = session.position;
  const scenes = Array.from({ length: session.length + 1 }, (_, step) => {
    session.goTo({ step, stage: 0 });
    return JSON.stringify(session.scene.executions.map(({ execution, events }) => [execution, events]));
  });
  session.goTo(here);
  return scenes;
}

/** Positions from which a fork does not come out as the plain run does. `every`: one position in so many. */
async function strayForks(one: Machine, options: () => DebugOptions, every = 1): Promise<number[]> {
  const { handler: _, ...rest } = options();
  const expected = histories(runSync(one, options()));
  const session = DebugSession.start({ machine: one }, { ...rest, makeHandler: () => options().handler! });
  await session.continue();
  expect(debugged(session)).toEqual(expected);
  const stray: number[] = [];
  for (let step = 0; step <= session.length; step += every) {
    session.goTo({ step, stage: 0 });
    const fork = session.fork();
    await fork.continue();
    if (JSON.stringify(sorted(debugged(fork))) !== JSON.stringify(sorted(expected))) stray.push(step);
  }
  return stray;
}

const sorted = (of: Record<string, string>) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));

describe("a run that is cut while children are under way", () => {
  it("stops the others in a fork within the turn in which a distributed Map fails", async () => {
    const states = {
      M: distributed({ T: task({ End: true }) }, { Catch: [{ ErrorEquals: ["States.ALL"], Next: "X" }], End: true }),
      X: { Type: "Pass", Next: "Y" },
      Y: { Type: "Pass", Next: "W" },
      W: { Type: "Wait", Seconds: 100, End: true },
    };
    const handler = ({ iteration }: TaskRequest) =>
      iteration[0] === 1 ? failure("E", "c") : success(1, { takes: 5000 });
    expect(await strayForks(machine(states), () => ({ input: { items: [1, 2, 3] }, handler }))).toEqual([]);
  });

  it("stops the children of a distributed Map that is jumped out of", async () => {
    const states = {
      M: distributed({ T: task({ End: true }) }, { Next: "W" }),
      W: { Type: "Wait", Seconds: 10, End: true },
    };
    const session = DebugSession.start(
      { machine: machine(states) },
      { input: { items: [1, 2] }, handler: () => pending() },
    );
    await session.continue();
    expect(session.scene.waiting).toHaveLength(2);
    session.jump("0:1", "W");
    expect((await session.continue()).reason).toBe("end");
    expect(statuses(session)).toEqual(["SUCCEEDED", "ABORTED", "ABORTED"]);
    expect(session.scene.waiting).toEqual([]);
    const before = everywhere(session);
    expect(everywhere(session)).toEqual(before);
  });

  it("goes on where the last step of a child was changed from within", async () => {
    const states = { M: distributed({ P: { Type: "Pass", End: true } }, { End: true }) };
    const session = DebugSession.start({ machine: machine(states) }, { input: { items: [1, 2] } });
    session.breakpoints.add({ state: "P", temporary: true });
    await session.continue();
    const { thread } = await session.step("stage");
    session.set(thread, "Input", "", 42);
    expect((await session.continue()).reason).toBe("end");
    expect(statuses(session)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
    expect(session.scene.executions[0].execution.output).toEqual([42, 2]);
  });
});

describe("forks", () => {
  it("taken right before a reload do not write into each other's events", async () => {
    const version = (Result: number) =>
      machine({ A: task({ Next: "B" }), B: { Type: "Pass", Result, Next: "C" }, C: task({ End: true }) });
    const session = DebugSession.start({ machine: version(1) });
    await session.continue();
    const here = session.position;
    session.reload({ machine: version(2) });
    session.goTo(here);
    const forks = [session.fork(), session.fork()];
    for (const [i, fork] of forks.entries()) {
      fork.answer("A", `answer ${i}`);
      await fork.continue();
    }
    const outputs = forks.map((fork) => fork.events().find(({ type }) => type === "TaskSucceeded")?.details);
    expect(outputs.map((details) => JSON.stringify(details).includes("answer 0"))).toEqual([true, false]);
    expect(JSON.stringify(outputs[1])).toContain("answer 1");
  });

  it("go on as the plain run does under a schedule, wherever they are taken", async () => {
    const branch = (name: string) => ({
      StartAt: `${name}1`,
      States: { [`${name}1`]: task({ Next: `${name}2`, TimeoutSeconds: 50 }), [`${name}2`]: task({ End: true }) },
    });
    const one = machine({ P: { Type: "Parallel", Branches: ["A", "B", "C"].map(branch), End: true } });
    for (let schedule = 1; schedule < 6; schedule++) {
      const options = () => {
        let count = 0;
        return { schedule, handler: ({ call }: TaskRequest) => success({ count: count++, call }) };
      };
      expect(await strayForks(one, options), `schedule ${schedule}`).toEqual([]);
    }
  });

  it.each(ownCases)("go on as the plain run does, also under a schedule: $name", async ({ one }) => {
    const { machine: of, options } = prepare(one);
    const { length } = await finished(of, options);
    const every = Math.max(1, Math.floor(length / 10));
    for (const schedule of [undefined, 3])
      expect(await strayForks(of, () => ({ ...prepare(one).options, schedule }), every)).toEqual([]);
  });

  it("ask for a put-off task of the state it belongs to, also after a reload", async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task({ End: true }) } });
    const version = (...names: string[]) => {
      const next = (i: number) => ({ Type: "Pass", Next: names[i + 1] ?? "P" });
      const first = Object.fromEntries(names.map((name, i) => [name, next(i)]));
      return machine({ ...first, P: { Type: "Parallel", Branches: ["T", "U"].map(branch), End: true } });
    };
    const handler = ({ state }: TaskRequest) => success(state);
    for (let schedule = 1; schedule < 9; schedule++) {
      const session = DebugSession.start({ machine: version("A") }, { schedule, handler });
      await session.continue();
      for (let step = 1; step < session.length; step++) {
        session.goTo({ step, stage: 0 });
        const fork = session.fork();
        expect(fork.reload({ machine: version("X", "Y", "A") }).ok).toBe(true);
        await fork.continue();
        expect(fork.scene.executions[0].execution.output, `step ${step}`).toEqual(["T", "U"]);
      }
    }
  });
});

async function finished(one: Machine, options: DebugOptions): Promise<DebugSession> {
  const session = DebugSession.start({ machine: one }, options);
  await session.continue();
  return session;
}

describe("objects that a run has written", () => {
  const child = (name: string) => ({ [name]: { Type: "Pass", End: true } });
  const writer = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "b", Prefix: "p" } };
  const reader = {
    Resource: "arn:aws:states:::s3:getObject",
    ReaderConfig: { InputType: "JSON" },
    Parameters: { "Bucket.$": "$.ResultWriterDetails.Bucket", "Key.$": "$.ResultWriterDetails.Key" },
  };
  const { ItemsPath: _, ...read } = distributed(child("P2"), { ItemReader: reader, End: true });
  const states = {
    M: distributed(child("P"), { ResultWriter: writer, Next: "Mid" }),
    Mid: { Type: "Pass", Next: "R" },
    R: read,
  };

  it("are there after a change and in a fork, where no store is given", async () => {
    const session = DebugSession.start({ machine: machine(states) }, { input: { items: [1, 2] } });
    session.breakpoints.add({ state: "Mid" });
    await session.continue();
    session.set("0:1", "Variables", "/x", 1);
    const fork = session.fork();
    for (const one of [session, fork]) {
      await one.continue();
      expect(one.status).toBe("SUCCEEDED");
    }
    expect(debugged(fork)).toEqual(debugged(session));
  });
});
