import type { Block, PlacedBlock } from "./block.js";

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

/** Edges that lead back on one side from a node on the other: they cross what runs between, or go round it. */
export function strayLoops(block: Block, { nodes }: PlacedBlock, far: ReadonlySet<number>): number[] {
  const across = (node: number): number => {
    const { width, height } = block.nodes[node];
    return block.direction === "down" ? nodes[node].x + width / 2 : nodes[node].y + height / 2;
  };
  return block.edges.flatMap(({ way, from, to }, index) => {
    const by = across(from) - across(to);
    return way === "back" && (far.has(index) ? by < -1 : by > 1) ? [index] : [];
  });
}
