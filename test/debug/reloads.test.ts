import { describe, expect, it } from "vitest";
import { DebugSession, type Program } from "../../packages/asl-core/src/debug/index.js";
import { readText } from "../../packages/asl-core/src/definition/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const program = (states: object, StartAt = Object.keys(states)[0]): Program => {
  const read = readText(JSON.stringify({ StartAt, States: states }, undefined, 2), { file: `${StartAt}.json` });
  return { machine: loadMachine(read.value as never), read, file: `${StartAt}.json` };
};
const pass = (Next: string, more: object = {}) => ({ Type: "Pass", Next, ...more });
const last = { Type: "Pass", End: true };
/** The same three states, written in another order. */
const first = program({ A: pass("B"), B: pass("C"), C: last });
const edited = program({ C: last, A: pass("B"), B: pass("C", { Result: 5 }) }, "A");

/** A run that took in `edited` when it stood before B. */
async function reloaded(): Promise<DebugSession> {
  const session = DebugSession.start(first);
  await session.step("over");
  expect(session.reload(edited).ok).toBe(true);
  return session;
}

const START = { step: 0, stage: 0 };

describe("positions before a reload", () => {
  it("have the breakpoints of states in their own machine's order, forwards and backwards", async () => {
    const session = await reloaded();
    session.breakpoints.add({ state: "C" });
    session.breakpoints.add({ state: "B" });
    const there = [];
    session.goTo(START);
    for (let stop = await session.continue(); stop.reason !== "end"; stop = await session.continue())
      there.push(stop.state);
    expect([...new Set(there)]).toEqual(["B", "C"]);
    const back = [];
    for (let stop = session.reverse(); stop.reason !== "start"; stop = session.reverse()) back.push(stop.state);
    expect([...new Set(back)]).toEqual(["C", "B"]);
  });

  it("have breakpoints of events as those events were then", async () => {
    const session = await reloaded();
    await session.continue();
    session.breakpoints.add({ event: "PassStateExited", state: "A" });
    session.goTo(START);
    const forth = await session.continue();
    expect([forth.reason, session.events().at(-1)?.type]).toEqual(["breakpoint", "PassStateExited"]);
    const { position } = forth;
    while ((await session.continue()).reason !== "end");
    expect(session.reverse().position).toEqual(position);
  });

  it("have the program of their time, and so has what is made from them", async () => {
    const session = await reloaded();
    const here = session.position;
    expect(session.program).toBe(edited);
    session.goTo(START);
    expect(session.program).toBe(first);
    const fork = session.fork();
    fork.breakpoints.add({ state: "C" });
    expect((await fork.continue()).state).toBe("C");
    expect(fork.program).toBe(first);
    session.goTo({ step: here.step - 1, stage: 0 });
    session.set(session.stop.thread, "Input", "", 1);
    expect(session.program.machine).toBe(session.scene.machine);
    expect(session.program).toBe(first);
    expect(session.breakpoints.add({ line: lineOf(first, "/States/C") }).place).toBe("C");
  });
});

const lineOf = ({ read }: Program, pointer: string): number => read!.locate(pointer, "key")!.start.line;

const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
const parallel = (more: object = {}) =>
  program({
    P: {
      Type: "Parallel",
      Branches: [branch("A", TASK), branch("B", TASK), branch("C", { Type: "Wait", Seconds: 30, End: true })],
      Next: "Z",
    },
    Z: { ...last, ...more },
  });

describe("a reload of a definition that is the same", () => {
  it("leaves position, length and stop as they are, anywhere", async () => {
    const session = DebugSession.start(parallel());
    const asked = await session.continue();
    const { length } = session;
    for (let i = 0; i < 3; i++) expect(session.reload(parallel())).toMatchObject({ ok: true, same: true });
    expect(session.stop).toBe(asked);
    expect([session.position.step, session.length]).toEqual([length, length]);
    session.back("over");
    session.reload(parallel());
    expect(session.length).toBe(length);
    expect(session.goTo({ step: length, stage: 0 })).toMatchObject({ reason: "task", state: asked.state });
  });

  it("lets breakpoints by line follow its text", () => {
    const session = DebugSession.start(first);
    const { id } = session.breakpoints.add({ line: lineOf(first, "/States/B") });
    const read = readText(`\n\n${JSON.stringify(first.machine.definition, null, 2)}`, { file: "A.json" });
    session.reload({ machine: loadMachine(read.value as never), read, file: "A.json" });
    expect(session.program.read).toBe(read);
    expect(session.breakpoints.list().find((one) => one.id === id)?.place).not.toBe("B");
  });
});

describe("a reload while tasks wait", () => {
  it("still stands for the task it stood for", async () => {
    const session = DebugSession.start(parallel());
    const { state, thread } = await session.continue();
    const { length } = session;
    expect(session.reload(parallel({ Result: 5 }))).toMatchObject({ ok: true, same: false, changed: ["Z"] });
    expect(session.stop).toMatchObject({ reason: "task", state, thread, position: { step: length + 1 } });
    expect(session.stop.request?.path).toBe(state);
    expect(session.length).toBe(length + 1);
    session.answer(session.stop.request!, {});
    expect((await session.continue()).state).toBe("P › branch 1 › B");
  });
});

describe("a reload that is taken back", () => {
  it("is known to those who ask where a value came from", async () => {
    const session = DebugSession.start(first);
    await session.step("over");
    session.reload(edited);
    await session.step("over");
    session.reload(first);
    await session.continue();
    expect(session.scene.executions[0].execution.output).toBe(5);
    expect(session.past.machines.map(({ machine }) => machine)).toEqual(
      [first, edited, first].map((one) => one.machine),
    );
    session.goTo({ step: session.length - 1, stage: 0 });
    const why = session.whyValue("0:1", "Input", "");
    expect(JSON.stringify(why)).toContain('"Result"');
  });
});

describe("a recording with a reload in it", () => {
  it("has the text that belongs to each machine", async () => {
    const session = await reloaded();
    await session.continue();
    const opened = DebugSession.open(JSON.parse(JSON.stringify(session.save())));
    for (const step of [0, opened.length]) {
      opened.goTo({ step, stage: 0 });
      const { machine, read, file } = opened.program;
      expect(read!.value).toEqual(machine.definition);
      expect(file).toBe("A.json");
    }
    expect(opened.breakpoints.add({ line: lineOf(edited, "/States/C") }).place).toBe("C");
    const bare = await reloadedWithoutText();
    expect(DebugSession.open(bare).program.read).toBeUndefined();
  });

  it("is refused where the definition it brings is none", async () => {
    const session = await reloaded();
    const recording = JSON.parse(JSON.stringify(session.save()));
    const entry = recording.entries.find(
      ([, , , what]: [number, number, number, { type: string }]) => what.type === "Reload",
    );
    entry[3].definition.States.A.Next = "Nowhere";
    expect(() => DebugSession.open(recording)).toThrow(/the recording is damaged: .*Nowhere/s);
  });
});

async function reloadedWithoutText() {
  const session = DebugSession.start(first);
  await session.step("over");
  session.reload({ machine: edited.machine });
  return JSON.parse(JSON.stringify(session.save()));
}
