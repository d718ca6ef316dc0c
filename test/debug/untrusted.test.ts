import { describe, expect, it } from "vitest";
import { DebugSession, type Recording } from "../../packages/asl-core/src/debug/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const machine = (states: object) => loadMachine({ StartAt: Object.keys(states)[0], States: states } as never);
const chain = () => machine({ T: task({ Next: "A" }), A: { Type: "Pass", End: true } });
const savedText = (session: DebugSession, ...redact: (string | RegExp)[]) => JSON.stringify(session.save({ redact }));

describe("a redacted recording", () => {
  it("has no values that were set by hand under a secret key", async () => {
    const session = DebugSession.start({ machine: chain() }, { input: { password: "x" } });
    await session.continue();
    session.set("0:1", "Variables", "/password", "hunter2");
    session.set("0:1", "Input", "/password", { deep: ["hunter2"] });
    const text = savedText(session, "password");
    expect(text).not.toContain("hunter2");
    expect(text).toContain('"value":{"deep":["[redacted]"]}');
  });

  it("has no secrets of the cause a run is stopped with", async () => {
    const abort = { after: 5, error: "Stop", cause: '{"password":"hunter2"}' };
    const session = DebugSession.start({ machine: chain() }, { abort });
    expect(savedText(session, "password")).not.toContain("hunter2");
    await session.continue();
    expect(savedText(session, "password")).not.toContain("hunter2");
  });

  it("has no texts in it that nest too deeply to be looked through", () => {
    const deep = (text: string): string => "[".repeat(100_000) + JSON.stringify(text) + "]".repeat(100_000);
    const nested = Array.from({ length: 12 }).reduce<string>(
      (text) => `${"[".repeat(300)}${JSON.stringify(text)}${"]".repeat(300)}`,
      "hunter2",
    );
    const session = DebugSession.start({ machine: chain() }, { input: { deep: deep("hunter2"), nested } });
    const { input } = session.save({ redact: ["password"] }).start;
    expect((input as { deep: string }).deep).toBe("[redacted]");
    expect(JSON.stringify(input)).not.toContain("hunter2");
  });

  it("takes a text as it is, and a pattern as a pattern", () => {
    const input = { "a(b": "one", "A(B)": "two", axb: "three" };
    const session = DebugSession.start({ machine: chain() }, { input });
    const left = (...redact: (string | RegExp)[]) => Object.values(session.save({ redact }).start.input as object);
    expect(left("a(")).toEqual(["[redacted]", "[redacted]", "three"]);
    expect(left(/^a.b$/)).toEqual(["[redacted]", "two", "[redacted]"]);
    expect(left("a.b", "^a", "[", "\\", "$&")).toEqual(["one", "two", "three"]);
  });
});

describe("a recording that somebody has made up", () => {
  const endless = machine({
    A: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "A" }], Default: "Z" },
    Z: { Type: "Succeed" },
  });
  const madeUp = (change: (recording: Recording & Record<string, unknown>) => void): unknown => {
    const session = DebugSession.start({ machine: endless }, { input: { x: 1 } });
    const recording = JSON.parse(JSON.stringify(session.save()));
    change(recording);
    return recording;
  };
  const unlimited = { payload: 1e12, variables: 1e12, events: 1e12, lifetime: 1e15 };
  const begun = (recording: Recording): object => ({
    length: 1_500_000_000,
    entries: [[0, 0, recording.start.at, { type: "Begin" }]],
    start: { ...recording.start, limits: unlimited },
  });

  it.each<[string, (recording: Recording & Record<string, unknown>) => void, RegExp]>([
    [
      "is not played longer than its events last",
      (one) => void Object.assign(one, begun(one)),
      /more events than it says/,
    ],
    [
      "must not have more events than fit into the memory",
      (one) => void Object.assign(one, begun(one), { ends: [{ ...one.ends[0], events: 1e9 }] }),
      /are taken at most/,
    ],
    ["must say how it ends", (one) => void Object.assign(one, { ends: [] }), /does not say how/],
    [
      "must count its events",
      (one) => void Object.assign(one, { ends: [{ ...one.ends[0], events: "1" }] }),
      /how many events/,
    ],
    [
      "must have limits that are some",
      (one) => void Object.assign(one, { start: { ...one.start, limits: { ...unlimited, payload: null } } }),
      /its limits are none/,
    ],
  ])("%s", (_, change, message) => {
    expect(() => DebugSession.open(madeUp(change) as Recording)).toThrow(message);
  });

  it("does not lift the limit of payloads beyond what fits into the memory", () => {
    const recording = madeUp((one) => void Object.assign(one, { start: { ...one.start, limits: unlimited } }));
    const { payload, variables } = DebugSession.open(recording as Recording).scene.executions[0].execution.limits;
    expect([payload, variables]).toEqual([2 ** 26, 2 ** 26]);
  });
});

describe("values from outside", () => {
  it("are refused where they are not JSON", async () => {
    const session = DebugSession.start({ machine: chain() });
    await session.continue();
    for (const value of [new Date(), undefined, Number.NaN, () => 1] as unknown as Json[]) {
      expect(() => session.answer("T", value)).toThrow(TypeError);
      expect(() => session.set("0:1", "Input", "", value)).toThrow(TypeError);
      if (value !== undefined) expect(() => session.jump("0:1", "A", value)).toThrow(TypeError);
    }
    expect(session.scene.waiting).toHaveLength(1);
  });

  it("are the run's own from then on", async () => {
    const session = DebugSession.start({ machine: chain() });
    await session.continue();
    const value = { inner: { n: 1 } };
    session.set("0:1", "Variables", "", value);
    session.set("0:1", "Input", "", value);
    session.answer("T", value);
    await session.continue();
    value.inner.n = 2;
    expect(session.scene.executions[0].execution.output).toEqual({ inner: { n: 1 } });
    for (let step = 0; step <= session.length; step++) {
      session.goTo({ step, stage: 0 });
      expect(JSON.stringify(session.scene.executions[0].execution)).not.toContain('"n":2');
    }
    expect(savedText(session)).not.toContain('"n":2');
  });
});
