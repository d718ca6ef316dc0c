import { descendants, type Graph } from "./graph.js";

/**
 * The graph with the insides of some Parallels and Maps folded away: those say how many states they hold, and everything
 * outside keeps its id. Linear in the graph.
 */
export function folded(graph: Graph, containers: ReadonlySet<string>): Graph {
  const gone = new Set<string>();
  const nodes = new Map(graph.nodes);
  const inside = new Map(graph.inside);
  for (const id of containers) {
    const node = graph.nodes.get(id);
    if (node === undefined || !graph.inside.has(id)) continue;
    const hidden = descendants(graph, id);
    for (const inner of hidden) gone.add(inner);
    inside.delete(id);
    nodes.set(id, { ...node, folded: hidden.length });
  }
  for (const id of gone) {
    nodes.delete(id);
    inside.delete(id);
  }
  const groups = new Map([...graph.groups].filter(([, { owner }]) => owner === null || inside.has(owner)));
  const edges = new Map([...graph.edges].filter(([, { group }]) => groups.has(group)));
  return { nodes, edges, groups, inside };
}
