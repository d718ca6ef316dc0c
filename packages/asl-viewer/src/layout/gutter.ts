import type { Block, BlockEdge, PlacedBlock } from "./block.js";
import { sizeOf } from "./elk-graph.js";
import type { Engine } from "./engine.js";
import type { Box, Point } from "./geometry.js";
import { untidiness } from "./untidiness.js";

/** Where the errors of so many states lead to one, they get a lane of their own. */
const ENOUGH = 3;
/** Blocks up to this size are laid out without the lanes, too: the tidier one is taken. */
const FEW = 120;
/** Distances: from nodes to lines in the space between layers, from the picture to the first lane, between lanes. */
const BESIDE = 8;
const FIRST_LANE = 16;
const LANE = 10;
const STUB = 10;

/**
 * An engine that leads errors which many states hand to one other along a common lane outside of everything else. Layered
 * layout is slow where many long edges run side by side, and a reader would see a comb of lines; one of them, from the
 * last of these states, stays with `engine` so that the handler stands behind all of them.
 */
export function withGutter(engine: Engine): Engine {
  return {
    async place(block) {
      const led = sharedErrors(block);
      if (led.size === 0) return engine.place(block);
      const kept = [...block.edges.keys()].filter((index) => !led.has(index));
      const placed = await engine.place({ ...block, edges: kept.map((index) => block.edges[index]) });
      const found = new Gutter(block, placed, kept).lead([...led]);
      if (sizeOf(block) > FEW) return found;
      const without = await engine.place(block);
      return untidiness(block, without) < untidiness(block, found) ? without : found;
    },
    close: () => engine.close(),
  };
}

/** Errors with a common target, but for those of the last state that hands one to it. */
function sharedErrors({ edges }: Block): Set<number> {
  const errors = [...edges.keys()].filter(
    (index) => edges[index].way === "error" && edges[index].from !== edges[index].to,
  );
  const shared = [...grouped(errors, edges, "to").values()].filter(
    (found) => new Set(found.map((index) => edges[index].from)).size >= ENOUGH,
  );
  return new Set(shared.flatMap((found) => withoutLast(found, edges)));
}

/** But for those of the last state among them. */
function withoutLast(found: readonly number[], edges: readonly BlockEdge[]): number[] {
  const last = Math.max(...found.map((index) => edges[index].from));
  return found.filter((index) => edges[index].from !== last);
}

/** Everything across and along: for machines that run to the right, sides are exchanged. */
const turnedBox = (box: Box): Box => ({ x: box.y, y: box.x, width: box.height, height: box.width });
const turnedPoint = ({ x, y }: Point): Point => ({ x: y, y: x });

interface Route {
  points: Point[];
  label?: Point;
}

/** How an edge begins, and how far its label reaches. */
interface Start extends Route {
  readonly y: number;
  readonly labelEnd: number;
}

class Gutter {
  private readonly boxes: Box[];
  private readonly labels: Box[];
  private readonly lines: Point[][];
  private readonly bands: { readonly top: number; readonly bottom: number }[];
  private readonly turned: boolean;
  private lanes = 0;

  constructor(
    private readonly block: Block,
    private readonly placed: PlacedBlock,
    private readonly kept: readonly number[],
  ) {
    this.turned = block.direction === "right";
    this.boxes = block.nodes.map(({ width, height }, node) => this.turn({ ...placed.nodes[node], width, height }));
    this.lines = placed.edges.map(({ points }) => points.map((point) => this.turnPoint(point)));
    this.labels = placed.edges.flatMap(({ label }, index) => {
      const size = block.edges[kept[index]].label;
      return label === undefined || size === undefined ? [] : [this.turn({ ...label, ...size })];
    });
    this.bands = bandsOf([...this.boxes, ...this.labels]);
  }

  private turn = (box: Box): Box => (this.turned ? turnedBox(box) : box);
  private turnPoint = (point: Point): Point => (this.turned ? turnedPoint(point) : point);

  /** All edges in their order again; the whole grown by the lanes. */
  lead(led: readonly number[]): PlacedBlock {
    const edges: Route[] = new Array(this.block.edges.length);
    this.kept.forEach(
      (index, at) => (edges[index] = { ...this.placed.edges[at], points: [...this.placed.edges[at].points] }),
    );
    for (const [target, indexes] of grouped(led, this.block.edges, "to")) this.leadTo(target, indexes, edges);
    let { width, height } = this.placed;
    for (const index of led)
      for (const point of [...edges[index].points, ...this.labelEnd(edges[index], this.block.edges[index])]) {
        width = Math.max(width, point.x + 1);
        height = Math.max(height, point.y + 1);
      }
    return { width, height, nodes: this.placed.nodes, edges };
  }

  private labelEnd({ label }: Route, edge: BlockEdge): Point[] {
    return label && edge.label ? [{ x: label.x + edge.label.width, y: label.y + edge.label.height }] : [];
  }

  private leadTo(target: number, indexes: readonly number[], edges: Route[]): void {
    const lane = this.lanes++;
    const handler = this.boxes[target];
    const middle = handler.x + handler.width / 2;
    const above = this.bandOf(handler).top - BESIDE - (lane % 3) * 2;
    const starts = new Map(this.bySource(indexes).map((group) => [group[0], this.startOf(group, lane)]));
    const heights = [above, ...[...starts.values()].map(({ y }) => y)];
    const ends = [...starts.values()].map(({ labelEnd }) => labelEnd);
    const x = Math.max(this.rightBetween(Math.min(...heights), Math.max(...heights)), ...ends) + FIRST_LANE;
    for (const group of this.bySource(indexes)) {
      const { points, y, label } = starts.get(group[0]) as Start;
      const line = [...points, { x, y }, { x, y: above }, { x: middle, y: above }, { x: middle, y: handler.y }];
      this.lines.push(line);
      for (const index of group)
        edges[index] = { points: line.map(this.turnPoint), ...(label && { label: this.turnPoint(label) }) };
    }
  }

  /** Errors of one state run together from its side on. */
  private bySource(indexes: readonly number[]): number[][] {
    return [...grouped(indexes, this.block.edges, "from").values()];
  }

  /** From the side of a node out of it, and round what stands beside it. */
  private startOf([index, ...others]: readonly number[], lane: number): Start {
    const edge = this.block.edges[index];
    const box = this.boxes[edge.from];
    const y = box.y + Math.round(box.height * this.shareOf(index));
    const right = box.x + box.width;
    const size = others.length > 0 ? undefined : edge.label && this.turn({ x: 0, y: 0, ...edge.label });
    const reach = size === undefined ? 6 : size.height / 2 + 2;
    if (this.isFree(edge.from, right, y, reach)) {
      const label = size && { x: right + STUB, y: y - size.height / 2 };
      if (size && label) this.labels.push({ ...size, ...label });
      return { points: [{ x: right, y }], y, label, labelEnd: label ? label.x + size.width - FIRST_LANE / 2 : 0 };
    }
    const x = right + STUB;
    const below = this.bandOf(box).bottom + BESIDE + (lane % 3) * 2;
    return {
      points: [
        { x: right, y },
        { x, y },
        { x, y: below },
      ],
      y: below,
      labelEnd: 0,
    };
  }

  /** Where on the side it leaves: in the middle where nothing else does. */
  private shareOf(index: number): number {
    const { from } = this.block.edges[index];
    const errors = [...this.block.edges.keys()].filter(
      (other) => this.block.edges[other].from === from && this.block.edges[other].way === "error",
    );
    if (errors.length === 1) return 0.5;
    return 0.28 + (0.44 * (errors.indexOf(index) + 1)) / (errors.length + 1) + 0.04;
  }

  private isFree(node: number, right: number, y: number, reach: number): boolean {
    const inWay = (box: Box) => box.x + box.width > right && box.y < y + reach && box.y + box.height > y - reach;
    if (this.boxes.some((box, other) => other !== node && inWay(box)) || this.labels.some(inWay)) return false;
    return !this.lines.some((points) =>
      points.some((point, at) => {
        const before = points[at - 1];
        return before && before.y === point.y && Math.abs(point.y - y) < 5 && Math.max(before.x, point.x) > right;
      }),
    );
  }

  private bandOf({ y, height }: Box): { top: number; bottom: number } {
    const middle = y + height / 2;
    return this.bands.find(({ top, bottom }) => top <= middle && middle <= bottom) ?? { top: y, bottom: y + height };
  }

  /** The rightmost thing between two heights. */
  private rightBetween(top: number, bottom: number): number {
    let right = 0;
    for (const { x, y, width, height } of [...this.boxes, ...this.labels])
      if (y < bottom + BESIDE && y + height > top - BESIDE) right = Math.max(right, x + width);
    for (const points of this.lines)
      points.forEach((point, at) => {
        const before = points[at - 1] ?? point;
        if (Math.min(before.y, point.y) <= bottom + BESIDE && Math.max(before.y, point.y) >= top - BESIDE)
          right = Math.max(right, before.x + LANE - FIRST_LANE + 4, point.x + LANE - FIRST_LANE + 4);
      });
    return right;
  }
}

/** Heights that boxes cover, without the gaps between them. */
function bandsOf(boxes: readonly Box[]): { top: number; bottom: number }[] {
  const bands: { top: number; bottom: number }[] = [];
  for (const { y, height } of [...boxes].sort((a, b) => a.y - b.y)) {
    const last = bands.at(-1);
    if (last !== undefined && y < last.bottom) last.bottom = Math.max(last.bottom, y + height);
    else bands.push({ top: y, bottom: y + height });
  }
  return bands;
}

/** Edges by one of their ends. */
function grouped(indexes: readonly number[], edges: readonly BlockEdge[], end: "from" | "to"): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const index of indexes) {
    const node = edges[index][end];
    const group = groups.get(node);
    if (group === undefined) groups.set(node, [index]);
    else group.push(index);
  }
  return groups;
}
