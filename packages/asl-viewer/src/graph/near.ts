import { descendants, type Graph } from "./graph.js";

/**
 * What is near a state: the states from which it is reached, and those that are reached from it, in so many steps, what is in
 * those that are containers, and the containers around them all. O(nodes + edges).
 */
export function near(graph: Graph, id: string, steps: number): Set<string> {
  const found = new Set([id]);
  const [onward, back] = [links(graph, "from", "to"), links(graph, "to", "from")];
  for (const ways of [onward, back]) walk(id, steps, ways, found);
  for (const one of [...found]) for (const inner of descendants(graph, one)) found.add(inner);
  for (const one of [...found]) for (let at = ownerOf(graph, one); at !== null; at = ownerOf(graph, at)) found.add(at);
  return found;
}

function walk(id: string, steps: number, ways: ReadonlyMap<string, readonly string[]>, found: Set<string>): void {
  const seen = new Set([id]);
  let front = [id];
  for (let step = 0; step < steps; step++) {
    front = front.flatMap((one) => ways.get(one) ?? []).filter((one) => !seen.has(one) && seen.add(one));
    for (const one of front) found.add(one);
  }
}

function links(graph: Graph, from: "from" | "to", to: "from" | "to"): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of graph.edges.values()) {
    const known = found.get(edge[from]);
    if (known === undefined) found.set(edge[from], [edge[to]]);
    else known.push(edge[to]);
  }
  return found;
}

const ownerOf = (graph: Graph, id: string): string | null =>
  graph.groups.get(graph.nodes.get(id)?.group ?? " ")?.owner ?? null;
