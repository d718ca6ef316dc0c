import type { Graph } from "../graph/index.js";
import type { Layout } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import { escaped, type Palette, styleOf, type Theme } from "../shapes/index.js";
import { piecesOf, pieceText } from "./pieces.js";

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

/** What stands between the tags of a picture. */
export const drawing = (
  graph: Graph,
  layout: Layout,
  nodeMarks?: ReadonlyMap<string, NodeMark>,
  edgeMarks?: ReadonlyMap<string, EdgeMark>,
): string =>
  piecesOf(graph, layout)
    .map((piece) => pieceText(piece, nodeMarks, edgeMarks))
    .filter(Boolean)
    .join("\n");
