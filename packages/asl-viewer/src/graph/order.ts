/** Where edges lead, by the numbers of nodes, in the order of definition. */
export type Successors = readonly (readonly number[])[];

/** An order in which all edges but those that lead back go forward. */
export interface Order {
  /** Nodes, each before those it leads to, siblings in the order of definition; then those nothing leads to. */
  readonly sequence: readonly number[];
  /** Rank of each node in the sequence. */
  readonly rank: readonly number[];
  /** Nodes that some way leads to from the start. */
  readonly reached: ReadonlySet<number>;
}

/**
 * Orders nodes by a search from `start` that follows edges in their order. An edge leads back where its target ranks no
 * higher than its source. O(nodes + edges), without recursion.
 */
export function orderFrom(start: number, successors: Successors): Order {
  const done: number[] = [];
  const seen = new Set<number>();
  if (start >= 0) search(start, successors, seen, done);
  const reached = new Set(seen);
  const main = done.reverse();
  const rest: number[] = [];
  for (let node = 0; node < successors.length; node++) {
    const found: number[] = [];
    if (!seen.has(node)) search(node, successors, seen, found);
    rest.push(...found.reverse());
  }
  const sequence = [...main, ...rest];
  const rank = new Array<number>(successors.length);
  sequence.forEach((node, index) => (rank[node] = index));
  return { sequence, rank, reached };
}

/** Appends nodes to `done` when all behind them are there; later siblings are searched first, so they end up behind. */
function search(start: number, successors: Successors, seen: Set<number>, done: number[]): void {
  const path: { node: number; left: number }[] = [];
  const enter = (node: number) => {
    seen.add(node);
    path.push({ node, left: successors[node].length });
  };
  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    if (top.left === 0) {
      done.push(top.node);
      path.pop();
      continue;
    }
    const next = successors[top.node][--top.left];
    if (!seen.has(next)) enter(next);
  }
}
