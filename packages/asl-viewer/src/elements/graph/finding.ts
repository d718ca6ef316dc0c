import type { Graph } from "../../graph/index.js";

/** Ids of the states whose name or detail has a text in it; undefined for no text. O(states). */
export function hitsIn(graph: Graph, query: string | undefined): Set<string> | undefined {
  const wanted = query?.trim().toLowerCase();
  if (wanted === undefined || wanted === "") return undefined;
  const found = [...graph.nodes.values()].filter(
    ({ name, detail, path }) => path !== "" && `${name} ${detail}`.toLowerCase().includes(wanted),
  );
  return new Set(found.map(({ id }) => id));
}

/** The node itself, or the folded container that hides it. */
export function seenAs(id: string, graph: Graph | undefined, shown: Graph | undefined): string {
  let at = id;
  while (shown !== undefined && !shown.nodes.has(at)) {
    const owner = graph?.groups.get(graph.nodes.get(at)?.group ?? " ")?.owner;
    if (!owner) return at;
    at = owner;
  }
  return at;
}
