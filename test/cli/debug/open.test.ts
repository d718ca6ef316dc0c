import { expect, it } from "vitest";
import { openRecording } from "../../../packages/asl-cli/src/debug/open.js";
import { DebugSession } from "../../../packages/asl-core/src/debug/index.js";
import { loadMachine } from "../../../packages/asl-core/src/index.js";
import { workFolder } from "../../support/asl.js";

const folder = workFolder();
const definition = {
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "JSON" },
        Parameters: { Bucket: "orders", Key: "all.json" },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Keep",
        States: { Keep: { Type: "Pass", End: true } },
      },
      End: true,
    },
  },
};

it.each([
  ["a folder that stands for a bucket", true, "SUCCEEDED"],
  ["no bucket", false, "FAILED"],
])("goes on with a saved run and %s", async (_, hasBucket, status) => {
  folder.file("orders/all.json", [1, 2, 3]);
  folder.file("run.json", DebugSession.start({ machine: loadMachine(definition as never) }, { input: {} }).save());
  const buckets = hasBucket ? { orders: `${folder.path}/orders` } : undefined;
  const opening = await openRecording({ recording: `${folder.path}/run.json`, run: { buckets } } as never);
  const session = opening.open({ log: () => {}, breathe: async () => {} });
  await session.continue();
  expect(session.status).toBe(status);
});
