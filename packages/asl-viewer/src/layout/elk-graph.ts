import type { ElkExtendedEdge, ElkNode, ElkPoint, ElkPort } from "elkjs/lib/elk-api.js";
import { type Block, type BlockEdge, layersOf, type PlacedBlock } from "./block.js";
import type { Point } from "./geometry.js";
import { LAYER_GAP } from "./join.js";

/**
 * How elk is told to draw. Edges that lead back are turned round before, so it never has to break a circle; ports say
 * where edges leave and arrive: onward below the middle, errors beside on one side, loops beside on the other, so that
 * what is special runs outside.
 */
const OPTIONS: Record<string, string> = {
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.separateConnectedComponents": "false",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.edgeNode": "18",
  "elk.spacing.edgeEdge": "12",
  "elk.spacing.edgeLabel": "4",
  "elk.layered.spacing.nodeNodeBetweenLayers": `${LAYER_GAP}`,
  "elk.layered.spacing.edgeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  "elk.layered.considerModelOrder.strategy": "PREFER_EDGES",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.layered.edgeLabels.centerLabelPlacementStrategy": "TAIL_LAYER",
};

/**
 * How long elk may think. Network simplex keeps straight what should be straight, and does not drift aside on long
 * chains; linear segments nearly so, in a fraction of the time; the simple placement only centres each layer.
 */
const EFFORTS = {
  full: { "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX", "elk.layered.thoroughness": "7" },
  less: { "elk.layered.nodePlacement.strategy": "LINEAR_SEGMENTS", "elk.layered.thoroughness": "2" },
  least: { "elk.layered.nodePlacement.strategy": "SIMPLE", "elk.layered.thoroughness": "1" },
} as const;

function effortFor(block: Block): keyof typeof EFFORTS {
  const size = sizeOf(block);
  return size > 2500 ? "least" : size > 350 ? "less" : "full";
}

/** About how many places elk has to find: nodes, and one for every layer that an edge passes. O(nodes + edges). */
export function sizeOf({ nodes, edges }: Pick<Block, "nodes" | "edges">): number {
  const layers = layersOf({ nodes, edges });
  return edges.reduce((sum, { from, to }) => sum + Math.max(0, Math.abs(layers[to] - layers[from]) - 1), nodes.length);
}

/** Sides of nodes, by the direction: where edges arrive, leave onward, leave for errors, lead back. */
const SIDES = {
  down: { in: "NORTH", on: "SOUTH", error: "EAST", back: "WEST", far: "EAST" },
  right: { in: "WEST", on: "EAST", error: "SOUTH", back: "NORTH", far: "SOUTH" },
} as const;
type Role = keyof typeof SIDES.down;

/**
 * Writes a block as elk reads it. Edges in `far` lead back on the side where errors leave. Edges leave onward in their own
 * order, or by `ranks`.
 */
export function toElk(block: Block, far: ReadonlySet<number>, ranks?: readonly number[]): ElkNode {
  const ports = new Ports(block, far, ranks);
  const edges = block.edges.map((edge, index) => toElkEdge(edge, index, ports));
  const children = block.nodes.map(({ width, height, at }, index) => ({
    id: `${index}`,
    width,
    height,
    ports: ports.of(index),
    layoutOptions: { "elk.portConstraints": "FIXED_POS", ...(at && { [LAYER]: LAYERS[at] }) },
  }));
  const direction = block.direction === "down" ? "DOWN" : "RIGHT";
  return {
    id: "block",
    layoutOptions: { ...OPTIONS, ...EFFORTS[effortFor(block)], "elk.direction": direction },
    children,
    edges,
  };
}

const LAYER = "elk.layered.layering.layerConstraint";
const LAYERS = { first: "FIRST_SEPARATE", last: "LAST_SEPARATE", end: "LAST" } as const;

function toElkEdge(edge: BlockEdge, index: number, ports: Ports): ElkExtendedEdge {
  const { from, to, way, main, label } = edge;
  const source = ports.leave(index);
  const target = ports.arrive(edge, index);
  const turned = way === "back" && from !== to;
  const weight = WEIGHTS[main ? "main" : way];
  return {
    id: `${index}`,
    sources: [turned ? target : source],
    targets: [turned ? source : target],
    labels: label && [{ id: `l${index}`, text: " ", ...label, layoutOptions: INLINE }],
    layoutOptions: { "elk.layered.priority.straightness": weight, "elk.layered.priority.shortness": weight },
  };
}

/** How much it matters that an edge is straight and short. */
const WEIGHTS = { main: "100", back: "10", on: "2", error: "1" } as const;

const INLINE = { "elk.edgeLabels.inline": "true" };

/** The places at nodes where edges begin and end. */
class Ports {
  private readonly ports: ElkPort[][];
  private readonly known = new Set<string>();
  private readonly leaving: string[] = [];

  constructor(
    private readonly block: Block,
    private readonly far: ReadonlySet<number>,
    ranks?: readonly number[],
  ) {
    this.ports = block.nodes.map(() => []);
    const byNode: Record<Role, number[]>[] = block.nodes.map(() => ({ in: [], on: [], error: [], back: [], far: [] }));
    block.edges.forEach((edge, index) => byNode[edge.from][this.roleOf(edge, index)].push(index));
    if (ranks !== undefined) for (const { on } of byNode) on.sort((a, b) => ranks[a] - ranks[b]);
    byNode.forEach((ways, node) => this.addLeaving(node, ways));
  }

  of(node: number): ElkPort[] {
    return this.ports[node];
  }

  leave(edge: number): string {
    return this.leaving[edge];
  }

  /** Edges share the place where they arrive: they run together where they lead to the same node. */
  arrive(edge: BlockEdge, index: number): string {
    const { from, to } = edge;
    const role = edge.way === "back" ? this.roleOf(edge, index) : "in";
    const id = from === to ? `${to}self${index}` : `${to}${role}`;
    if (!this.known.has(id)) this.add(to, id, role, role === "in" ? 0.5 : 0.2);
    return id;
  }

  private roleOf({ way }: BlockEdge, index: number): Role {
    return way === "back" && this.far.has(index) ? "far" : way;
  }

  private addLeaving(node: number, { on, error, back, far }: Record<Role, number[]>): void {
    const middle = on.findIndex((edge) => this.block.edges[edge].main);
    on.forEach((edge, at) => this.addEdge(node, edge, "on", onward(at, on.length, middle)));
    error.forEach((edge, at) => this.addEdge(node, edge, "error", 0.28 + (0.44 * (at + 1)) / (error.length + 1)));
    for (const role of ["back", "far"] as const)
      (role === "back" ? back : far).forEach((edge, at, { length }) =>
        this.addEdge(node, edge, role, 0.7 + (0.2 * (at + 1)) / (length + 1)),
      );
  }

  private addEdge(node: number, edge: number, role: Role, share: number): void {
    this.leaving[edge] = `${node}${role}${edge}`;
    this.add(node, this.leaving[edge], role, share);
  }

  private add(node: number, id: string, role: Role, share: number): void {
    const { width, height } = this.block.nodes[node];
    const side = SIDES[this.block.direction][role];
    const along = side === "NORTH" || side === "SOUTH" ? Math.round(width * share) : Math.round(height * share);
    const [x, y] = { NORTH: [along, 0], SOUTH: [along, height], WEST: [0, along], EAST: [width, along] }[side];
    this.known.add(id);
    this.ports[node].push({ id, x, y, width: 0, height: 0, layoutOptions: { "elk.port.side": side } });
  }
}

/** The share of the side at which an edge leaves: the happy path in the middle, others spread beside it, in order. */
function onward(at: number, count: number, middle: number): number {
  if (middle < 0) return (at + 1) / (count + 1);
  if (at === middle) return 0.5;
  const before = at < middle;
  const others = before ? middle : count - 1 - middle;
  const rank = before ? at + 1 : at - middle;
  const spread = (0.5 * rank) / (others + 1);
  return before ? spread : 0.5 + spread;
}

/** Reads what elk has placed. */
export function fromElk(placed: ElkNode, block: Block): PlacedBlock {
  const nodes = (placed.children ?? []).map(({ x = 0, y = 0 }) => ({ x, y }));
  const edges = (placed.edges ?? []).map((edge, index) => {
    const points = (edge.sections ?? []).flatMap((section) => [
      section.startPoint,
      ...(section.bendPoints ?? []),
      section.endPoint,
    ]);
    const { way, from, to } = block.edges[index];
    const forward = way === "back" && from !== to ? points.reverse() : points;
    const label = edge.labels?.[0];
    return { points: withoutStops(forward), ...(label && { label: { x: label.x ?? 0, y: label.y ?? 0 } }) };
  });
  return { width: placed.width ?? 0, height: placed.height ?? 0, nodes, edges };
}

/** Without points that lie on the line between their neighbours. */
function withoutStops(points: readonly ElkPoint[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [a, b] = [kept.at(-2), kept.at(-1)];
    if (b && same(b, point)) continue;
    if (a && b && ((same(a.x, b.x) && same(b.x, point.x)) || (same(a.y, b.y) && same(b.y, point.y)))) kept.pop();
    kept.push({ x: point.x, y: point.y });
  }
  return kept;
}

function same(a: number | Point, b: number | Point): boolean {
  if (typeof a === "number") return Math.abs(a - (b as number)) < 0.01;
  return same(a.x, (b as Point).x) && same(a.y, (b as Point).y);
}
