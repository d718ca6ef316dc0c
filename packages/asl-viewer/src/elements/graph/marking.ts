import { boxesOf, branchMark, type Piece, piecesOf, pieceText } from "../../drawing/pieces.js";
import type { Graph, GraphEdge, GraphNode } from "../../graph/index.js";
import { Grid } from "../../layout/grid.js";
import type { Box, Layout, NodeBox } from "../../layout/index.js";
import type { EdgeMark, NodeMark } from "../../markers.js";
import {
  type Distance,
  edgeLine,
  edgeShape,
  farName,
  isHidden,
  nodeOutline,
  nodeShape,
  type Seen,
} from "../../shapes/index.js";

/** A piece, or the name of a node as it is written from afar. */
type Part = Piece | { readonly kind: "name"; readonly node: GraphNode; readonly box: NodeBox };

/** What is shown of a picture. */
export interface Shown {
  /** Undefined: all. */
  readonly area: Box | undefined;
  /** The containers that hide what is in them. */
  readonly blocks: ReadonlySet<string>;
  /** Names are written for this distance, and left out without one. */
  readonly far: Distance | undefined;
  /** Whether nodes and edges have no more than lines. */
  readonly isPlain: boolean;
}

/** A piece that stands in the picture. */
interface Placed {
  /** Undefined where there is nothing to be seen of it. */
  readonly element: Element | undefined;
  /** What it was drawn after. */
  readonly look: string;
  /** Which of the classes it has. */
  worn: number;
}

/** Classes that pieces have beside those they are drawn with. */
const CLASSES = ["asl-taken", "asl-side-a", "asl-side-b", "near", "over", "lit", "hit"] as const;

type Ids = ReadonlySet<string> | undefined;

/** The pieces of a picture that are seen, with their marks: only what looks otherwise than before is drawn again. */
export class Marking {
  private readonly pieces: readonly Part[];
  private readonly grid: Grid;
  private readonly placed = new Map<number, Placed>();
  /** The numbers of what stands in the picture, in the order it is drawn. */
  private order: readonly number[] = [];
  private shown: Shown = { area: undefined, blocks: new Set(), far: undefined, isPlain: false };
  /** Marks by node id, and by edge id. */
  nodes: ReadonlyMap<string, NodeMark> | undefined;
  edges: ReadonlyMap<string, EdgeMark> | undefined;
  private selected: string | null = null;
  private lit: Ids;
  private hits: Ids;
  private over: string | undefined;

  /** `above`: the child of the layer that pieces are drawn below. */
  constructor(
    private readonly layer: SVGGElement,
    private readonly above: Element,
    private readonly graph: Graph,
    layout: Layout,
  ) {
    const pieces = piecesOf(graph, layout);
    const names = pieces.flatMap((one) =>
      one.kind === "node" && one.node.path !== "" ? [{ ...one, kind: "name" as const }] : [],
    );
    this.pieces = [...pieces, ...names];
    this.grid = new Grid(this.pieces.map((part) => (part.kind === "name" ? [part.box] : boxesOf(part))));
  }

  /** Has what is shown stand in the picture, and nothing else. O(pieces shown). */
  show(shown: Shown): void {
    const { area, blocks, far } = (this.shown = shown);
    const found = area === undefined ? this.pieces.map((_, at) => at) : this.grid.within(area);
    this.order = found.filter((at) => {
      const part = this.pieces[at];
      return (part.kind !== "name" || far !== undefined) && !(blocks.size > 0 && this.isInside(part, blocks));
    });
    const wanted = new Set(this.order);
    for (const [at, { element }] of this.placed) {
      if (wanted.has(at)) continue;
      element?.remove();
      this.placed.delete(at);
    }
    this.draw();
  }

  private isInside(piece: Part, blocks: ReadonlySet<string>): boolean {
    if ("node" in piece) return isHidden(this.graph, piece.node.id, blocks);
    if ("edge" in piece) return isHidden(this.graph, piece.edge.from, blocks);
    const owner = piece.group.owner ?? "";
    return blocks.has(owner) || isHidden(this.graph, owner, blocks);
  }

  /** The nodes and edges that stand in the picture. */
  get seen(): Seen {
    const seen = { nodes: [] as GraphNode[], edges: [] as GraphEdge[] };
    for (const at of this.order) {
      const piece = this.pieces[at];
      if (piece.kind === "node") seen.nodes.push(piece.node);
      else if (piece.kind === "edge") seen.edges.push(piece.edge);
    }
    return seen;
  }

  mark(
    nodes: ReadonlyMap<string, NodeMark> | undefined,
    edges: ReadonlyMap<string, EdgeMark> | undefined,
    selected: string | null,
  ): void {
    [this.nodes, this.edges, this.selected] = [nodes, edges, selected];
    this.draw();
  }

  private markOf(id: string): NodeMark {
    const mark = this.nodes?.get(id) ?? {};
    return id === this.selected ? { ...mark, selected: true } : mark;
  }

  /** All that makes a part look otherwise. An edge only changes its classes. */
  private lookOf(part: Part): string {
    const { far, isPlain } = this.shown;
    if (part.kind === "name") return `${far?.scale} ${far?.blocks}`;
    return `${isPlain} ${this.markedAs(part)}`;
  }

  private markedAs(piece: Piece): string {
    if (piece.kind === "node") return keyOf(piece.node, this.markOf(piece.node.id));
    if (piece.kind === "edge") return "";
    if (piece.kind === "label") {
      const { taken, count, side } = this.edges?.get(piece.edge.id) ?? {};
      return `${taken} ${count} ${side}`;
    }
    const mark = branchMark(piece.group, this.nodes);
    return `${mark?.status} ${mark?.text} ${mark?.critical}`;
  }

  private textOf(part: Part): string {
    const { far, blocks, isPlain } = this.shown;
    if (part.kind === "name") return farName(part.node, part.box, far as Distance, blocks.has(part.node.id));
    if (part.kind === "node")
      return (isPlain ? nodeOutline : nodeShape)(part.node, part.box, this.markOf(part.node.id));
    if (part.kind === "edge") return (isPlain ? edgeLine : edgeShape)(part.edge, part.route);
    return isPlain ? "" : pieceText(part, this.nodes, this.edges);
  }

  private draw(): void {
    const looks = new Map<number, string>();
    for (const at of this.order) {
      const look = this.lookOf(this.pieces[at]);
      if (this.placed.get(at)?.look !== look) looks.set(at, look);
    }
    if (looks.size > 0) this.put(looks);
    this.dress();
  }

  /** Draws pieces anew, each in its place among the others. */
  private put(looks: ReadonlyMap<number, string>): void {
    const made = this.made([...looks.keys()]);
    let next: Node = this.above;
    for (const at of this.order.toReversed()) {
      const look = looks.get(at);
      if (look !== undefined) {
        this.placed.get(at)?.element?.remove();
        const element = made.get(at);
        if (element !== undefined) this.layer.insertBefore(element, next);
        this.placed.set(at, { element, look, worn: 0 });
      }
      next = this.placed.get(at)?.element ?? next;
    }
  }

  /** The elements of pieces, out of the picture yet: of one text, which is read at once. */
  private made(numbers: readonly number[]): Map<number, Element> {
    const texts = numbers.map((at) => [at, this.textOf(this.pieces[at])] as const).filter(([, text]) => text !== "");
    const holder = this.layer.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
    holder.innerHTML = texts.map(([, text]) => text).join("");
    return new Map(Array.from(holder.children, (element, index) => [texts[index][0], element]));
  }

  private dress(): void {
    for (const at of this.order) {
      const one = this.placed.get(at) as Placed;
      const worn = this.wornBy(this.pieces[at]);
      for (let bit = 0, other = worn ^ one.worn; other !== 0; bit++, other >>= 1)
        if (other & 1) one.element?.classList.toggle(CLASSES[bit], (worn & (1 << bit)) !== 0);
      one.worn = worn;
    }
  }

  /** A bit for each of the classes. */
  private wornBy(part: Part): number {
    const { lit, hits, over, selected } = this;
    if ("node" in part) return bits([0, 0, 0, 0, 0, lit?.has(part.node.id), hits?.has(part.node.id)]);
    if (!("edge" in part)) return 0;
    const { id, from, to } = part.edge;
    const { taken, side } = this.edges?.get(id) ?? {};
    const touches = (node: string | null | undefined): boolean => from === node || to === node;
    return bits([taken, side === "a", side === "b", touches(selected), touches(over), lit?.has(from) && lit.has(to)]);
  }

  /** Marks what is not dimmed: nodes, and edges between them; undefined: all. */
  light(ids: Ids): void {
    this.lit = ids;
    this.dress();
  }

  /** Marks the ways from and to the node that a pointer is on: error edges that are left out else. */
  hover(node: string | undefined): void {
    this.over = node;
    this.dress();
  }

  /** Marks what was searched for. */
  hit(hits: Ids): void {
    this.hits = hits;
    this.dress();
  }
}

const bits = (worn: readonly (boolean | 0 | undefined)[]): number =>
  worn.reduce<number>((sum, isWorn, bit) => (isWorn ? sum | (1 << bit) : sum), 0);

/** Of all that makes a node look otherwise. */
function keyOf({ folded }: GraphNode, mark: NodeMark): string {
  const { status, count, breakpoint, current, selected, strip, turn, side, watch, problem } = mark;
  const around = `${strip?.looks} ${strip?.chosen} ${turn?.at} ${turn?.of} ${folded && mark.summary}`;
  const watched = watch?.map(({ name, text }) => `${name} ${text}`).join("\n");
  return `${watched} ${status} ${count} ${breakpoint} ${current} ${selected} ${side} ${problem} ${around}`;
}
