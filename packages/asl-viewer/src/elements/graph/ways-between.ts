import type { Graph } from "../../graph/index.js";
import type { Box, Layout } from "../../layout/index.js";

/** A side of the picture. */
export type Way = "up" | "down" | "left" | "right";

/** The first state inside a Parallel or Map. */
export const firstInside = (graph: Graph, id: string): string | undefined =>
  graph.groups.get(graph.inside.get(id)?.[0] ?? " ")?.start ?? undefined;

/** The Parallel or Map around a state. */
export const ownerOf = (graph: Graph, id: string): string | undefined =>
  graph.groups.get(graph.nodes.get(id)?.group ?? " ")?.owner ?? undefined;

/**
 * The node to go to from another: along an edge where one leads that way, else the nearest that way. Marks of beginning
 * and end are passed over. From nowhere: the first state. O(nodes).
 */
export function neighbour(graph: Graph, layout: Layout, from: string | null, way: Way): string | undefined {
  const start = from === null ? undefined : layout.nodes.get(from);
  if (start === undefined) return [...graph.nodes.values()].find(({ path }) => path !== "")?.id;
  return nearest(linked(graph, from as string), layout, start, way) ?? nearest(states(graph, from), layout, start, way);
}

const states = (graph: Graph, but: string | null): string[] =>
  [...graph.nodes.values()].filter(({ path, id }) => path !== "" && id !== but).map(({ id }) => id);

function linked(graph: Graph, id: string): string[] {
  const found: string[] = [];
  for (const { from, to } of graph.edges.values()) {
    if (from === id && graph.nodes.get(to)?.path) found.push(to);
    if (to === id && graph.nodes.get(from)?.path) found.push(from);
  }
  return found;
}

/** What lies sideways counts twice. */
function nearest(ids: readonly string[], layout: Layout, start: Box, way: Way): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const box = layout.nodes.get(id);
    if (box === undefined || contains(box, start)) continue;
    const [dx, dy] = [middle(box.x, box.width) - middle(start.x, start.width), box.y - start.y];
    const [ahead, aside] = way === "down" || way === "up" ? [dy, dx] : [dx, dy];
    const forward = way === "down" || way === "right" ? ahead : -ahead;
    if (forward < 4 || Math.abs(aside) > forward * 4 + 200) continue;
    const cost = forward + 2 * Math.abs(aside);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

const middle = (from: number, size: number): number => from + size / 2;

const contains = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;
