import { describe, expect, it } from "vitest";
import { type BreakpointSpec, DebugSession, STAGE_OF_FIELD } from "../../packages/asl-core/src/debug/index.js";
import { success } from "../../packages/asl-core/src/drivers/handler.js";
import { loadMachine } from "../../packages/asl-core/src/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { advance, type Stage, start } from "../../packages/asl-core/src/kernel/index.js";

const RESOURCE = "arn:aws:states:::lambda:invoke";
const machine = loadMachine({
  StartAt: "Ask",
  States: {
    Ask: {
      Type: "Task",
      Resource: RESOURCE,
      InputPath: "$.order",
      Parameters: { "id.$": "$.id" },
      ResultSelector: { "got.$": "$.n" },
      ResultPath: "$.answer",
      Assign: { "id.$": "$.n" },
      OutputPath: "$",
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "item.$": "$$.Map.Item.Value" },
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "In",
        States: { In: { Type: "Pass", End: true } },
      },
      ResultPath: "$.done",
      Next: "New",
    },
    New: { Type: "Task", QueryLanguage: "JSONata", Resource: RESOURCE, Arguments: { a: 1 }, End: true },
  },
} as JsonObject);
const input = { order: { id: 7 }, items: [1, 2, 3] };
const batch = (...items: number[]) => ({ Items: items.map((item) => ({ item })) });

/** Where each data stage there is comes about for the first time, and its value. */
const STAGES: Record<Stage, { state: string; value: Json }> = {
  input: { state: "Ask", value: input },
  afterInputPath: { state: "Ask", value: { id: 7 } },
  afterParameters: { state: "Ask", value: { id: 7 } },
  result: { state: "Ask", value: { n: 9 } },
  afterResultSelector: { state: "Ask", value: { got: 9 } },
  afterResultPath: { state: "Ask", value: { ...input, answer: { got: 9 } } },
  variables: { state: "Ask", value: { id: 9 } },
  output: { state: "Ask", value: { ...input, answer: { got: 9 } } },
  afterItemsPath: { state: "Each", value: [1, 2, 3] },
  afterItemSelector: { state: "Each", value: { item: 1 } },
  afterItemBatcher: { state: "Each", value: [batch(1, 2), batch(3)] },
  afterArguments: { state: "New", value: { a: 1 } },
};

async function at(spec: BreakpointSpec): Promise<DebugSession> {
  const session = DebugSession.start({ machine }, { input, handler: () => success({ n: 9 }) });
  session.breakpoints.set([spec]);
  await session.continue();
  return session;
}

describe("a data stage", () => {
  it.each(Object.entries(STAGES))("%s stops where it is told of", async (stage, { state, value }) => {
    const session = await at({ state, stage: stage as Stage });
    expect(session.stop).toMatchObject({ reason: "breakpoint", state });
    const told = session.stages(session.stop.thread).filter((one) => one.stage === stage);
    expect(told.map((one) => one.value)).toEqual([value]);
  });

  it.each([
    ["goes on with what a driver gives in its place", [batch(5)], "RUNNING", [batch(5)]],
    ["fails its state where that is no list", 5, "FAILED", []],
    ["takes what is no batch for one item", [7], "RUNNING", [7]],
  ] as [string, Json, string, Json[]][])("of batches %s", (_, other, status, children) => {
    const execution = start(machine, { input, at: 0, seed: 1, node: 1 });
    const inputs: Json[] = [];
    advance(machine, execution, {
      command: (command) => void (command.type === "StartChild" && inputs.push(command.input)),
      stage: () => {},
      replace: (_frame, _node, stage, value) => (stage === "afterItemBatcher" ? other : value),
    });
    expect([execution.status, inputs]).toEqual([status, children]);
  });

  it("is known for each field that has one", () => {
    expect(Object.values(STAGE_OF_FIELD).filter((stage) => STAGES[stage] === undefined)).toEqual([]);
  });
});
