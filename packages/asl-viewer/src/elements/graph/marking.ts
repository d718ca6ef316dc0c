import type { Graph, GraphEdge, GraphNode } from "../../graph/index.js";
import type { Layout, NodeBox, Route } from "../../layout/index.js";
import type { EdgeMark, NodeMark } from "../../markers.js";
import { labelShape, laneShape, nodeShape } from "../../shapes/index.js";
import { drawnId } from "./drawn-id.js";

/** Marks a drawn picture: only what looks otherwise than before is drawn again. */
export class Marking {
  private readonly nodes = new Map<string, Element>();
  private readonly edges = new Map<string, Element>();
  private readonly labels = new Map<string, Element>();
  private readonly lanes = new Map<string, Element>();
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
      const group = element.getAttribute("data-group");
      if (group !== null) this.lanes.set(group, element);
      const id = drawnId(element);
      if (id === null) continue;
      (element.classList.contains("asl-edge") ? this.edges : this.nodes).set(id, element);
    }
    // As they are drawn: without marks there is nothing to draw again.
    for (const node of this.graph.nodes.values()) this.shown.set(node.id, keyOf(node, {}));
    for (const id of this.edges.keys()) this.taken.set(id, wayKey({}, false));
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
      if (node.kind === "Parallel") this.markBranches(node, mark?.branches);
    }
    for (const edge of this.graph.edges.values())
      this.markEdge(
        edge,
        edges?.get(edge.id) ?? {},
        selected !== null && (edge.from === selected || edge.to === selected),
      );
  }

  /** Puts how branches stand into their heads. */
  private markBranches(node: GraphNode, branches: NodeMark["branches"]): void {
    for (const id of this.graph.inside.get(node.id) ?? []) {
      const group = this.graph.groups.get(id);
      const [element, place] = [this.lanes.get(id), this.layout.groups.get(id)];
      const mark = group && branches?.[group.index];
      const key = mark === undefined ? "" : `${mark.status} ${mark.text} ${mark.critical}`;
      if (group === undefined || element === undefined || place === undefined || (this.shown.get(id) ?? "") === key)
        continue;
      this.shown.set(id, key);
      const fresh = parsed(this.layer, laneShape(group, place, mark));
      if (fresh === null) continue;
      fresh.classList.toggle("inner", element.classList.contains("inner"));
      element.replaceWith(fresh);
      this.lanes.set(id, fresh);
    }
  }

  private markNode(node: GraphNode, mark: NodeMark): void {
    const key = keyOf(node, mark);
    const element = this.nodes.get(node.id);
    if (this.shown.get(node.id) === key || element === undefined) return;
    this.shown.set(node.id, key);
    const fresh = parsed(this.layer, nodeShape(node, this.layout.nodes.get(node.id) as NodeBox, mark));
    if (fresh === null) return;
    for (const name of KEPT) fresh.classList.toggle(name, element.classList.contains(name));
    element.replaceWith(fresh);
    this.nodes.set(node.id, fresh);
  }

  private markEdge(edge: GraphEdge, mark: EdgeMark, near: boolean): void {
    const key = wayKey(mark, near);
    if (this.taken.get(edge.id) === key) return;
    this.taken.set(edge.id, key);
    const element = this.edges.get(edge.id);
    element?.classList.toggle("asl-taken", mark.taken === true);
    element?.classList.toggle("near", near);
    for (const side of ["a", "b"]) element?.classList.toggle(`asl-side-${side}`, mark.side === side);
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

  /** Marks what is not dimmed: nodes, and edges between them; undefined: all. */
  light(ids: ReadonlySet<string> | undefined): void {
    for (const [id, element] of this.nodes) element.classList.toggle("lit", ids?.has(id) === true);
    for (const { id, from, to } of this.graph.edges.values()) {
      const isLit = ids?.has(from) === true && ids.has(to);
      this.edges.get(id)?.classList.toggle("lit", isLit);
      this.labels.get(id)?.classList.toggle("lit", isLit);
    }
  }

  /** Marks the ways from and to the node that a pointer is on: error edges that are left out else. O(edges). */
  hover(node: string | undefined): void {
    for (const { id, from, to } of this.graph.edges.values()) {
      const isOn = node !== undefined && (from === node || to === node);
      this.edges.get(id)?.classList.toggle("over", isOn);
      this.labels.get(id)?.classList.toggle("over", isOn);
    }
  }

  /** Marks what was searched for. */
  hit(hits: ReadonlySet<string> | undefined): void {
    for (const [id, element] of this.nodes) element.classList.toggle("hit", hits?.has(id) === true);
  }
}

/** Of all that makes a node look otherwise. */
function keyOf({ folded }: GraphNode, mark: NodeMark): string {
  const { status, count, breakpoint, current, selected, strip, turn, side, watch, problem } = mark;
  const around = `${strip?.looks} ${strip?.chosen} ${turn?.at} ${turn?.of} ${folded && mark.summary}`;
  const watched = watch?.map(({ name, text }) => `${name} ${text}`).join("\n");
  return `${watched} ${status} ${count} ${breakpoint} ${current} ${selected} ${side} ${problem} ${around}`;
}

const wayKey = ({ taken, count, side }: EdgeMark, near: boolean): string => `${taken} ${count} ${side} ${near}`;

/** Classes that say nothing of a run. */
const KEPT = ["hit", "lit", "inner"];

/** The order in which the picture holds edges and labels. */
const edgesInOrder = (graph: Graph): GraphEdge[] =>
  [...graph.edges.values()].sort((a, b) => Number(a.main) - Number(b.main));

/** An element from the text of a shape. */
function parsed(layer: SVGGElement, text: string): Element | null {
  const holder = layer.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
  holder.innerHTML = text;
  return holder.firstElementChild;
}
