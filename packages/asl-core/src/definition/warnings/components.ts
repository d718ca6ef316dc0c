import type { Block, State } from "./model.js";

/** States that can all reach one another; most often one alone. */
export type Component = readonly State[];

/**
 * The strongly connected components of a block, a component before those it leads to. Computed once per block, linear in
 * states and transitions; without recursion. (Tarjan, Depth-first search and linear graph algorithms, 1972.)
 */
export function componentsOf(block: Block): readonly Component[] {
  return (block.components ??= searched(block));
}

function searched(block: Block): Component[] {
  const search = new Search();
  for (const state of block.states.values()) search.from(state);
  return search.components.reverse();
}

/** A state that can lead back to itself. */
export const isLoop = (component: Component): boolean =>
  component.length > 1 || component[0].transitions.some(({ to }) => to === component[0]);

interface Visit {
  readonly state: State;
  readonly order: number;
  /** Least order of an open state known to be reachable. */
  low: number;
  /** The next transition to look at. */
  next: number;
  open: boolean;
}

class Search {
  readonly components: State[][] = [];
  private readonly visits = new Map<State, Visit>();
  private readonly open: Visit[] = [];

  from(start: State): void {
    if (this.visits.has(start)) return;
    const way = [this.enter(start)];
    for (let visit = way.at(-1); visit !== undefined; visit = way.at(-1)) {
      const transition = visit.state.transitions[visit.next++];
      if (transition === undefined) this.leave(visit, way);
      else this.follow(visit, transition.to, way);
    }
  }

  private enter(state: State): Visit {
    const order = this.visits.size;
    const visit = { state, order, low: order, next: 0, open: true };
    this.visits.set(state, visit);
    this.open.push(visit);
    return visit;
  }

  private follow(visit: Visit, to: State, way: Visit[]): void {
    const known = this.visits.get(to);
    if (known === undefined) way.push(this.enter(to));
    else if (known.open) visit.low = Math.min(visit.low, known.order);
  }

  private leave(visit: Visit, way: Visit[]): void {
    way.pop();
    const before = way.at(-1);
    if (before !== undefined) before.low = Math.min(before.low, visit.low);
    if (visit.low < visit.order) return;
    if (this.open.at(-1) === visit) return this.alone(visit);
    const component: State[] = [];
    for (let member = this.open.pop(); member !== undefined; member = this.open.pop()) {
      member.open = false;
      component.push(member.state);
      if (member === visit) break;
    }
    this.components.push(component.reverse());
  }

  /** Most components are a state alone. */
  private alone(visit: Visit): void {
    this.open.pop();
    visit.open = false;
    this.components.push([visit.state]);
  }
}
