import type { GraphEdge, GraphNode } from "./graph.js";
import { happyPath } from "./happy-path.js";
import { orderFrom } from "./order.js";

/** An edge before it is known where it lies. */
export type LooseEdge = Omit<GraphEdge, "back" | "main">;

/**
 * Puts the nodes of one group in the order in which they are drawn, says which of them nothing leads to, which edges lead
 * back and which make the happy path. O(nodes + edges).
 */
export function arranged(
  nodes: readonly GraphNode[],
  edges: readonly LooseEdge[],
  start: string | null,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const numbers = new Map(nodes.map(({ id }, number) => [id, number]));
  const numberOf = (id: string): number => numbers.get(id) as number;
  const steps = edges.map((edge) => ({ from: numberOf(edge.from), to: numberOf(edge.to), cost: costOf(edge) }));
  const successors: number[][] = nodes.map(() => []);
  for (const { from, to } of steps) successors[from].push(to);
  const first = start === null ? -1 : numberOf(start);
  const order = orderFrom(first, successors);
  const main = happyPath(first, steps, order, (number) => worthOf(nodes[number]));
  return {
    nodes: order.sequence.map((number) => withReach(nodes[number], order.reached.has(number))),
    edges: edges.map((edge, index) => {
      const { from, to } = steps[index];
      return { ...edge, back: order.rank[to] <= order.rank[from], main: main.has(index) };
    }),
  };
}

const withReach = (node: GraphNode, reachable: boolean): GraphNode =>
  node.reachable === reachable ? node : { ...node, reachable };

/** No error's way is a happy one, nor one that is no more; where ways are equally long, Default goes before rules. */
function costOf({ kind, change }: LooseEdge): number {
  if (kind === "catch" || change === "removed") return Number.POSITIVE_INFINITY;
  return kind === "choice" ? 0.01 : 0;
}

/** What it is worth to come no further than a node: to fail is no happy end, and to go round in circles is none. */
function worthOf({ kind, ends }: GraphNode): number {
  if (kind === "Fail" || kind === "Missing") return -1000;
  return ends ? 1 : -100;
}
