import type { Graph, GraphEdge, GraphNode } from "../graph/index.js";
import type { Layout, NodeBox, Route } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import { labelShape, nodeShape } from "../shapes/index.js";

/** Marks a drawn picture: only what looks otherwise than before is drawn again. */
export class Marking {
  private readonly nodes = new Map<string, Element>();
  private readonly edges = new Map<string, Element>();
  private readonly labels = new Map<string, Element>();
  private readonly shown = new Map<string, string>();
  private readonly taken = new Map<string, string>();

  constructor(
    private readonly layer: SVGGElement,
    private readonly graph: Graph,
    private readonly layout: Layout,
  ) {}

  /** Finds the elements of the picture once it is drawn. */
  find(): void {
    for (const element of Array.from(this.layer.children)) {
      const id = element.getAttribute("data-id");
      if (id === null) continue;
      (element.classList.contains("asl-edge") ? this.edges : this.nodes).set(id, element);
    }
    const labels = Array.from(this.layer.children).filter((one) => one.classList.contains("asl-label"));
    const labelled = edgesInOrder(this.graph).filter(({ id }) => this.layout.edges.get(id)?.label !== undefined);
    labelled.forEach(({ id }, index) => labels[index] && this.labels.set(id, labels[index]));
  }

  mark(
    nodes: ReadonlyMap<string, NodeMark> | undefined,
    edges: ReadonlyMap<string, EdgeMark> | undefined,
    selected: string | null,
  ): void {
    for (const [id, node] of this.graph.nodes) {
      const mark = nodes?.get(id);
      this.markNode(node, id === selected ? { ...mark, selected: true } : (mark ?? {}));
    }
    for (const edge of this.graph.edges.values())
      this.markEdge(
        edge,
        edges?.get(edge.id) ?? {},
        selected !== null && (edge.from === selected || edge.to === selected),
      );
  }

  private markNode(node: GraphNode, mark: NodeMark): void {
    const { status, count, breakpoint, current, selected } = mark;
    const key = `${status} ${count} ${breakpoint} ${current} ${selected}`;
    const element = this.nodes.get(node.id);
    if (this.shown.get(node.id) === key || element === undefined) return;
    this.shown.set(node.id, key);
    const isHit = element.classList.contains("hit");
    const fresh = parsed(this.layer, nodeShape(node, this.layout.nodes.get(node.id) as NodeBox, mark));
    if (fresh === null) return;
    fresh.classList.toggle("hit", isHit);
    element.replaceWith(fresh);
    this.nodes.set(node.id, fresh);
  }

  private markEdge(edge: GraphEdge, mark: EdgeMark, near: boolean): void {
    const key = `${mark.taken} ${mark.count} ${near}`;
    if (this.taken.get(edge.id) === key) return;
    this.taken.set(edge.id, key);
    const element = this.edges.get(edge.id);
    element?.classList.toggle("asl-taken", mark.taken === true);
    element?.classList.toggle("near", near);
    this.markLabel(edge, mark, near);
  }

  private markLabel(edge: GraphEdge, mark: EdgeMark, near: boolean): void {
    const text = labelShape(edge, this.layout.edges.get(edge.id) as Route, mark);
    const known = this.labels.get(edge.id);
    const fresh = text === "" ? null : parsed(this.layer, text);
    fresh?.classList.toggle("near", near);
    if (fresh === null) known?.remove();
    else if (known === undefined) this.layer.append(fresh);
    else known.replaceWith(fresh);
    if (fresh === null) this.labels.delete(edge.id);
    else this.labels.set(edge.id, fresh);
  }

  /** Marks what was searched for. */
  hit(hits: ReadonlySet<string> | undefined): void {
    for (const [id, element] of this.nodes) element.classList.toggle("hit", hits?.has(id) === true);
  }
}

/** The order in which the picture holds edges and labels. */
const edgesInOrder = (graph: Graph): GraphEdge[] =>
  [...graph.edges.values()].sort((a, b) => Number(a.main) - Number(b.main));

/** An element from the text of a shape. */
function parsed(layer: SVGGElement, text: string): Element | null {
  const holder = layer.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
  holder.innerHTML = text;
  return holder.firstElementChild;
}
