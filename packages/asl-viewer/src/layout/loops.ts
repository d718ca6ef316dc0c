import type { Block, PlacedBlock } from "./block.js";
import { crossingEdges } from "./untidiness.js";

/**
 * The edges that should lead back on the far side, where errors leave, instead of the near one: those from nodes that
 * stand beyond the happy path, since what a Choice says after it runs there. O(nodes + edges).
 */
export function farLoops({ nodes, edges }: Block): Set<number> {
  const beyond = new Array<boolean | undefined>(nodes.length).fill(undefined);
  const leaving: number[][] = nodes.map(() => []);
  edges.forEach(({ from }, index) => leaving[from].push(index));
  leaving.forEach((ways, node) => {
    const onward = ways.filter((index) => edges[index].way === "on");
    const main = onward.findIndex((index) => edges[index].main);
    const middle = main < 0 ? (onward.length - 1) / 2 : main;
    for (const index of ways) {
      const { way, to } = edges[index];
      if (way === "back" || edges[index].main) continue;
      const at = onward.indexOf(index);
      beyond[to] ??= onward.length === 1 && way === "on" ? beyond[node] : way === "error" || at > middle;
    }
  });
  return new Set(edges.flatMap(({ way, from }, index) => (way === "back" && beyond[from] ? [index] : [])));
}

/** Where a node's middle is, across the way the machine runs. */
function across({ nodes, direction }: Block, placed: PlacedBlock, node: number): number {
  const { width, height } = nodes[node];
  return direction === "down" ? placed.nodes[node].x + width / 2 : placed.nodes[node].y + height / 2;
}

/**
 * Edges that lead back and may do so better on the other side: those that cross another edge, and those on one side from a
 * node on the other, which go round what runs between.
 */
export function strayLoops(block: Block, placed: PlacedBlock, far: ReadonlySet<number>): number[] {
  const crossing = crossingEdges(placed);
  return block.edges.flatMap(({ way, from, to }, index) => {
    if (way !== "back") return [];
    const by = across(block, placed, from) - across(block, placed, to);
    return crossing.has(index) || (far.has(index) ? by < -1 : by > 1) ? [index] : [];
  });
}

/**
 * Edges that leave a node onward in the order in which their targets stand, by rank; undefined where that is the order in
 * which they leave already. O(edges × log).
 */
export function waysAsPlaced(block: Block, placed: PlacedBlock): number[] | undefined {
  const { edges } = block;
  const place = edges.map(({ to }) => across(block, placed, to));
  const order = [...edges.keys()].sort((a, b) => place[a] - place[b] || a - b);
  const rank = new Array<number>(edges.length);
  order.forEach((edge, at) => (rank[edge] = at));
  const last = new Map<number, number>();
  const isTurned = edges.some(({ from, way }, index) => {
    if (way !== "on") return false;
    const before = last.get(from);
    last.set(from, place[index]);
    return before !== undefined && place[index] < before - 1;
  });
  return isTurned ? rank : undefined;
}
