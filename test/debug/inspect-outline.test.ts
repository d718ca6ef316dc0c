import { describe, expect, it } from "vitest";
import { outline } from "../../packages/asl-core/src/debug/inspect/index.js";
import type { Position } from "../../packages/asl-core/src/debug/position.js";
import { StatusIndex, statusAt } from "../../packages/asl-core/src/history/status.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { advance, type Event, type Execution, start } from "../../packages/asl-core/src/kernel/index.js";
import type { Machine } from "../../packages/asl-core/src/machine/machine.js";
import { recordedCases, shared } from "../harness/load.js";
import { recordedRun } from "../harness/recorded-run.js";
import { type Answer, type Asked, SimplePast } from "./support/simple-past.js";

const RESOURCE = "arn:aws:states:::lambda:invoke";
const task = (more: object) => ({ Type: "Task", Resource: RESOURCE, End: true, ...more });
const busy = (): Answer => ({ error: "Busy" });
const END = { Type: "Succeed" };
const branches = (...states: object[]) => states.map((A) => ({ StartAt: "A", States: { A } }));

interface Row {
  it: string;
  states: object;
  input?: Json;
  answer?(asked: Asked): Answer;
  /** The end, if absent. */
  at?(past: SimplePast): Position;
  expected: Record<string, string>;
}

const ROWS: Row[] = [
  {
    it: "a state that is not entered yet, and one that is",
    states: { First: { Type: "Pass", Next: "End" }, End: END },
    at: (past) => past.before("SucceedStateEntered"),
    expected: { First: "succeeded 1", End: "not reached 0" },
  },
  {
    it: "a task that waits for its answer",
    states: { First: task({}) },
    expected: { First: "waiting 1" },
  },
  {
    it: "an answer that is about to be taken up",
    states: { First: task({}) },
    answer: () => ({ output: 1 }),
    at: (past) => past.after("TaskSucceeded"),
    expected: { First: "running 1" },
  },
  {
    it: "a task between two tries, with its failures",
    states: { First: task({ Retry: [{ ErrorEquals: ["Busy"] }] }) },
    answer: busy,
    at: (past) => past.before("TaskScheduled", 3),
    expected: { First: "running 1, 2 failed" },
  },
  {
    it: "a task that waits to be tried again",
    states: { First: task({ Retry: [{ ErrorEquals: ["Busy"] }] }) },
    answer: busy,
    at: (past) => ({ step: past.after("TaskFailed").step + 1, stage: 0 }),
    expected: { First: "backoff 1, 1 failed" },
  },
  {
    it: "a failure that was caught",
    states: { First: task({ Catch: [{ ErrorEquals: ["Busy"], Next: "End" }] }), End: END },
    answer: busy,
    expected: { First: "caught 1, 1 failed", End: "succeeded 1" },
  },
  {
    it: "a failure that ends the execution, with the containers around and those beside",
    states: {
      Split: {
        Type: "Parallel",
        End: true,
        Branches: [...branches(task({})), { StartAt: "B", States: { B: { Type: "Wait", Seconds: 9, End: true } } }],
      },
    },
    answer: busy,
    expected: { Split: "failed 1, 1 failed", A: "failed 1, 1 failed", B: "aborted 1" },
  },
  {
    it: "a container that is tried again after a failure inside it",
    states: {
      Split: { Type: "Parallel", End: true, Branches: branches(task({})), Retry: [{ ErrorEquals: ["Busy"] }] },
    },
    answer: ({ call }) => (call === 0 ? { error: "Busy" } : undefined),
    expected: { Split: "running 1, 1 failed", A: "waiting 2, 1 failed" },
  },
  {
    it: "an error of the interpreter",
    states: { First: { Type: "Pass", InputPath: "$.gone", End: true } },
    expected: { First: "failed 1, 1 failed" },
  },
  {
    it: "a Fail state",
    states: { First: { Type: "Fail", Error: "E" } },
    expected: { First: "failed 1, 1 failed" },
  },
  {
    it: "a task that timed out",
    states: { First: task({ TimeoutSeconds: 1 }) },
    expected: { First: "timed out 1, 1 failed" },
  },
  {
    it: "iterations together: the failed one is not hidden by those aborted for it",
    states: { Each: { Type: "Map", ItemsPath: "$", ItemProcessor: branches(task({}))[0], End: true } },
    input: [1, 2, 3],
    answer: ({ call }) => (call === 1 ? { error: "Busy" } : undefined),
    expected: { Each: "failed 1, 1 failed", A: "failed 3, 1 failed" },
  },
  {
    it: "child executions together, the live ones first",
    states: {
      Each: {
        Type: "Map",
        ItemsPath: "$",
        ToleratedFailureCount: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          ...branches(task({}))[0],
        },
        End: true,
      },
    },
    input: [1, 2, 3],
    answer: ({ call }) => (call === 1 ? { error: "Busy" } : call === 0 ? { output: 1 } : undefined),
    expected: { Each: "running 1", A: "waiting 3, 1 failed" },
  },
];

describe("outline", () => {
  it.each(ROWS)("tells of $it", ({ states, input, answer, at, expected }) => {
    const past = new SimplePast({ StartAt: Object.keys(states)[0], States: states }, { input, answer });
    const scene = at === undefined ? past.end() : past.sceneAt(at(past));
    const found = outline(scene, past).map(({ path, status, visits, errors }) => [
      path.slice(path.lastIndexOf("› ") + 1).trim(),
      `${status} ${visits}${errors > 0 ? `, ${errors} failed` : ""}`,
    ]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

const LOOP = {
  StartAt: "A",
  States: {
    A: task({ End: undefined, Next: "B", Retry: [{ ErrorEquals: ["Busy"] }], ResultPath: "$.n" }),
    B: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 400, Next: "A" }], Default: "C" },
    C: END,
  },
};
const loop = (wrong = -1): SimplePast => {
  const { Next, Type, Resource, Retry, ResultPath } = LOOP.States.A as unknown as Record<string, string>;
  const A = { Type, Resource, Retry, ResultPath, Next };
  const answer = ({ call }: Asked): Answer => (call % 7 === 3 || call === wrong ? { error: "Busy" } : { output: call });
  return new SimplePast({ ...LOOP, States: { ...LOOP.States, A } }, { answer });
};

describe("statusAt", () => {
  const { machine, kept } = loop();
  const events = kept[0];

  it("gives the same wherever it comes from", () => {
    const index = new StatusIndex(machine);
    const places = Array.from({ length: 200 }, (_, i) => (i * 7919) % (events.length + 1));
    for (const place of places) expect(index.at(events, place)).toEqual(new StatusIndex(machine).at(events, place));
    expect(statusAt(machine, events, 1000)).toEqual(index.at(events, 1000));
    expect(events.length).toBeGreaterThan(2000);
  });

  it("counts anew what comes after a history was cut and went on in another way", () => {
    const index = new StatusIndex(machine);
    index.at(events);
    const other = loop(200).kept[0];
    const place = other.findIndex((event, i) => event.type !== events[i].type);
    const joined = [...events.slice(0, place), ...other.slice(place)];
    index.at(joined, place + 5);
    expect(index.at(joined)).toEqual(new StatusIndex(machine).at(joined));
    expect(index.at(joined, 20)).toEqual(new StatusIndex(machine).at(joined, 20));
  });
});

const FOLDER = shared("conformance/executions");

describe.runIf(FOLDER !== undefined)("statusAt, on recorded executions", () => {
  it("has exactly the visits under way that the execution's frames have, after every step", () => {
    const wrong: string[] = [];
    for (const { area, case: one } of recordedCases(FOLDER!)) {
      const recorded = recordedRun(one);
      if (recorded === undefined || recorded.run.children.length > 0) continue;
      wrong.push(
        ...compare(recorded.machine, start(recorded.machine, recorded.start), recorded.run.inputs).map(
          (text) => `${area}: ${text}`,
        ),
      );
    }
    expect(wrong).toEqual([]);
  });
});

function compare(machine: Machine, execution: Execution, inputs: readonly Parameters<typeof advance>[3][]): string[] {
  const events: Event[] = [];
  const io = { command: () => {}, event: (event: Event) => void events.push(event) };
  const index = new StatusIndex(machine);
  const wrong: string[] = [];
  const check = (): void => {
    const live = machine.nodes.map(() => 0);
    for (const frame of execution.frames) if (frame !== null && frame.phase !== "enter") live[frame.node]++;
    const found = index.at(events).map((status) => status.live);
    if (JSON.stringify(found) !== JSON.stringify(live))
      wrong.push(`${events.length} events: ${found} instead of ${live}`);
  };
  for (const input of [undefined, ...inputs]) {
    let outcome = advance(machine, execution, io, input, 0);
    check();
    while (outcome === "budget") {
      outcome = advance(machine, execution, io, undefined, 1);
      check();
    }
  }
  return wrong;
}
