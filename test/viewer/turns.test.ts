import { expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { channelPair, DebugClient } from "../../packages/asl-viewer/src/debugging/index.js";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";

const processor = machine({ A: task("B"), B: pass() });
const each = machine({ Each: { Type: "Map", ItemProcessor: processor, End: true } });

it.each([
  ["a long history", 400, 5],
  ["a short one", 2, 0],
])("gives others a turn between the pieces of work that running %s again takes", async (_, items, least) => {
  let turns = 0;
  const breathe = async () => void turns++;
  const [here, there] = channelPair();
  new DebugHost({ starts: true, breathe }).connect(there);
  const text = historyOf(
    each,
    Array.from({ length: items }, (_, at): Json => ({ at, name: "x".repeat(60) })),
  );
  const { replay } = await new DebugClient(here).call("start", {
    ...{ kind: "history", text, definition: JSON.stringify(each), name: "each.asl.json" },
  });
  expect(replay).toEqual({ same: true });
  expect(turns).toBeGreaterThanOrEqual(least);
  if (least === 0) expect(turns).toBe(0);
});
