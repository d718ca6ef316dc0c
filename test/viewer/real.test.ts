import { describe, expect, it, vi } from "vitest";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { createLayouter, type Direction } from "../../packages/asl-viewer/src/layout/index.js";
import { realDefinitions, thereIsACorpus } from "./corpus.js";
import { faultsOf, labelFaults } from "./geometry.js";

/** There are some hundred, and elk takes its time. */
vi.setConfig({ testTimeout: 300_000 });

describe.skipIf(!thereIsACorpus)("real definitions", () => {
  const layouter = createLayouter();

  it.each<["workflows" | "templates", Direction]>([
    ["workflows", "down"],
    ["workflows", "right"],
    ["templates", "down"],
  ])("of %s, %s, are laid out without overlaps, crossed nodes or covered labels", async (kind, direction) => {
    const definitions = await realDefinitions(kind);
    const faults: string[] = [];
    for (const { name, definition } of definitions) {
      const graph = graphOf(definition);
      const layout = await layouter.layout(graph, { direction });
      faults.push(...[...faultsOf(graph, layout), ...labelFaults(graph, layout)].map((fault) => `${name}: ${fault}`));
    }
    console.log(`${definitions.length} definitions of ${kind} laid out ${direction}: ${faults.length} exceptions`);
    expect(faults).toEqual([]);
  });
});
