import { type Block, type BlockEdge, type BlockNode, layersOf } from "./block.js";

/** Part of a block between two states through which every way leads: `first` and `last`, shared with its neighbours. */
export interface Piece {
  readonly block: Block;
  /** Numbers in the whole block. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/**
 * Cuts a block wherever one state of the happy path is all that connects what is before it with what is behind. Pieces
 * can be laid out each by itself and joined at those states, so that long machines cost little more than their longest
 * piece, and an edit only its own. In their order; a block without such states is one piece. O(nodes + edges).
 */
export function piecesOf(block: Block): Piece[] {
  const path = happyPathOf(block);
  if (path.length < 3) return [whole(block)];
  const spans = new Spans(block, path);
  const cuts = spans.cuts();
  if (cuts.length === 0) return [whole(block)];
  return spans.split(cuts);
}

const whole = (block: Block): Piece => ({ block, nodes: [...block.nodes.keys()], edges: [...block.edges.keys()] });

/** Its nodes, in order. */
function happyPathOf({ nodes, edges }: Block): number[] {
  const next = new Map<number, number>();
  const reached = new Set<number>();
  for (const { from, to, main } of edges)
    if (main) {
      next.set(from, to);
      reached.add(to);
    }
  const path: number[] = [];
  let node = [...next.keys()].find((from) => !reached.has(from));
  for (; node !== undefined && path.length < nodes.length; node = next.get(node)) path.push(node);
  return path;
}

/** What hangs together without the happy path, and from where to where on it. */
interface Side {
  low: number;
  high: number;
  /** The last layer it reaches. */
  layer: number;
  /** Some edge leads there from the happy path. */
  entered: boolean;
}

class Spans {
  /** Places on the path by node; undefined for others. */
  private readonly places: (number | undefined)[];
  private readonly sides: Side[] = [];
  private readonly sideOf: number[];
  private readonly layers: readonly number[];

  constructor(
    private readonly block: Block,
    private readonly path: readonly number[],
  ) {
    this.places = new Array(block.nodes.length).fill(undefined);
    path.forEach((node, place) => (this.places[node] = place));
    this.sideOf = this.components();
    for (const { from, to } of block.edges) this.attach(from, to);
    this.layers = layersOf(block);
    this.sideOf.forEach((side, node) => {
      if (side >= 0) this.sides[side].layer = Math.max(this.sides[side].layer, this.layers[node]);
    });
  }

  /** The last place on the path that is no further than a layer: what hangs on the path runs beside it so far. */
  private placeAt(layer: number): number {
    let [low, high] = [0, this.path.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.layers[this.path[middle]] <= layer) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Numbers the parts that are left of the block without its path. */
  private components(): number[] {
    const { nodes, edges } = this.block;
    const parent = [...nodes.keys()];
    const rootOf = (node: number): number => {
      let root = node;
      while (parent[root] !== root) root = parent[root] = parent[parent[root]];
      return root;
    };
    for (const { from, to } of edges)
      if (this.places[from] === undefined && this.places[to] === undefined) parent[rootOf(from)] = rootOf(to);
    const numbers = new Map<number, number>();
    return nodes.map((_, node) => {
      if (this.places[node] !== undefined) return -1;
      const root = rootOf(node);
      if (!numbers.has(root))
        numbers.set(root, this.sides.push({ low: Infinity, high: -Infinity, layer: 0, entered: false }) - 1);
      return numbers.get(root) as number;
    });
  }

  private attach(from: number, to: number): void {
    const [a, b] = [this.places[from], this.places[to]];
    if ((a === undefined) === (b === undefined)) return;
    const side = this.sides[this.sideOf[a === undefined ? from : to]];
    const place = (a ?? b) as number;
    side.low = Math.min(side.low, place);
    side.high = Math.max(side.high, place);
    if (a !== undefined) side.entered = true;
  }

  /** Places on the path that nothing leads past. */
  cuts(): number[] {
    const over = new Array<number>(this.path.length + 1).fill(0);
    const cover = (low: number, high: number) => {
      if (high - low < 2) return;
      over[low + 1]++;
      over[high]--;
    };
    for (const { low, high, layer } of this.sides) cover(low, Math.max(high, this.placeAt(layer) + 1));
    const crowded = this.crowded();
    for (const { from, to } of this.block.edges) {
      const [a, b] = [this.places[from], this.places[to]];
      if (a !== undefined && b !== undefined) cover(Math.min(a, b), Math.max(a, b));
    }
    let depth = 0;
    const cuts: number[] = [];
    for (let place = 1; place < this.path.length - 1; place++) {
      depth += over[place];
      if (depth === 0 && !crowded.has(this.path[place])) cuts.push(place);
    }
    return cuts;
  }

  /** Nodes that edges of both pieces would reach from the side. */
  private crowded(): Set<number> {
    const [up, down] = [new Set<number>(), new Set<number>()];
    for (const { from, to, way } of this.block.edges) {
      if (way === "back") up.add(from);
      if (way === "back") down.add(to);
      if (way === "error") down.add(from);
    }
    return new Set([...up].filter((node) => down.has(node)));
  }

  split(cuts: readonly number[]): Piece[] {
    const bounds = [0, ...cuts, this.path.length - 1];
    const pieceAt = new Array<number>(this.path.length);
    for (let piece = 0; piece + 1 < bounds.length; piece++)
      for (let place = bounds[piece]; place < bounds[piece + 1]; place++) pieceAt[place] = piece;
    const last = bounds.length - 2;
    pieceAt[this.path.length - 1] = last;
    const pieceOfSide = this.sides.map(({ low, high, entered }) => {
      if (low === Infinity) return 0;
      const below = pieceAt[low];
      return low === high && !entered && low === bounds[below] ? Math.max(0, below - 1) : below;
    });
    const drafts = Array.from({ length: last + 1 }, (): Draft => ({ nodes: [], edges: [] }));
    this.block.nodes.forEach((_, node) => {
      const place = this.places[node];
      const piece = place === undefined ? pieceOfSide[this.sideOf[node]] : pieceAt[place];
      drafts[piece].nodes.push(node);
      if (place !== undefined && piece > 0 && place === bounds[piece]) drafts[piece - 1].nodes.push(node);
    });
    this.block.edges.forEach(({ from, to }, edge) => {
      const [a, b] = [this.places[from], this.places[to]];
      const side = a === undefined ? this.sideOf[from] : b === undefined ? this.sideOf[to] : -1;
      drafts[side >= 0 ? pieceOfSide[side] : pieceAt[Math.min(a as number, b as number)]].edges.push(edge);
    });
    return drafts.map((draft, piece) =>
      this.piece(
        draft,
        piece === 0 ? -1 : this.path[bounds[piece]],
        piece === last ? -1 : this.path[bounds[piece + 1]],
      ),
    );
  }

  private piece({ nodes, edges }: Draft, first: number, last: number): Piece {
    const numbers = new Map(nodes.map((node, index) => [node, index]));
    const inner = (node: number): number => numbers.get(node) as number;
    const block: Block = {
      direction: this.block.direction,
      nodes: nodes.map((node): BlockNode => {
        const { width, height, at } = this.block.nodes[node];
        return { width, height, at: node === first ? "first" : node === last ? "last" : at };
      }),
      edges: edges.map((edge): BlockEdge => {
        const whole = this.block.edges[edge];
        return { ...whole, from: inner(whole.from), to: inner(whole.to) };
      }),
    };
    return { block, nodes, edges };
  }
}

interface Draft {
  readonly nodes: number[];
  readonly edges: number[];
}
