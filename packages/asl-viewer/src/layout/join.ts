import type { Block, PlacedBlock } from "./block.js";
import type { Point } from "./geometry.js";
import type { Piece } from "./pieces.js";

/** Space between two nodes of which one follows the other. */
export const LAYER_GAP = 30;

/** Two nodes and a plain edge between them need no engine: one stands in the middle before the other. */
export function placedPair({ direction, nodes, edges }: Block): PlacedBlock | undefined {
  if (nodes.length !== 2 || edges.length !== 1) return undefined;
  const [{ from, to, way, label }] = edges;
  if (way !== "on" || label !== undefined || from !== 0 || to !== 1) return undefined;
  const [a, b] = nodes;
  if (direction === "down") {
    const width = Math.max(a.width, b.width);
    const [y, x] = [a.height + LAYER_GAP, width / 2];
    const points = [
      { x, y: a.height },
      { x, y },
    ];
    return {
      width,
      height: y + b.height,
      nodes: [
        { x: x - a.width / 2, y: 0 },
        { x: x - b.width / 2, y },
      ],
      edges: [{ points }],
    };
  }
  const height = Math.max(a.height, b.height);
  const [x, y] = [a.width + LAYER_GAP, height / 2];
  const points = [
    { x: a.width, y },
    { x, y },
  ];
  return {
    width: x + b.width,
    height,
    nodes: [
      { x: 0, y: y - a.height / 2 },
      { x, y: y - b.height / 2 },
    ],
    edges: [{ points }],
  };
}

/** A single node needs none either. */
export const placedAlone = ({ nodes, edges }: Block): PlacedBlock | undefined =>
  nodes.length === 1 && edges.length === 0 ? { ...nodes[0], nodes: [{ x: 0, y: 0 }], edges: [] } : undefined;

/** Puts pieces together at the nodes they share. */
export function join(block: Block, pieces: readonly Piece[], placed: readonly PlacedBlock[]): PlacedBlock {
  const nodes: Point[] = new Array(block.nodes.length);
  const edges: PlacedBlock["edges"][number][] = new Array(block.edges.length);
  const bounds = { left: 0, top: 0, right: 0, bottom: 0 };
  pieces.forEach((piece, index) => {
    const one = placed[index];
    const by = offsetOf(piece, one, nodes);
    piece.nodes.forEach((node, inner) => (nodes[node] ??= moved(one.nodes[inner], by)));
    piece.edges.forEach((edge, inner) => {
      const { points, label } = one.edges[inner];
      edges[edge] = { points: points.map((point) => moved(point, by)), ...(label && { label: moved(label, by) }) };
    });
    bounds.left = Math.min(bounds.left, by.x);
    bounds.top = Math.min(bounds.top, by.y);
    bounds.right = Math.max(bounds.right, by.x + one.width);
    bounds.bottom = Math.max(bounds.bottom, by.y + one.height);
  });
  const back = { x: -bounds.left, y: -bounds.top };
  return {
    width: bounds.right - bounds.left,
    height: bounds.bottom - bounds.top,
    nodes: nodes.map((point) => moved(point, back)),
    edges: edges.map(({ points, label }) => ({
      points: points.map((point) => moved(point, back)),
      ...(label && { label: moved(label, back) }),
    })),
  };
}

/** Where a piece goes so that its first node stands where it stands already. */
function offsetOf({ nodes, block }: Piece, placed: PlacedBlock, known: readonly Point[]): Point {
  const first = block.nodes.findIndex(({ at }) => at === "first");
  if (first < 0) return { x: 0, y: 0 };
  const [here, there] = [placed.nodes[first], known[nodes[first]]];
  return { x: there.x - here.x, y: there.y - here.y };
}

const moved = ({ x, y }: Point, by: Point): Point => ({ x: x + by.x, y: y + by.y });
