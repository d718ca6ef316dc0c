import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { GraphAnchor, isEdited } from "../../packages/asl-viewer/src/elements/graph/graph-anchor.js";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { layoutOf } from "../../packages/asl-viewer/src/layout/index.js";
import { machine, order, pass } from "./machines.js";
import { nested } from "./map-machines.js";

const chain = (...names: string[]) => machine(Object.fromEntries(names.map((name, at) => [name, pass(names[at + 1])])));
const [before, after] = [chain("A", "B", "C", "D"), chain("A", "New", "B", "C", "D")].map((one) => graphOf(one));

const place = ["States", "Stores", "ItemProcessor"];
const inside = graphOf(
  place.reduce((json, key) => (json as JsonObject)[key], nested as Json),
  place,
);

it.each([
  ["a state more", before, after, true],
  ["half of the states", before, graphOf(chain("A", "B", "X", "Y")), true],
  ["fewer than half", before, graphOf(chain("A", "X", "Y", "Z")), false],
  ["another machine", graphOf(order), graphOf(nested), false],
  ["what is inside one of its states", graphOf(nested), inside, false],
])("takes %s for an edit, or not", (_, one, other, expected) => {
  expect(isEdited(one, other)).toBe(expected);
  expect(isEdited(other, one)).toBe(expected);
});

it("keeps the state in the middle where it was seen", async () => {
  const [laid, next] = [await layoutOf(before), await layoutOf(after)];
  const view = { x: 10, y: -100, scale: 1.5 };
  const seen = (layout: typeof laid, { x, y, scale }: typeof view) =>
    layout.nodes.get("/States/C")!.y * scale + y + 0 * x;
  const anchor = new GraphAnchor();
  anchor.holdSeen(after, laid, null, { view, window: { width: 400, height: 2 * seen(laid, view) } });
  const settled = anchor.settle(next, view)!;
  expect(settled.scale).toBe(1.5);
  expect(seen(next, settled)).toBeCloseTo(seen(laid, view));
  expect(seen(next, view)).toBeGreaterThan(seen(laid, view) + 50);
  expect(anchor.settle(next, view)).toBeUndefined();
});

it("keeps the chosen state where it is seen, and nothing where what was held is gone", async () => {
  const [laid, next] = [await layoutOf(before), await layoutOf(after)];
  const view = { x: 0, y: 0, scale: 1 };
  const window = { width: 400, height: 900 };
  const anchor = new GraphAnchor();
  anchor.holdSeen(after, laid, "/States/A", { view, window });
  expect(anchor.settle(next, view)?.y).toBeCloseTo(laid.nodes.get("/States/A")!.y - next.nodes.get("/States/A")!.y);
  anchor.holdSeen(graphOf(chain("Q")), laid, "/States/A", { view, window });
  expect(anchor.settle(next, view)).toBeUndefined();
});
