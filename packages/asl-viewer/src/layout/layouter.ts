import { type Graph, type GraphEdge, type GraphNode, type Group, ROOT } from "../graph/index.js";
import type { Block, BlockEdge, PlacedBlock } from "./block.js";
import { withBundles } from "./bundles.js";
import { remembering } from "./cache.js";
import { containerOf } from "./container.js";
import { elkEngine, type WorkerMaker } from "./elk.js";
import type { Engine } from "./engine.js";
import type { Box, Direction, Point } from "./geometry.js";
import { withGutter } from "./gutter.js";
import { inPieces } from "./in-pieces.js";
import type { LabelBox, Layout, Layouter, LayoutOptions, NodeBox, Placements, Route } from "./layout.js";
import { type Face, faceOf, labelOf, SIZES } from "./sizes.js";

/** How a layouter works. */
export interface LayouterOptions {
  /**
   * Makes the worker in which elk runs, of `elk-worker.min.js`. Without it, where it gives none, or where the worker fails at
   * once, as one does that the page's policy does not allow, elk runs on the caller's thread. What a worker that fails later was
   * asked is rejected, and another made.
   */
  readonly worker?: WorkerMaker;
}

/**
 * Theory of operation. No edge leaves its group, so each group is laid out by itself, inner ones first: an inner group
 * gives its container its size, and for the group around it a container is a node like any other. What a group's layout
 * depends on (sizes and edges by number) is its key in the cache; after an edit only the groups whose key changed are laid
 * out again, which are the edited one and, where it changed its size, those around it. In the end positions are added
 * up from the outside.
 */
export function createLayouter({ worker }: LayouterOptions = {}): Layouter {
  const engine = remembering(withBundles(withGutter(inPieces(remembering(elkEngine(worker))))));
  return {
    layout: (graph, options = {}) => new Run(graph, engine, options).layout(),
    async placements(graph, options = {}) {
      const run = new Run(graph, engine, options);
      await run.layout();
      return run.found;
    },
    know: (placements) => engine.know(placements),
    close: () => engine.close(),
  };
}

/** Lays one graph out, on the caller's thread. */
export const layoutOf = (graph: Graph, options?: LayoutOptions): Promise<Layout> =>
  alone((layouter) => layouter.layout(graph, options));

/** Nodes. Pages of larger graphs lay those out themselves, and show how far they are: placements would make them large. */
const MOST_PLACED = 400;

/** Whether a page is given what its layouter needs to know of a graph. */
export const isPlaced = ({ nodes }: Graph): boolean => nodes.size <= MOST_PLACED;

/** What a layouter needs to know to lay a graph out at once; elk runs on the caller's thread. */
export const placementsOf = (graph: Graph, options?: LayoutOptions): Promise<Placements> =>
  alone((layouter) => layouter.placements(graph, options));

async function alone<T>(work: (layouter: Layouter) => Promise<T>): Promise<T> {
  const layouter = createLayouter();
  try {
    return await work(layouter);
  } finally {
    layouter.close();
  }
}

/** A node with its final size; `groups` are where its groups stand inside it. */
interface Sized extends Face {
  readonly title: number;
  readonly groups: readonly Box[];
}

/** The layout of one graph. */
class Run {
  /** What was placed so far. */
  readonly found: [Block, PlacedBlock][] = [];
  private readonly direction: Direction;
  private readonly sizes = new Map<string, Sized>();
  private readonly placed = new Map<string, PlacedBlock>();
  private readonly nodes = new Map<string, NodeBox>();
  private readonly edges = new Map<string, Route>();
  private readonly groups = new Map<string, Box>();

  constructor(
    private readonly graph: Graph,
    private readonly engine: Engine,
    private readonly options: LayoutOptions,
  ) {
    this.direction = options.direction === "right" ? "right" : "down";
  }

  async layout(): Promise<Layout> {
    const groups = [...this.graph.groups.values()].reverse();
    for (const [done, group] of groups.entries()) {
      this.options.signal?.throwIfAborted();
      const block = this.blockOf(group);
      const placed = await this.engine.place(block);
      this.found.push([block, placed]);
      this.placed.set(group.id, placed);
      this.options.onProgress?.(done + 1, groups.length);
    }
    this.options.signal?.throwIfAborted();
    this.settle();
    const { nodes, edges, groups: inner, direction } = this;
    const { width, height } = this.placed.get(ROOT) as PlacedBlock;
    const around = 2 * SIZES.margin;
    return { direction, width: width + around, height: height + around, nodes, edges, groups: inner };
  }

  private blockOf(group: Group): Block {
    const numbers = new Map(group.nodes.map((id, index) => [id, index]));
    const nodes = group.nodes.map((id) => {
      const node = this.graph.nodes.get(id) as GraphNode;
      const { width, height } = this.sizeOf(node);
      return node.kind === "End" ? { width, height, at: "end" as const } : { width, height };
    });
    const edges = group.edges.map((id) => blockEdge(this.graph.edges.get(id) as GraphEdge, numbers));
    return { direction: this.direction, nodes, edges };
  }

  private sizeOf(node: GraphNode): Sized {
    const inside = this.graph.inside.get(node.id)?.map((id) => this.placed.get(id) as PlacedBlock) ?? [];
    const size = inside.length === 0 ? plain(faceOf(node)) : containerOf(node, inside, this.direction);
    this.sizes.set(node.id, size);
    return size;
  }

  /** Adds positions up, outer groups first. */
  private settle(): void {
    for (const group of this.graph.groups.values()) {
      const at = group.id === ROOT ? { x: SIZES.margin, y: SIZES.margin } : (this.groups.get(group.id) as Box);
      this.settleGroup(group, at, this.placed.get(group.id) as PlacedBlock);
    }
  }

  private settleGroup(group: Group, at: Point, placed: PlacedBlock): void {
    group.nodes.forEach((id, index) => this.settleNode(id, moved(placed.nodes[index], at)));
    group.edges.forEach((id, index) => {
      const { points, label } = placed.edges[index];
      const line = this.onOutline(
        id,
        points.map((point) => moved(point, at)),
      );
      this.edges.set(id, label ? { points: line, label: this.labelBox(id, moved(label, at)) } : { points: line });
    });
  }

  /** The ends of an edge at a Choice's slanted sides moved inward, to where its outline is. */
  private onOutline(id: string, points: Point[]): Point[] {
    const edge = this.graph.edges.get(id) as GraphEdge;
    for (const [node, end] of [[edge.from, 0] as const, [edge.to, points.length - 1] as const])
      if (this.graph.nodes.get(node)?.kind === "Choice" && points.length > 0)
        points[end] = onHexagon(points[end], this.nodes.get(node) as NodeBox);
    return points;
  }

  private settleNode(id: string, at: Point): void {
    const { width, height, lines, detail, title, groups } = this.sizes.get(id) as Sized;
    this.nodes.set(id, { x: at.x, y: at.y, width, height, lines, detail, title });
    this.graph.inside.get(id)?.forEach((group, index) => {
      const box = groups[index];
      this.groups.set(group, { ...box, ...moved(box, at) });
    });
  }

  private labelBox(id: string, at: Point): LabelBox {
    const edge = this.graph.edges.get(id) as GraphEdge;
    const { lines, width, height } = labelOf(edge) as Omit<LabelBox, "x" | "y">;
    return { x: at.x, y: at.y, width, height, lines };
  }
}

const plain = ({ width, height, lines, detail }: Face): Sized => ({
  width,
  height,
  lines,
  detail,
  title: 0,
  groups: [],
});

function blockEdge(edge: GraphEdge, numbers: ReadonlyMap<string, number>): BlockEdge {
  const label = labelOf(edge);
  return {
    from: numbers.get(edge.from) as number,
    to: numbers.get(edge.to) as number,
    way: edge.back ? "back" : edge.kind === "catch" ? "error" : "on",
    main: edge.main,
    ...(label && { label: { width: label.width, height: label.height } }),
  };
}

function onHexagon({ x, y }: Point, box: NodeBox): Point {
  const half = box.height / 2;
  const inward = (SIZES.slant * Math.abs(y - box.y - half)) / half;
  if (Math.abs(x - box.x) < 0.5) return { x: x + inward, y };
  return Math.abs(x - box.x - box.width) < 0.5 ? { x: x - inward, y } : { x, y };
}

const moved = ({ x, y }: Point, by: Point): Point => ({ x: x + by.x, y: y + by.y });
