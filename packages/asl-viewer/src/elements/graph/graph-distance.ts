import type { Graph } from "../../graph/index.js";
import type { Layout } from "../../layout/index.js";
import type { EdgeMark, NodeMark } from "../../markers.js";
import { blocksOf, type Distance, farMarks, isStale, nearnessAt, type Seen } from "../../shapes/index.js";

/** Below these scales what is in crowded containers, then in all, cannot be read. */
const [CROWDED, BLOCKS] = [0.45, 0.3];

/** What is seen, and what is known of it. */
interface Marked {
  readonly seen: Seen;
  readonly nodes: ReadonlyMap<string, NodeMark> | undefined;
  readonly edges: ReadonlyMap<string, EdgeMark> | undefined;
}

/** What a picture shows at which distance: names as large as they can be read, and containers as blocks with a bar. */
export class GraphDistance {
  /** The containers that hide what is in them. */
  blocks: ReadonlySet<string> = new Set();
  /** What names are written for; undefined where states themselves have theirs. */
  far: Distance | undefined;
  /** Above the picture itself. */
  readonly marks: SVGGElement;
  private kind: Distance["blocks"] = "none";

  constructor(
    private readonly layer: SVGGElement,
    private readonly graph: Graph,
    private readonly layout: Layout,
  ) {
    this.marks = layer.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
    this.marks.setAttribute("class", "far-marks");
    layer.append(this.marks);
  }

  /** For a scale of the picture. True where names and marks are to be written again. */
  at(scale: number): boolean {
    const { classList } = this.layer;
    const near = nearnessAt(scale);
    classList.toggle("snug", near === "snug");
    classList.toggle("mid", near === "mid" || near === "far");
    classList.toggle("far", near === "far");
    this.turn(scale < BLOCKS ? "all" : scale < CROWDED ? "crowded" : "none");
    const { far } = this;
    if (far?.blocks === this.kind && near === "far" && !isStale(scale, far.scale)) return false;
    this.far = near === "far" ? { scale, blocks: this.kind } : undefined;
    return far !== this.far;
  }

  private turn(kind: Distance["blocks"]): void {
    if (kind === this.kind) return;
    this.kind = kind;
    this.layer.classList.toggle("blocks", kind === "all");
    this.blocks = blocksOf(this.graph, kind);
  }

  /** Bars of blocks and counts of loops. */
  mark({ seen, nodes, edges }: Marked): void {
    const { far, graph, layout, blocks } = this;
    if (far !== undefined) this.marks.innerHTML = farMarks({ graph, layout, far, blocks }, seen, { nodes, edges });
  }
}
