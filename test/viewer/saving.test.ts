import { expect, it, vi } from "vitest";
import { placementsFor } from "../../packages/asl-cli/src/report/placements.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { type Savable, Saving } from "../../packages/asl-viewer/src/elements/viewer/saving.js";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { machine, pass } from "./machines.js";

/** So many states in a row; the graph has a start and an end beside them. */
const row = (states: number): JsonObject =>
  machine(
    Object.fromEntries(
      Array.from({ length: states }, (_, at) => [`S${at}`, pass(at + 1 < states ? `S${at + 1}` : undefined)]),
    ),
  );

const saving = (definition: JsonObject, placements: () => Promise<unknown>) =>
  new Saving({ opened: { graph: graphOf(definition) }, layouter: { placements } } as unknown as Savable);

it("holds the layout of machines of up to 400 nodes alone, as reports do", async () => {
  const placements = vi.fn(async () => []);
  expect(graphOf(row(398)).nodes.size).toBe(400);
  expect(await saving(row(398), placements).placements()).toEqual([]);
  expect(await saving(row(399), placements).placements()).toBeUndefined();
  expect(placements).toHaveBeenCalledTimes(1);
  expect(await placementsFor(row(399))).toBeUndefined();
});

it("asks for the layout again where somebody else has ended who makes it", async () => {
  const placements = vi.fn(async () => []);
  placements.mockRejectedValueOnce(new DOMException("ended", "AbortError"));
  expect(await saving(row(2), placements).placements()).toEqual([]);
  placements.mockRejectedValueOnce(new Error("broken"));
  await expect(saving(row(2), placements).placements()).rejects.toThrow("broken");
});
