import { descendants, type Graph, type GraphEdge, type GraphNode } from "../graph/index.js";
import { type Layout, type NodeBox, type Route, SIZES } from "../layout/index.js";
import { type EdgeMark, type NodeMark, type Status, tellOfRun, WORST_FIRST } from "../markers.js";
import { elide, lineOf, widthOf } from "../text.js";
import { FAR_LETTERS } from "./letters.js";
import { attributes, escaped, idText, number } from "./xml.js";

/** Containers with more inside are drawn as blocks sooner than others. */
const CROWD = 40;

/** How far away a picture is: from "far" on names are written larger, "farther" containers are blocks. */
export interface Distance {
  readonly scale: number;
  /** Whether containers hide what is in them: all, those that are crowded, or none. */
  readonly blocks: "all" | "crowded" | "none";
}

/** The containers that hide what is in them: the outermost of those that count as blocks. O(nodes). */
export function blocksOf(graph: Graph, blocks: Distance["blocks"]): Set<string> {
  const found = new Set<string>();
  if (blocks === "none") return found;
  for (const id of graph.inside.keys())
    if (!isHidden(graph, id, found) && (blocks === "all" || descendants(graph, id).length > CROWD)) found.add(id);
  return found;
}

/** Whether a node is inside a block. O(depth). */
export function isHidden(graph: Graph, id: string, blocks: ReadonlySet<string>): boolean {
  let owner = graph.groups.get(graph.nodes.get(id)?.group ?? " ")?.owner;
  while (owner) {
    if (blocks.has(owner)) return true;
    owner = graph.groups.get(graph.nodes.get(owner)?.group ?? " ")?.owner;
  }
  return false;
}

/** The name of a state, as large as it can be read from afar, as far as it fits; where it does not, a dot. */
export function farName({ name, kind }: GraphNode, box: NodeBox, { scale }: Distance, isBlock: boolean): string {
  const size = FAR_LETTERS / scale;
  const isTitle = box.title > 0 && !isBlock;
  const font = { size, bold: true };
  const height = isTitle ? box.title - (kind === "Map" ? SIZES.strip : 0) : box.height;
  const text = size > height * 0.9 ? "" : elide(lineOf(name), box.width - size * 0.6, font);
  const [x, y] = [box.x + box.width / 2, box.y + (isBlock ? Math.min(box.height / 2, size * 2) : height / 2)];
  if ([...text].length < 3 && widthOf(text, font) < widthOf(name, font))
    return `<circle class="far-name" cx="${number(x)}" cy="${number(y)}" r="${number(size * 0.22)}"/>`;
  return `<text class="far-name" x="${number(x)}" y="${number(y + size * 0.36)}" font-size="${number(size)}">${escaped(text)}</text>`;
}

/** A picture from afar, in which some containers are blocks. */
interface FarPicture {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly far: Distance;
  /** Ids of containers. */
  readonly blocks: ReadonlySet<string>;
}

/** What is known of a run, by node id, and by edge id. */
interface Marks {
  readonly nodes: ReadonlyMap<string, NodeMark> | undefined;
  readonly edges: ReadonlyMap<string, EdgeMark> | undefined;
}

/** What is to be seen of a picture; nothing that is inside a block. */
export interface Seen {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What cannot be seen inside blocks as a bar of statuses, and how often loops were taken. O(nodes and edges seen, and nodes in blocks). */
export function farMarks(
  { graph, layout, far: { scale }, blocks }: FarPicture,
  seen: Seen,
  { nodes, edges }: Marks,
): string {
  const size = FAR_LETTERS / scale;
  const marks = tellOfRun(nodes) ? nodes : undefined;
  const bars = seen.nodes.map(({ id }) =>
    blocks.has(id) ? barShape(descendants(graph, id), layout.nodes.get(id), size, marks) : "",
  );
  const counts = seen.edges.map((edge) => {
    const count = edges?.get(edge.id)?.count ?? 0;
    const route = layout.edges.get(edge.id);
    return edge.back && count > 1 && route !== undefined ? countShape(route, `×${count}`, size, edge.id) : "";
  });
  return bars.join("") + counts.join("");
}

function barShape(
  inside: readonly string[],
  box: NodeBox | undefined,
  size: number,
  marks: ReadonlyMap<string, NodeMark> | undefined,
): string {
  if (box === undefined || marks === undefined || inside.length === 0) return "";
  const tally = new Map<Status, number>();
  for (const id of inside) {
    const status = marks.get(id)?.status ?? "unreached";
    tally.set(status, (tally.get(status) ?? 0) + 1);
  }
  const [room, height] = [box.width * 0.84, Math.min(size * 0.6, box.height * 0.2)];
  let x = box.x + box.width * 0.08;
  const y = box.y + Math.min(box.height * 0.75, Math.min(box.height / 2, size * 2) + size * 0.9);
  const pieces = WORST_FIRST.flatMap((status) => {
    const width = ((tally.get(status) ?? 0) / inside.length) * room;
    const piece = { class: `asl-bar-${status}`, x, y, width, height };
    x += width;
    return width > 0 ? [`<rect${attributes(piece)}/>`] : [];
  });
  return `<g class="asl-bar">${pieces.join("")}</g>`;
}

function countShape({ points, label }: Route, text: string, size: number, id: string): string {
  const middle = points[Math.floor(points.length / 2)];
  const [x, y] = label === undefined ? [middle.x, middle.y] : [label.x + label.width / 2, label.y + label.height / 2];
  const holder = attributes({
    class: "asl-far-count",
    "data-times": idText(id),
    x,
    y: y + size * 0.36,
    "font-size": number(size),
  });
  return `<text${holder}>${text}</text>`;
}
