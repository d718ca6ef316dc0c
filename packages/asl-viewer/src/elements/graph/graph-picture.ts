import type { View } from "../../controllers/pan-zoom.js";
import { grown } from "../../drawing/pieces.js";
import type { Graph } from "../../graph/index.js";
import type { Box, Layout } from "../../layout/index.js";
import type { EdgeMark, NodeMark } from "../../markers.js";
import { GraphDistance } from "./graph-distance.js";
import { Marking } from "./marking.js";

/** Pictures of more nodes than these hold only what is seen of them. */
const MANY = 300;
/** What is drawn around what is seen, and what must be, as parts of the window on each side. */
const [AROUND, LEAST] = [0.35, 0.1];
/** An area that is so many times wider than what is to be drawn is given up. */
const TOO_WIDE = 2;

type Size = Pick<Box, "width" | "height">;

/** A picture as it stands in its window. */
export class GraphPicture {
  /** Its pieces. */
  readonly marking: Marking;
  private readonly distance: GraphDistance;
  private readonly isLarge: boolean;
  /** What is drawn of it; undefined: nothing yet, or all. */
  private area: Box | undefined;
  private blocks: ReadonlySet<string> | undefined;

  /** Nothing is drawn before it is looked at. */
  constructor(
    private readonly layer: SVGGElement,
    graph: Graph,
    layout: Layout,
  ) {
    layer.replaceChildren();
    this.isLarge = graph.nodes.size > MANY;
    this.distance = new GraphDistance(layer, graph, layout);
    this.marking = new Marking(layer, this.distance.marks, graph, layout);
  }

  /** Draws what is seen, where it is not drawn already. */
  look({ x, y, scale }: View, { width, height }: Size): void {
    const seen = { x: -x / scale, y: -y / scale, width: width / scale, height: height / scale };
    const [wanted, needed] = [AROUND, LEAST].map((by) => grown(seen, seen.width * by, seen.height * by));
    const { distance, isLarge } = this;
    const isOther = distance.at(scale) || this.blocks !== distance.blocks;
    if (!isOther && (!isLarge || this.holds(needed, wanted))) return;
    const { blocks, far } = distance;
    [this.area, this.blocks] = [isLarge ? wanted : undefined, blocks];
    this.marking.show({ area: this.area, blocks, far, isPlain: isLarge && far?.blocks === "all" });
    distance.mark(this.marking);
  }

  private holds(needed: Box, wanted: Box): boolean {
    const { area } = this;
    return area !== undefined && isWithin(needed, area) && area.width < TOO_WIDE * wanted.width;
  }

  mark(
    nodes: ReadonlyMap<string, NodeMark> | undefined,
    edges: ReadonlyMap<string, EdgeMark> | undefined,
    selected: string | null,
  ): void {
    this.marking.mark(nodes, edges, selected);
    this.distance.mark(this.marking);
  }

  /** Marks what was searched for; undefined: nothing is. */
  hit(ids: ReadonlySet<string> | undefined): void {
    this.layer.classList.toggle("searching", ids !== undefined);
    this.marking.hit(ids);
  }
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
