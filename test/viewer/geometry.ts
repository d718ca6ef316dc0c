import type { Graph, Group } from "../../packages/asl-viewer/src/graph/index.js";
import type { Box, Layout, Point } from "../../packages/asl-viewer/src/layout/index.js";

/** What a layout must not have, in words; empty for a good one. Within each group: nothing of two groups can meet. */
export function faultsOf(graph: Graph, layout: Layout): string[] {
  return [...graph.groups.values()].flatMap((group) => [
    ...overlaps(group, layout),
    ...crossings(graph, group, layout),
    ...outside(group, layout),
  ]);
}

function overlaps({ nodes }: Group, layout: Layout): string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter((b) => meet(layout.nodes.get(a)!, layout.nodes.get(b)!))
      .map((b) => `${a} overlaps ${b}`),
  );
}

/** Edges must not run through nodes; their own they may touch where they end. */
function crossings(graph: Graph, { nodes, edges }: Group, layout: Layout): string[] {
  return edges.flatMap((id) => {
    const { from, to } = graph.edges.get(id)!;
    const { points } = layout.edges.get(id)!;
    if (points.length < 2) return [`${id} has no way`];
    return nodes
      .filter((node) => runsThrough(points, layout.nodes.get(node)!, node === from || node === to))
      .map((node) => `${id} crosses ${node}`);
  });
}

/** Nothing stands outside of its group. */
function outside({ id, nodes, edges }: Group, layout: Layout): string[] {
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
  const { x, y, width, height } = layout.groups.get(id) ?? whole;
  const holds = (point: Point) =>
    point.x >= x - 1 && point.y >= y - 1 && point.x <= x + width + 1 && point.y <= y + height + 1;
  const corners = (box: Box) => [box, { x: box.x + box.width, y: box.y + box.height }];
  return [
    ...nodes.filter((node) => !corners(layout.nodes.get(node)!).every(holds)),
    ...edges.filter((edge) => !layout.edges.get(edge)!.points.every(holds)),
    ...edges.filter((edge) => {
      const label = layout.edges.get(edge)!.label;
      return label !== undefined && !corners(label).every(holds);
    }),
  ].map((one) => `${one} stands outside of ${id}`);
}

/** Labels that lie on nodes or on each other. */
export function labelFaults(graph: Graph, layout: Layout): string[] {
  return [...graph.groups.values()].flatMap(({ nodes, edges }) => {
    const labels = edges.flatMap((id) => {
      const label = layout.edges.get(id)!.label;
      return label === undefined ? [] : [{ id, label }];
    });
    return labels.flatMap(({ id, label }, index) => [
      ...nodes.filter((node) => meet(label, layout.nodes.get(node)!)).map((node) => `label of ${id} lies on ${node}`),
      ...labels
        .slice(index + 1)
        .filter((other) => meet(label, other.label))
        .map((other) => `labels of ${id} and ${other.id} overlap`),
    ]);
  });
}

const TOLERANCE = 0.5;

const meet = (a: Box, b: Box): boolean =>
  a.x + a.width > b.x + TOLERANCE &&
  b.x + b.width > a.x + TOLERANCE &&
  a.y + a.height > b.y + TOLERANCE &&
  b.y + b.height > a.y + TOLERANCE;

function runsThrough(points: readonly Point[], box: Box, own: boolean): boolean {
  const inner = own ? { x: box.x + 13, y: box.y + 1, width: box.width - 26, height: box.height - 2 } : box;
  return points.slice(1).some((b, index) => {
    const a = points[index];
    const piece = {
      x: Math.min(a.x, b.x) - 1,
      y: Math.min(a.y, b.y) - 1,
      width: Math.abs(a.x - b.x) + 2,
      height: Math.abs(a.y - b.y) + 2,
    };
    return meet(piece, inner);
  });
}
