import type { Order } from "./order.js";

/** An edge as the happy path sees it. */
export interface Step {
  readonly from: number;
  readonly to: number;
  /** What taking it costs: infinitely much where it is never taken, a little where others go before it. */
  readonly cost: number;
}

/**
 * The edges of the longest way from `start`, by their numbers: what people would call the happy path. `value` is what it
 * is worth to end in a node. Edges that lead back count as none. O(nodes + edges).
 */
export function happyPath(
  start: number,
  steps: readonly Step[],
  order: Order,
  value: (node: number) => number,
): Set<number> {
  const best = bestSteps(steps, order, value);
  const path = new Set<number>();
  let node = start;
  while (node >= 0) {
    const step = best[node];
    if (step === undefined) break;
    path.add(step);
    node = steps[step].to;
  }
  return path;
}

/** The best edge out of each node, where one is better than to end there. */
function bestSteps(steps: readonly Step[], { sequence, rank }: Order, value: (node: number) => number) {
  const leaving: number[][] = sequence.map(() => []);
  steps.forEach((step, index) => leaving[step.from].push(index));
  const worth = new Array<number>(sequence.length).fill(0);
  const best = new Array<number | undefined>(sequence.length).fill(undefined);
  for (let at = sequence.length - 1; at >= 0; at--) {
    const node = sequence[at];
    let most = Number.NEGATIVE_INFINITY;
    for (const index of leaving[node]) {
      const { to, cost } = steps[index];
      const gain = 1 + worth[to] - cost;
      if (rank[to] <= rank[node] || gain <= most) continue;
      most = gain;
      best[node] = index;
    }
    worth[node] = most === Number.NEGATIVE_INFINITY ? value(node) : most;
  }
  return best;
}
