import { describe, expect, it } from "vitest";
import { failure, pending, success, type TaskHandler } from "../../packages/asl-core/src/drivers/handler.js";
import { memoryStore, type ObjectStore } from "../../packages/asl-core/src/drivers/objects/index.js";
import type { Run, RunOptions } from "../../packages/asl-core/src/drivers/run.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { StatesError } from "../../packages/asl-core/src/errors.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";
import {
  caught,
  detailsOf,
  expectChain,
  jsonata,
  LAMBDA,
  machineOf,
  performLawfully,
  retried,
  taskState,
} from "./support.js";

const end = { End: true };
const boom = { Type: "Fail", Error: "Boom", Cause: "because" };
const pass = { Type: "Pass", End: true };
const succeed = { Type: "Succeed" };

const processor = (states: JsonObject, ExecutionType = "STANDARD"): JsonObject => ({
  ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType },
  ...machineOf(states),
});
const distributed = (states: JsonObject, more: JsonObject = {}): JsonObject =>
  machineOf({ M: { Type: "Map", ItemProcessor: processor(states), ...end, ...more }, S: succeed }, {});
/** A catcher leads to S, so that S can be reached. */
const caughtMap = (states: JsonObject, more: JsonObject = {}): JsonObject =>
  distributed(states, { ...caught("S"), ...more });

/** Fails for the items that are named. */
const failsFor =
  (...bad: Json[]): TaskHandler =>
  ({ arguments: item }) =>
    bad.includes(item) ? failure("Bad", String(item)) : success(item);
const work = { T: taskState(LAMBDA) };

const opened = "2<0 MapStateEntered · 3<2 MapStateStarted · 4<3 MapRunStarted";
const succeeded = `${opened} · 5<4 MapRunSucceeded · 6<5 MapStateSucceeded · 7<4 MapStateExited · 8<7 ExecutionSucceeded`;
const failedAndCaught = `${opened} · 5<4 MapRunFailed · 6<5 MapStateFailed · 7<6 MapStateExited
  8<7 SucceedStateEntered · 9<8 SucceedStateExited · 10<9 ExecutionSucceeded`;

const reader = (more: JsonObject = {}): JsonObject => ({
  Resource: "arn:aws:states:::s3:getObject",
  ReaderConfig: { InputType: "JSON", ...more },
  Parameters: { Bucket: "b", Key: "items.json" },
});
const stored = (text: string): RunOptions => ({ objects: memoryStore({ b: { "items.json": text } }) });
const writer = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "out", Prefix: "p" } };

const readOnly: ObjectStore = {
  ...memoryStore({}),
  put() {
    throw new StatesError("States.ResultWriterFailed", "no room");
  },
};

type Row = [title: string, definition: JsonObject, chain: string, options?: RunOptions];
const table: Row[] = [
  ["succeeds: its exit follows MapRunStarted", caughtMap({ A: pass }), succeeded, { input: [1, 2] }],
  ["succeeds with no items", caughtMap({ A: pass }), succeeded, { input: [] }],
  ["takes an object's members for items", caughtMap({ A: pass }), succeeded, { input: { a: 1, b: 2 } }],
  ["fails with its first failing child", caughtMap({ F: boom }), failedAndCaught, { input: [1] }],
  [
    "ends the execution where nobody catches",
    machineOf({ M: { Type: "Map", ItemProcessor: processor({ F: boom }), ...end } }),
    `${opened} · 5<4 MapRunFailed · 6<5 MapStateFailed · 7<6 ExecutionFailed`,
    { input: [1] },
  ],
  [
    "tolerates as many failures as it may",
    caughtMap(work, { ToleratedFailureCount: 1 }),
    succeeded,
    { input: [1, 2, 3], handler: failsFor(2) },
  ],
  [
    "fails with one failure more",
    caughtMap(work, { ToleratedFailureCount: 1 }),
    failedAndCaught,
    { input: [1, 2, 3], handler: failsFor(2, 3) },
  ],
  [
    "tolerates a percentage",
    caughtMap(work, { ToleratedFailurePercentage: 50 }),
    succeeded,
    { input: [1, 2, 3, 4], handler: failsFor(2, 3) },
  ],
  [
    "fails above the percentage",
    caughtMap(work, { ToleratedFailurePercentage: 49 }),
    failedAndCaught,
    { input: [1, 2, 3, 4], handler: failsFor(2, 3) },
  ],
  [
    "tolerates all at 100 per cent",
    caughtMap(work, { ToleratedFailurePercentage: 100 }),
    succeeded,
    { input: [1, 2], handler: failsFor(1, 2) },
  ],
  [
    "fails where either tolerance is exceeded",
    caughtMap(work, { ToleratedFailurePercentage: 100, ToleratedFailureCount: 1 }),
    failedAndCaught,
    { input: [1, 2], handler: failsFor(1, 2) },
  ],
  [
    "counts the failures of a batch in items",
    caughtMap(work, { ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount: 1 }),
    failedAndCaught,
    {
      input: [1, 2],
      handler: () => failure("Bad"),
    },
  ],
  [
    "reads its items after MapRunStarted; its length is 0",
    caughtMap({ A: pass }, { ItemReader: reader() }),
    succeeded,
    stored("[1,2,3]"),
  ],
  [
    "fails with its reader",
    caughtMap({ A: pass }, { ItemReader: reader() }),
    failedAndCaught,
    { objects: memoryStore({ b: {} }) },
  ],
  [
    "fails with its writer",
    caughtMap({ A: pass }, { ResultWriter: writer }),
    failedAndCaught,
    { input: [1], objects: readOnly },
  ],
  [
    "writes its results",
    caughtMap({ A: pass }, { ResultWriter: writer }),
    succeeded,
    { input: [1], objects: memoryStore({ out: {} }) },
  ],
  [
    "opens a new run when it is tried again",
    distributed({ F: boom }, { ...retried({ MaxAttempts: 1 }), ...caught("S") }),
    `${opened} · 5<4 MapRunFailed · 6<5 MapStateStarted · 7<6 MapRunStarted
     8<7 MapRunFailed · 9<8 MapStateFailed · 10<9 MapStateExited
     11<10 SucceedStateEntered · 12<11 SucceedStateExited · 13<12 ExecutionSucceeded`,
    { input: [1] },
  ],
  [
    "fails before its run where its tolerance is no number",
    caughtMap({ A: pass }, { ItemsPath: "$.items", ToleratedFailureCountPath: "$.n" }),
    "2<0 MapStateEntered · 3<2 MapStateStarted · 4<3 ExecutionFailed",
    { input: { items: [1], n: "x" } },
  ],
  [
    "fails its run where an item's selector fails",
    {
      ...caughtMap(
        { W: { Type: "Wait", Seconds: 1, End: true } },
        {
          ItemSelector: "{% $states.context.Map.Item.Index = 1 ? $error('no') : 0 %}",
        },
      ),
      ...jsonata,
    },
    `${opened} · 5<4 EvaluationFailed · 6<5 MapRunFailed · 7<6 MapStateFailed · 8<7 MapStateExited
     9<8 SucceedStateEntered · 10<9 SucceedStateExited · 11<10 ExecutionSucceeded`,
    { input: [1, 2] },
  ],
];

describe("a distributed Map", () => {
  it.each(table)("%s", (_, definition, chain, options) => expectChain(performLawfully(definition, options), chain));

  const outputs = (run: Run) => run.children.map(({ output }) => output);

  it("gives the children's outputs in the order of the items, without the failed ones", () => {
    const takes = [300, 200, 100];
    const handler: TaskHandler = ({ arguments: item }) =>
      item === 2 ? failure("Bad") : success(item, { takes: takes[Number(item) - 1] });
    const run = performLawfully(caughtMap(work, { ToleratedFailureCount: 1 }), { input: [1, 2, 3], handler });
    expect(run.output).toEqual([1, 3]);
  });

  it("runs each child as an execution with a history of its own", () => {
    const run = performLawfully(caughtMap({ A: pass }, { Label: "each" }), { input: ["a", "b"] });
    expect(run.children).toHaveLength(2);
    for (const child of run.children)
      expectChain(child, "2<0 PassStateEntered · 3<2 PassStateExited · 4<3 ExecutionSucceeded");
    expect(outputs(run)).toEqual(["a", "b"]);
  });

  it("names its run and its children by its label", () => {
    const run = performLawfully(caughtMap({ A: pass }, { Label: "each" }), { input: [1] });
    const [{ mapRunArn }] = detailsOf(run, "MapRunStarted") as { mapRunArn: string }[];
    expect(mapRunArn).toMatch(/^arn:aws:states:us-east-1:123456789012:mapRun:machine\/each:[0-9a-f-]{36}$/);
    const { identity } = run.children[0].execution;
    expect(identity.stateMachineArn).toBe("arn:aws:states:us-east-1:123456789012:stateMachine:machine/each");
    expect(identity.executionArn).toMatch(
      /^arn:aws:states:us-east-1:123456789012:execution:machine\/each:[0-9a-f-]{36}$/,
    );
  });

  it("gives its children no variables", () => {
    const reads = processor({ A: { Type: "Pass", Parameters: { "x.$": "$v" }, End: true } });
    const states = {
      V: { Type: "Pass", Assign: { v: 1 }, Next: "M" },
      M: { Type: "Map", ItemProcessor: reads, End: true },
    };
    const [child] = runSync(compileDefinition(machineOf(states)), { input: [1] }).children;
    expect(child.error).toBe("States.Runtime");
  });

  it("shows the item's key and source to ItemSelector", () => {
    const selector = {
      "i.$": "$$.Map.Item.Index",
      "k.$": "$$.Map.Item.Key",
      "v.$": "$$.Map.Item.Value",
      "s.$": "$$.Map.Item.Source",
    };
    const run = performLawfully(caughtMap({ A: pass }, { ItemSelector: selector }), { input: { x: 7, y: 8 } });
    expect(run.output).toEqual([
      { i: 0, k: "x", v: 7, s: "STATE_DATA" },
      { i: 1, k: "y", v: 8, s: "STATE_DATA" },
    ]);
  });

  it("selects each item, then batches them with BatchInput beside", () => {
    const more = {
      ItemSelector: { "n.$": "$$.Map.Item.Value" },
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "all.$": "$" } },
    };
    const run = performLawfully(caughtMap({ A: pass }, more), { input: [1, 2, 3] });
    expect(run.output).toEqual([
      { BatchInput: { all: [1, 2, 3] }, Items: [{ n: 1 }, { n: 2 }] },
      { BatchInput: { all: [1, 2, 3] }, Items: [{ n: 3 }] },
    ]);
  });

  it("runs no more children at once than MaxConcurrency allows", () => {
    let live = 0;
    let most = 0;
    const run = performLawfully(caughtMap({ W: { Type: "Wait", Seconds: 1, End: true } }, { MaxConcurrency: 2 }), {
      input: [1, 2, 3, 4, 5],
      observer: {
        event({ type }, { block }) {
          if (block === 0) return;
          if (type === "ExecutionStarted") most = Math.max(most, ++live);
          if (type === "ExecutionSucceeded") live--;
        },
      },
    });
    expect(most).toBe(2);
    expect(run.duration).toBe(3000);
  });

  it("stops its other children when too many have failed", () => {
    const handler: TaskHandler = ({ arguments: item }) =>
      item === 2 ? failure("Bad", "", { takes: 1000 }) : pending();
    const run = performLawfully(caughtMap(work), { input: [1, 2, 3], handler });
    expect(run.status).toBe("SUCCEEDED");
    expect(run.children.map(({ status }) => status)).toEqual(["ABORTED", "FAILED", "ABORTED"]);
    expect(run.output).toEqual({
      Error: "States.ExceedToleratedFailureThreshold",
      Cause: "The specified tolerated failure threshold was exceeded",
    });
  });

  it("does not begin children whose turn had not come when the run failed", () => {
    const run = performLawfully(caughtMap({ F: boom }), { input: [1, 2, 3] });
    expect(run.children[0].status).toBe("FAILED");
    for (const child of run.children) expect(child.events.length).toBeGreaterThan(0);
  });

  it("ends with the execution: an abort and a timeout stop the children", () => {
    const waits = { W: { Type: "Wait", Seconds: 60, End: true } };
    const aborted = performLawfully(caughtMap(waits), { input: [1, 2], abort: { after: 1000, error: "E" } });
    const late = performLawfully({ ...caughtMap(waits), TimeoutSeconds: 2 }, { input: [1, 2] });
    expect([aborted.status, ...aborted.children.map(({ status }) => status)]).toEqual([
      "ABORTED",
      "ABORTED",
      "ABORTED",
    ]);
    expect([late.status, ...late.children.map(({ status }) => status)]).toEqual(["TIMED_OUT", "ABORTED", "ABORTED"]);
  });

  it("is stopped by a failing sibling, its children with it", () => {
    const definition = machineOf({
      P: {
        Type: "Parallel",
        Branches: [
          machineOf({
            M: { Type: "Map", ItemProcessor: processor({ W: { Type: "Wait", Seconds: 60, End: true } }), End: true },
          }),
          machineOf({ W2: { Type: "Wait", Seconds: 1, Next: "F" }, F: boom }),
        ],
        End: true,
      },
    });
    const run = performLawfully(definition, { input: [1] });
    expect(run.children.map(({ status }) => status)).toEqual(["ABORTED"]);
    expect(run.status).toBe("FAILED");
    expect(run.duration).toBe(1000);
  });

  it("gives children of type EXPRESS no RedriveCount", () => {
    const definition = machineOf({
      M: {
        Type: "Map",
        ItemProcessor: processor({ A: { Type: "Pass", Parameters: { "e.$": "$$.Execution" }, End: true } }, "EXPRESS"),
        End: true,
      },
    });
    const [{ e }] = performLawfully(definition, { input: [1] }).output as { e: JsonObject }[];
    expect(e).not.toHaveProperty("RedriveCount");
  });

  it("answers the tasks of each child by itself: call numbers go on, iterations name the child", () => {
    const seen: unknown[] = [];
    performLawfully(caughtMap(work), {
      input: [1, 2],
      handler: ({ call, iteration }) => {
        seen.push([call, iteration]);
        return success(1);
      },
    });
    expect(seen).toEqual([
      [0, [0]],
      [1, [1]],
    ]);
  });
});
