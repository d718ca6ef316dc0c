import type { Graph, GraphEdge, GraphNode, Group } from "../graph/index.js";
import type { Box, Layout, NodeBox, Point, Route } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import { edgeShape, labelShape, laneShape, nodeShape } from "../shapes/index.js";

/** One thing of a picture: a node, the ground of a branch, an edge, or what is written beside an edge. */
export type Piece =
  | { readonly kind: "node"; readonly node: GraphNode; readonly box: NodeBox }
  | { readonly kind: "lane"; readonly group: Group; readonly box: Box }
  | { readonly kind: "edge"; readonly edge: GraphEdge; readonly route: Route }
  | { readonly kind: "label"; readonly edge: GraphEdge; readonly route: Route };

type Marks<Mark> = ReadonlyMap<string, Mark> | undefined;

/** A picture in the order it is drawn: containers, outer ones first, below edges, edges below states, labels above all. O(nodes + edges). */
export function piecesOf(graph: Graph, layout: Layout): Piece[] {
  const [containers, nodes, edges, labels] = [[], [], [], []] as Piece[][];
  for (const node of graph.nodes.values()) {
    const box = layout.nodes.get(node.id) as NodeBox;
    (box.title > 0 ? containers : nodes).push({ kind: "node", node, box });
    for (const id of graph.inside.get(node.id) ?? []) {
      const [group, place] = [graph.groups.get(id), layout.groups.get(id)];
      if (group && place) containers.push({ kind: "lane", group, box: place });
    }
  }
  for (const edge of [...graph.edges.values()].sort((a, b) => Number(a.main) - Number(b.main))) {
    const route = layout.edges.get(edge.id);
    if (route === undefined) continue;
    edges.push({ kind: "edge", edge, route });
    labels.push({ kind: "label", edge, route });
  }
  return [...containers, ...edges, ...nodes, ...labels];
}

/** A piece as SVG: one element, or none. */
export function pieceText(piece: Piece, nodes?: Marks<NodeMark>, edges?: Marks<EdgeMark>): string {
  if (piece.kind === "node") return nodeShape(piece.node, piece.box, nodes?.get(piece.node.id));
  if (piece.kind === "lane") return laneShape(piece.group, piece.box, branchMark(piece.group, nodes));
  const draw = piece.kind === "edge" ? edgeShape : labelShape;
  return draw(piece.edge, piece.route, edges?.get(piece.edge.id));
}

/** How a branch stands. */
export const branchMark = ({ owner, index }: Group, nodes: Marks<NodeMark>) =>
  nodes?.get(owner ?? " ")?.branches?.[index];

/** Badges, counts and watched values stand out of their nodes and labels by less than this, in pixels. */
const OUT = 64;

/** Where a piece may be seen, with all that may be written around it. */
export function boxesOf(piece: Piece): Box[] {
  if (piece.kind === "node" || piece.kind === "lane") return [grown(piece.box, OUT)];
  if (piece.kind === "label" && piece.route.label !== undefined) return [grown(piece.route.label, OUT)];
  return piece.route.points.slice(1).map((point, at) => grown(between(piece.route.points[at], point), OUT));
}

const between = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

/** A box with so many pixels more on each side. */
export const grown = ({ x, y, width, height }: Box, by: number, high = by): Box => ({
  x: x - by,
  y: y - high,
  width: width + 2 * by,
  height: height + 2 * high,
});
