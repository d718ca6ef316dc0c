import { describe, expect, it } from "vitest";
import { failure, success, type TaskHandler } from "../../packages/asl-core/src/drivers/handler.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import {
  advance,
  type Command,
  type Execution,
  type Input,
  loadSnapshot,
  NO_LIMITS,
  SnapshotError,
  saveSnapshot,
  start,
  transition,
} from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { ACTIVITY, caught, LAMBDA, machineOf, perform, retried, START, TOKEN, taskState } from "./support.js";

const end = { End: true };
/** Something of everything: branches, iterations, a retry, a catch, jitter, a wait, random ids. */
const everything = machineOf({
  P: {
    Type: "Parallel",
    Branches: [
      machineOf({ A: taskState(LAMBDA, { ...retried({ JitterStrategy: "FULL", IntervalSeconds: 9 }), ...end }) }),
      machineOf({
        M: {
          Type: "Map",
          ItemsPath: "$.items",
          ItemProcessor: machineOf({ W: { Type: "Wait", Seconds: 1, ...end } }),
          MaxConcurrency: 2,
          ...end,
        },
      }),
    ],
    ResultPath: "$.p",
    Next: "U",
  },
  U: { Type: "Pass", Parameters: { "id.$": "States.UUID()", "n.$": "States.MathRandom(0, 1000000)" }, Next: "F" },
  F: taskState(TOKEN, { ...caught("S"), Next: "S" }),
  S: { Type: "Succeed" },
});
const handler: TaskHandler = ({ state, attempt }) => (state === "A" && attempt > 1 ? success(1) : failure("E"));
const input = { items: [1, 2, 3] };

const shape = (run: { events: { type: string }[] }) => run.events.map(({ type }) => type).sort();

describe("the same run", () => {
  const text = (seed: number) => JSON.stringify(perform(everything, { input, handler, seed }));

  it("gives the same bytes for the same seed", () => expect(text(5)).toBe(text(5)));

  it("differs for another seed, but only in what is random", () => {
    const a = perform(everything, { input, handler, seed: 5 });
    const b = perform(everything, { input, handler, seed: 6 });
    expect(text(5)).not.toBe(text(6));
    expect(shape(a)).toEqual(shape(b));
    expect(a.output).toEqual(b.output);
  });

  it("is the same for every seed where nothing is random", () => {
    const plain = machineOf({ T: taskState(LAMBDA, { ...retried(), ...end }) });
    const events = (seed: number) => JSON.stringify(perform(plain, { handler, seed }).events);
    expect(events(1)).toBe(events(2));
  });

  it("is the same where the machine was compiled anew", () => {
    expect(loadMachine(everything).digest).toBe(loadMachine(structuredClone(everything)).digest);
  });
});

describe("a snapshot", () => {
  const machine = loadMachine(everything);
  const text = saveSnapshot(start(machine, { input, at: START, seed: 1 }));
  const changed = (fields: JsonObject) => JSON.stringify({ ...(JSON.parse(text) as JsonObject), ...fields });

  it.each<[string, string, RegExp]>([
    ["of another kernel", changed({ kernel: 99 }), /made by kernel 99, this is kernel \d+/],
    ["of another definition", changed({ machine: "0000" }), /belongs to another definition/],
    ["that is not JSON", text.slice(0, -2), /is not JSON/],
    ["that is empty", "", /is not JSON/],
    ["that is a list", "[]", /not a snapshot/],
    ["that is null", "null", /not a snapshot/],
    ["without frames", changed({ frames: 1 }), /not a snapshot/],
    ["without a status", changed({ status: "" }), /not a snapshot/],
    ["without a clock", changed({ now: "today" }), /not a snapshot/],
    ["without anybody waiting", changed({ awaiting: null }), /not a snapshot/],
  ])("%s is refused", (_, snapshot, message) => {
    expect(() => loadSnapshot(machine, snapshot)).toThrow(SnapshotError);
    expect(() => loadSnapshot(machine, snapshot)).toThrow(message);
  });

  it("comes back as it was", () => expect(saveSnapshot(loadSnapshot(machine, text))).toBe(text));
});

/** Freezes a value and all that it holds. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

describe("transition", () => {
  it("changes nothing it is given, and gives the same again", () => {
    const machine = loadMachine(everything);
    const { inputs } = runSync(machine, { input, handler });
    let snapshot: Execution = frozen(start(machine, { input, at: START, seed: 1 }));
    for (const one of [undefined, ...inputs]) {
      const first = transition(machine, snapshot, frozen(one));
      expect(transition(machine, snapshot, one)).toEqual(first);
      snapshot = frozen(first.next);
    }
    expect(snapshot.status).toBe("SUCCEEDED");
  });
});

describe("an input that does not fit", () => {
  const T = (resource: string) =>
    machineOf({ T: taskState(resource, { TimeoutSeconds: 9, HeartbeatSeconds: 3, ...end }) });
  const waits: [string, JsonObject][] = [
    ["a Wait", machineOf({ W: { Type: "Wait", Seconds: 9, ...end } })],
    ["a Lambda function", T(LAMBDA)],
    ["a task with a token", T(TOKEN)],
    ["an activity", T(ACTIVITY)],
    [
      "a Map Run",
      machineOf({
        M: {
          Type: "Map",
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            ...machineOf({ W: { Type: "Wait", Seconds: 9, ...end } }),
          },
          ...end,
        },
      }),
    ],
    [
      "a Parallel",
      machineOf({
        P: { Type: "Parallel", Branches: [machineOf({ W: { Type: "Wait", Seconds: 9, ...end } })], ...end },
      }),
    ],
  ];
  const tokens = [-1, 0, 1, 2, 99];
  const inputsFor = (token: number): Input[] => [
    { type: "TaskStarted", token, at: START },
    { type: "TaskSubmitted", token, at: START, output: 1 },
    { type: "TaskHeartbeat", token, at: START },
    { type: "TimerFired", token, at: START, timer: "wait" },
    { type: "TimerFired", token, at: START, timer: "backoff" },
    { type: "TimerFired", token, at: START, timer: "heartbeat" },
    { type: "ItemsRead", token, at: START, items: [] },
    { type: "ChildEnded", token, at: START, index: 0, result: { status: "SUCCEEDED", output: 1 } },
    { type: "ChildEnded", token, at: START, index: 7, result: { status: "SUCCEEDED", output: 1 } },
    { type: "ResultsWritten", token, at: START, output: 1 },
    { type: "TimerFired", token, at: START, timer: "timeout" },
    { type: "TaskFailed", token, at: START, error: "E", cause: null },
    { type: "TaskSucceeded", token, at: START, output: 1 },
  ];

  it.each(waits)("never breaks the kernel: %s", (_, definition) => {
    const machine = loadMachine(definition);
    for (const token of tokens)
      for (const one of inputsFor(token)) {
        const { next } = transition(machine, start(machine, { input: [1], at: START, seed: 1 }));
        const answered = transition(machine, next, one).next;
        for (const again of inputsFor(token)) expect(() => transition(machine, answered, again)).not.toThrow();
      }
  });

  it("comes too late and changes nothing: the snapshot keeps its bytes", () => {
    const machine = loadMachine(T(LAMBDA));
    const execution = start(machine, { input: {}, at: START, seed: 1 });
    const io = { command() {} };
    advance(machine, execution, io);
    advance(machine, execution, io, { type: "TaskSucceeded", token: 1, output: 1, at: START });
    const ended = saveSnapshot(execution);
    for (const one of inputsFor(1)) advance(machine, execution, io, one);
    advance(machine, execution, io, { type: "Aborted", at: START });
    expect(saveSnapshot(execution)).toBe(ended);
  });
});

describe("the cost of a run", () => {
  const steps = (definition: JsonObject, given: Json): number =>
    perform(definition, { input: given, limits: NO_LIMITS, history: false }).execution.steps;
  const loop = machineOf({
    A: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, -1)" }, Next: "C" },
    C: { Type: "Choice", Choices: [{ Variable: "$.n", NumericGreaterThan: 0, Next: "A" }], Default: "S" },
    S: { Type: "Succeed" },
  });
  const map = machineOf({ M: { Type: "Map", ItemProcessor: machineOf({ A: { Type: "Pass", ...end } }), ...end } });
  const list = (length: number): Json => Array.from({ length }, (_, i) => i);

  it("is two steps for each turn of a loop of two states", () => {
    expect(steps(loop, { n: 1000 }) - steps(loop, { n: 100 })).toBe(2 * 900);
  });

  it("is the same number of steps for each item", () => {
    expect((steps(map, list(4000)) - steps(map, list(400))) / 3600).toBeCloseTo(
      (steps(map, list(400)) - steps(map, list(40))) / 360,
      0,
    );
  });

  it("never holds more frames than may run at once, nor grows with the items", () => {
    const machine = loadMachine(map);
    const execution = start(machine, { input: list(100_000), at: START, seed: 1, limits: NO_LIMITS });
    let most = 0;
    const stop = () => {
      most = Math.max(most, execution.frames.length);
      return false;
    };
    const commands: Command[] = [];
    advance(machine, execution, { command: (command) => void commands.push(command), stop });
    expect([execution.status, most, commands]).toEqual(["SUCCEEDED", 41, []]);
  });

  it("is paid for a million items", () => {
    expect((perform(map, { input: list(1_000_000), limits: NO_LIMITS, history: false }).output as Json[]).length).toBe(
      1_000_000,
    );
  });
});
