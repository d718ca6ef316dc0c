import type { Block, PlacedBlock } from "./block.js";
import type { Point } from "./geometry.js";

/** A straight piece of an edge, `low` to `high` along its line. */
interface Piece {
  readonly edge: number;
  readonly level: boolean;
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** In pixels of length: what a corner and a crossing cost a reader; crossing the happy path costs twice. */
const CORNER = 40;
const CROSSING = 150;

/**
 * How much there is for a reader's eye to follow: the length of all edges, their corners and crossings. For choosing
 * between two layouts of one block. Quadratic in the number of pieces.
 */
export function untidiness(block: Block, { edges }: PlacedBlock): number {
  const pieces = edges.flatMap(({ points }, edge) => piecesOf(points, edge));
  let sum = 0;
  for (const { low, high } of pieces) sum += high - low;
  for (const { points } of edges) sum += CORNER * Math.max(0, points.length - 2);
  const upright = pieces.filter(({ level }) => !level);
  for (const across of pieces)
    if (across.level) for (const along of upright) if (cross(across, along)) sum += costOf(block, across, along);
  return sum;
}

/** The edges that cross another. Quadratic in the number of pieces. */
export function crossingEdges({ edges }: PlacedBlock): Set<number> {
  const pieces = edges.flatMap(({ points }, edge) => piecesOf(points, edge));
  const upright = pieces.filter(({ level }) => !level);
  const found = new Set<number>();
  for (const across of pieces)
    if (across.level) for (const along of upright) if (cross(across, along)) found.add(across.edge).add(along.edge);
  return found;
}

function piecesOf(points: readonly Point[], edge: number): Piece[] {
  return points.slice(1).map((point, index) => {
    const before = points[index];
    const level = Math.abs(point.y - before.y) < Math.abs(point.x - before.x);
    const [a, b] = level ? [before.x, point.x] : [before.y, point.y];
    return { edge, level, at: level ? point.y : point.x, low: Math.min(a, b), high: Math.max(a, b) };
  });
}

/** Touching at an end is no crossing: edges to one node run together. */
const cross = (across: Piece, along: Piece): boolean =>
  across.edge !== along.edge &&
  along.at > across.low + 1 &&
  along.at < across.high - 1 &&
  across.at > along.low + 1 &&
  across.at < along.high - 1;

const costOf = (block: Block, a: Piece, b: Piece): number =>
  block.edges[a.edge].main || block.edges[b.edge].main ? 2 * CROSSING : CROSSING;
