import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { graphOf, layoutOf, toSvg } from "../../packages/asl-viewer/src/drawing/index.js";
import { root } from "../../scripts/workspace.mjs";

describe("the picture in the documents", () => {
  it("is what the example looks like (vitest -u draws it)", async () => {
    const file = join(root, "examples/order-fulfilment/order-fulfilment.asl.json");
    const graph = graphOf(JSON.parse(readFileSync(file, "utf8")));
    const svg = toSvg(graph, await layoutOf(graph), { title: "The order fulfilment example" });
    await expect(svg).toMatchFileSnapshot("../../docs/images/graph.svg");
  });
});
