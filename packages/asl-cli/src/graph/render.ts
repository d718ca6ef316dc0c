import {
  diffGraphs,
  folded,
  type Graph,
  graphOf,
  layoutOf,
  type SvgOptions,
  toDot,
  toHtml,
  toMermaid,
  toSvg,
} from "asl-viewer/drawing";
import { usage } from "../stop.js";
import type { Drawable } from "./definition.js";
import type { GraphOptions } from "./options.js";

/** The graph that is wanted: of one definition, or of two as one; folded. Throws Stop where there is nothing to fold. */
export function graphFor(definitions: readonly Drawable[], { diff, fold }: GraphOptions): Graph {
  const [first, second] = definitions.map(({ value }) => value);
  const graph = diff ? diffGraphs(first, second) : graphOf(first);
  return fold.length === 0 ? graph : folded(graph, containersIn(graph, fold));
}

function containersIn(graph: Graph, fold: readonly string[]): Set<string> {
  if (fold.includes("all")) return new Set(graph.inside.keys());
  const found = fold.flatMap((named) => {
    const fits = [...graph.inside.keys()].filter((id) => {
      const node = graph.nodes.get(id);
      return node?.name === named || node?.path === named;
    });
    if (fits.length === 0) throw usage(`there is no Parallel or Map ${JSON.stringify(named)}`);
    return fits;
  });
  return new Set(found);
}

/** The graph in a format; PNG as bytes. */
export async function render(graph: Graph, title: string, options: GraphOptions): Promise<string | Uint8Array> {
  const { format, direction, theme, scale } = options;
  if (format === "mermaid") return toMermaid(graph, direction);
  if (format === "dot") return toDot(graph, direction);
  const layout = await layoutOf(graph, { direction });
  const look: SvgOptions = { theme, title };
  if (format === "html") return toHtml(graph, layout, look);
  if (format === "svg") return toSvg(graph, layout, look);
  const { toPng } = await import("./png.js");
  return toPng(toSvg(graph, layout, { ...look, theme: theme === "auto" ? "light" : theme }), scale);
}
