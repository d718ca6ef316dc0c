import type { Graph } from "../../graph/index.js";
import type { Layout } from "../../layout/index.js";
import type { EdgeMark, NodeMark } from "../../markers.js";
import { blocksOf, type Distance, farMarks, farNames, isHidden, isStale, nearnessAt } from "../../shapes/index.js";
import { drawnId } from "./drawn-id.js";

/** Below these scales what is in crowded containers, then in all, cannot be read. */
const [CROWDED, BLOCKS] = [0.45, 0.3];

/** What a picture shows at which distance: names as large as they can be read, and containers as blocks with a bar. */
export class GraphDistance {
  private readonly names: SVGGElement;
  private readonly marks: SVGGElement;
  private blocks: ReadonlySet<string> = new Set();
  private written = 0;
  private kind: Distance["blocks"] = "none";
  private scale = 1;
  private lit: ReadonlySet<string> | undefined;

  constructor(
    private readonly layer: SVGGElement,
    private readonly graph: Graph,
    private readonly layout: Layout,
  ) {
    const group = (name: string) => {
      const made = layer.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
      made.setAttribute("class", name);
      layer.append(made);
      return made;
    };
    this.names = group("far-names");
    this.marks = group("far-marks");
  }

  private get distance(): Distance {
    return { scale: this.scale, blocks: this.kind };
  }

  /** For a scale of the picture. True where marks are to be drawn again. */
  at(scale: number): boolean {
    const { classList } = this.layer;
    const near = nearnessAt(scale);
    classList.toggle("snug", near === "snug");
    classList.toggle("mid", near === "mid" || near === "far");
    classList.toggle("far", near === "far");
    if (scale >= BLOCKS) classList.remove("blocks");
    if (near !== "far") return false;
    const kind = scale < BLOCKS ? "all" : scale < CROWDED ? "crowded" : "none";
    if (kind === this.kind && this.written > 0 && !isStale(scale, this.written)) return false;
    if (kind !== this.kind || this.written === 0) this.hide(kind);
    [this.scale, this.written] = [scale, scale];
    this.write();
    return true;
  }

  private write(): void {
    this.names.innerHTML = farNames(this.graph, this.layout, this.distance, this.blocks, this.lit);
  }

  /** Names of other nodes are dimmed; undefined: none. */
  light(lit: ReadonlySet<string> | undefined): void {
    if (lit === this.lit) return;
    this.lit = lit;
    if (this.written > 0) this.write();
  }

  /** Marks what is inside blocks, so that style leaves it out. O(elements), where blocks change. */
  private hide(kind: Distance["blocks"]): void {
    this.kind = kind;
    this.layer.classList.toggle("blocks", kind === "all");
    this.blocks = blocksOf(this.graph, this.distance);
    for (const element of Array.from(this.layer.children)) {
      const id = drawnId(element) ?? drawnId(element, "data-times");
      const node = this.graph.edges.get(id ?? "")?.from ?? id ?? this.graph.groups.get(groupOf(element))?.start;
      if (node !== null && node !== undefined)
        element.classList.toggle("inner", isHidden(this.graph, node, this.blocks));
    }
  }

  /** Bars of blocks and counts of loops. */
  mark(nodes: ReadonlyMap<string, NodeMark> | undefined, edges: ReadonlyMap<string, EdgeMark> | undefined): void {
    if (!this.layer.classList.contains("far")) return;
    this.marks.innerHTML = farMarks(this.graph, this.layout, this.distance, this.blocks, nodes, edges);
  }
}

const groupOf = (element: Element): string => element.getAttribute("data-group") ?? " ";
