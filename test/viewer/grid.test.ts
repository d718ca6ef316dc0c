import { describe, expect, it } from "vitest";
import { boxesOf, piecesOf, pieceText } from "../../packages/asl-viewer/src/drawing/pieces.js";
import { drawing } from "../../packages/asl-viewer/src/drawing/svg.js";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { Grid } from "../../packages/asl-viewer/src/layout/grid.js";
import { type Box, layoutOf } from "../../packages/asl-viewer/src/layout/index.js";
import { order } from "./machines.js";

/** Numbers below a bound, always the same. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * bound);
  };
}

const touches = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

describe("a grid", () => {
  it("finds exactly what touches an area, whatever its size and place", () => {
    const next = numbers(7);
    const box = (most: number): Box => ({
      x: next(40_000) - 10_000,
      y: next(40_000) - 10_000,
      width: next(most),
      height: next(next(4) === 0 ? 40 * most : most),
    });
    const things = Array.from({ length: 800 }, () => Array.from({ length: next(4) }, () => box(900)));
    const grid = new Grid(things);
    for (const most of [1, 300, 3000, 30_000, 90_000])
      for (let round = 0; round < 60; round++) {
        const area = box(most);
        const wanted = things.flatMap((boxes, at) => (boxes.some((one) => touches(one, area)) ? [at] : []));
        expect(grid.within(area)).toEqual(wanted);
      }
  });

  it("finds a thing whose corner lies on a border of cells, and nothing where there is nothing", () => {
    const grid = new Grid([[{ x: 512, y: -512, width: 512, height: 512 }]]);
    expect(grid.within({ x: 0, y: 0, width: 512, height: 1 })).toEqual([0]);
    expect(grid.within({ x: 1024, y: -9, width: 0, height: 0 })).toEqual([0]);
    expect(grid.within({ x: 0, y: 1, width: 9000, height: 9000 })).toEqual([]);
    expect(new Grid([]).within({ x: 0, y: 0, width: 1, height: 1 })).toEqual([]);
  });
});

describe("the pieces of a picture", () => {
  it("are all of it, in its order, and are found where they are drawn", async () => {
    const graph = graphOf(order);
    const layout = await layoutOf(graph);
    const pieces = piecesOf(graph, layout);
    const texts = pieces.map((piece) => pieceText(piece));
    expect(texts.filter(Boolean).join("\n")).toBe(drawing(graph, layout));
    expect(texts.filter((text) => text.startsWith(`<g class="asl-node`))).toHaveLength(graph.nodes.size);
    const grid = new Grid(pieces.map(boxesOf));
    expect(grid.within({ ...layout, x: 0, y: 0 })).toEqual(pieces.map((_, at) => at));
    for (const [id, box] of layout.nodes) {
      const found = grid.within({ x: box.x + box.width + 40, y: box.y, width: 1, height: 1 }).map((at) => pieces[at]);
      expect(found.some((piece) => piece.kind === "node" && piece.node.id === id)).toBe(true);
    }
  });
});
