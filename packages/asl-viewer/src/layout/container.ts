import type { GraphNode } from "../graph/index.js";
import type { PlacedBlock } from "./block.js";
import type { Box, Direction } from "./geometry.js";
import { type Face, faceOf, SIZES } from "./sizes.js";

/** A container's size, and where its groups stand in it. */
export interface Container extends Face {
  readonly title: number;
  readonly groups: readonly Box[];
}

/**
 * Puts what is inside a Parallel or a Map into it, below its title: branches side by side, across the direction in which
 * they run. Groups' boxes are where their content begins; lanes are drawn around them.
 */
export function containerOf(node: GraphNode, inside: readonly PlacedBlock[], direction: Direction): Container {
  const lanes = node.kind === "Parallel";
  const around = lanes ? SIZES.inset + SIZES.branchPadding : SIZES.inset + 6;
  const boxes = inRow(inside, direction, lanes, around);
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + around;
  const face = faceOf(node, right);
  const title = face.height + (node.kind === "Map" ? SIZES.strip : 0);
  const below = title + (lanes ? SIZES.branchTitle : SIZES.inset);
  const groups = spread(boxes, direction, lanes).map((box) => ({ ...box, y: box.y + below }));
  const height = Math.max(...groups.map((box) => box.y + box.height)) + around;
  return { ...face, ...centred(groups, face.width, right), height, title };
}

function inRow(inside: readonly PlacedBlock[], direction: Direction, lanes: boolean, around: number): Box[] {
  const between = lanes ? SIZES.branchGap + SIZES.branchPadding : 0;
  let [x, y] = [around, 0];
  return inside.map(({ width, height }) => {
    const box = { x, y, width, height };
    if (direction === "down") x += width + between + SIZES.branchPadding;
    else y += height + between + SIZES.branchTitle;
    return box;
  });
}

/** All branches as long as the longest, so that their lanes end together. */
function spread(groups: Box[], direction: Direction, lanes: boolean): Box[] {
  if (!lanes) return groups;
  const [width, height] = [Math.max(...groups.map((box) => box.width)), Math.max(...groups.map((box) => box.height))];
  return groups.map((box) => (direction === "down" ? { ...box, height } : { ...box, width }));
}

/** Moves what is inside to the middle where the title needs more room than it. */
function centred(groups: readonly Box[], title: number, inside: number): { width: number; groups: readonly Box[] } {
  if (inside >= title) return { width: inside, groups };
  const by = Math.round((title - inside) / 2);
  return { width: title, groups: groups.map((box) => ({ ...box, x: box.x + by })) };
}
