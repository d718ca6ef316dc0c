import { expect, it, vi } from "vitest";
import { GraphParts } from "../../packages/asl-viewer/src/elements/graph/graph-parts.js";

/** A pointer on a node, or on none. */
const pointer = (node: string | undefined): PointerEvent => {
  const holder = { getAttribute: (name: string) => (name === "data-id" ? node : null) };
  const closest = (what: string) => (what === ".asl-node" && node !== undefined ? holder : null);
  return { buttons: 0, target: { closest } } as unknown as PointerEvent;
};

it("marks the ways of the node that a pointer is on in a picture that is drawn anew", () => {
  const near = vi.fn();
  const parts = new GraphParts({ addController: () => undefined } as never, near);
  parts.again();
  expect(near).not.toHaveBeenCalled();
  parts.hover(pointer("A"));
  parts.again();
  parts.hover(pointer("A"));
  parts.hover(pointer(undefined));
  parts.again();
  expect(near.mock.calls).toEqual([["A"], ["A"], [undefined]]);
});
