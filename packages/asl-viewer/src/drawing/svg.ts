import type { Graph, GraphNode } from "../graph/index.js";
import type { Layout, NodeBox } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import {
  edgeShape,
  escaped,
  labelShape,
  laneShape,
  nodeShape,
  type Palette,
  styleOf,
  type Theme,
} from "../shapes/index.js";

/** What a picture shows beside the graph. */
export interface SvgOptions {
  /** Default "auto": the reader's. Colours of one's own stand in the picture as they are. */
  readonly theme?: Theme | Palette;
  /** What screen readers call the picture. */
  readonly title?: string;
  readonly nodeMarks?: ReadonlyMap<string, NodeMark>;
  readonly edgeMarks?: ReadonlyMap<string, EdgeMark>;
  /** Default true. False: without its style, for pages that show several and have `styleOf` once. */
  readonly styled?: boolean;
}

/** The picture as one SVG with its own style, text as text. The same graph always gives the same bytes. */
export function toSvg(
  graph: Graph,
  layout: Layout,
  { theme = "auto", title, nodeMarks, edgeMarks, styled = true }: SvgOptions = {},
): string {
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const named = title === undefined ? "" : `<title>${escaped(title)}</title>`;
  const label = title === undefined ? "" : ` aria-label="${escaped(title)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="asl-graph" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"${label}>
${named}${styled ? `<style>${styleOf(theme)}</style>` : ""}
<rect class="asl-back-ground" width="100%" height="100%"/>
${drawing(graph, layout, nodeMarks, edgeMarks)}
</svg>
`;
}

/** Containers, outer ones first, below edges, edges below states, labels above all. */
export function drawing(
  graph: Graph,
  layout: Layout,
  nodeMarks?: ReadonlyMap<string, NodeMark>,
  edgeMarks?: ReadonlyMap<string, EdgeMark>,
): string {
  const containers: string[] = [];
  const nodes: string[] = [];
  const draw = (node: GraphNode) => {
    const box = layout.nodes.get(node.id) as NodeBox;
    (box.title > 0 ? containers : nodes).push(nodeShape(node, box, nodeMarks?.get(node.id)));
    for (const id of graph.inside.get(node.id) ?? []) {
      const [group, place] = [graph.groups.get(id), layout.groups.get(id)];
      if (group && place) containers.push(laneShape(group, place, nodeMarks?.get(node.id)?.branches?.[group.index]));
    }
  };
  for (const node of graph.nodes.values()) draw(node);
  const [edges, labels] = [[] as string[], [] as string[]];
  for (const edge of [...graph.edges.values()].sort((a, b) => Number(a.main) - Number(b.main))) {
    const route = layout.edges.get(edge.id);
    if (route === undefined) continue;
    edges.push(edgeShape(edge, route, edgeMarks?.get(edge.id)));
    labels.push(labelShape(edge, route, edgeMarks?.get(edge.id)));
  }
  return [containers, edges, nodes, labels].flatMap((part) => part.filter(Boolean)).join("\n");
}
