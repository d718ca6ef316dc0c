import { describe, expect, it } from "vitest";
import * as inspect from "../../packages/asl-core/src/debug/inspect/index.js";
import type { Position } from "../../packages/asl-core/src/debug/position.js";
import { type Answer, SimplePast } from "./support/simple-past.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const START = 1_767_225_600_000;

const ORDERS = {
  StartAt: "Prepare",
  States: {
    Prepare: { Type: "Pass", Assign: { region: "eu", "first.$": "$.orders[0]" }, Next: "Split" },
    Split: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "Each",
          States: {
            Each: {
              Type: "Map",
              ItemsPath: "$.orders",
              MaxConcurrency: 2,
              ItemSelector: { "id.$": "$$.Map.Item.Value", "n.$": "$$.Map.Item.Index" },
              ItemProcessor: {
                StartAt: "Charge",
                States: {
                  Charge: task({
                    Parameters: { "id.$": "$.id" },
                    ResultPath: "$.charged",
                    End: true,
                    Assign: { "seen.$": "$" },
                    TimeoutSeconds: 60,
                  }),
                },
              },
              End: true,
            },
          },
        },
        { StartAt: "Pause", States: { Pause: { Type: "Wait", Seconds: 30, End: true } } },
      ],
      End: true,
    },
  },
};

const orders = () =>
  new SimplePast(ORDERS, {
    input: { orders: ["a", "b", "c"] },
    answer: ({ arguments: sent }) => ((sent as { id: string }).id === "c" ? undefined : { output: { ok: true } }),
  });

describe("threads", () => {
  it("are the live frames without live children, named by branch and iteration", () => {
    const past = orders();
    const scene = past.sceneAt(past.after("TaskScheduled", 2));
    expect(inspect.threads(scene, past)).toEqual([
      {
        id: "0:3",
        name: "Split › branch 1",
        execution: 0,
        frame: 3,
        state: "Split › branch 1 › Pause",
        status: "waiting",
        waits: { for: "the end of the wait", until: START + 30_000 },
      },
      {
        id: "0:4",
        name: "iteration 0 of Each",
        execution: 0,
        frame: 4,
        state: "Split › branch 0 › Each › item › Charge",
        status: "waiting",
        waits: { for: "an answer of arn:aws:states:::lambda:invoke", until: START + 60_000 },
      },
      {
        id: "0:5",
        name: "iteration 1 of Each",
        execution: 0,
        frame: 5,
        state: "Split › branch 0 › Each › item › Charge",
        status: "waiting",
        waits: { for: "an answer of arn:aws:states:::lambda:invoke", until: START + 60_000 },
      },
    ]);
  });
});
