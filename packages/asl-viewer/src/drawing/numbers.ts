import type { Graph } from "../graph/index.js";

/** Short names for all nodes and groups, in the graph's order: "n0", "n1" and "g0", "g1". */
export function shortNames(graph: Graph): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  [...graph.nodes.keys()].forEach((id, index) => names.set(id, `n${index}`));
  [...graph.groups.keys()].forEach((id, index) => names.set(groupKey(id), `g${index}`));
  return names;
}

/** Groups and nodes may share an id. */
export const groupKey = (id: string): string => `group ${id}`;
