import type { Direction, Point } from "./geometry.js";

/** One group without names: what its layout depends on, and nothing else. Nodes in the order in which they are drawn. */
export interface Block {
  readonly direction: Direction;
  readonly nodes: readonly BlockNode[];
  readonly edges: readonly BlockEdge[];
}

/** A node of a known size. */
export interface BlockNode {
  readonly width: number;
  readonly height: number;
  /** Alone before all others, alone behind them, or behind them. */
  readonly at?: "first" | "last" | "end";
}

/** An edge between two nodes, by their numbers. */
export interface BlockEdge {
  readonly from: number;
  readonly to: number;
  /** Where it leaves: onward, as an error beside the node, or back to an earlier node. */
  readonly way: "on" | "error" | "back";
  /** To be straight above all others. */
  readonly main: boolean;
  readonly label?: { readonly width: number; readonly height: number };
}

/** Where all of a block stands, from its own corner. By the numbers of nodes and edges. */
export interface PlacedBlock {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Point[];
  readonly edges: readonly { readonly points: readonly Point[]; readonly label?: Point }[];
}

/** How many nodes stand before each at least: the longest way to it. O(nodes + edges), where edges are in order. */
export function layersOf({ nodes, edges }: Pick<Block, "nodes" | "edges">): number[] {
  const layers = new Array<number>(nodes.length).fill(0);
  const forward = edges.filter(({ way }) => way !== "back").sort((a, b) => a.from - b.from);
  for (const { from, to } of forward) layers[to] = Math.max(layers[to], layers[from] + 1);
  return layers;
}
