import { carried, type Documents, documentsOf } from "./documents.js";
import type { Block, Model, State, Transition } from "./model.js";
import { ANY, type Shape } from "./shape.js";
import { merge } from "./shape-merge.js";

/**
 * How often a state is followed before nothing is said of its input: first where loops begin, since one that adds to its
 * document does not end, so that the rest of the loop gets something settled.
 */
const MAX_VISITS = { head: 3, other: 9 };
/** How often the states of a block are gone through; blocks with more entangled loops stay unknown. */
const MAX_SWEEPS = 24;

/** What is known of a state while documents are followed. */
interface Known {
  input: Shape;
  documents: Documents | undefined;
  /** How often it was followed. */
  visits: number;
  /** Whether its input changed since. */
  dirty: boolean;
}

/** What is known of every document of a definition. */
export class DataFlow {
  /** By the states' indexes, as the next one. */
  private readonly known: (Known | undefined)[];
  /** Where each state stands among those of its block, once these are in order; 0 for where none is. */
  private readonly places: Int32Array;
  /** By the blocks' indexes, as the next one. */
  private readonly outputs: (Shape | undefined)[] = [];
  private readonly orders: (readonly State[] | undefined)[] = [];
  private lost = false;

  /**
   * Follows the documents from the execution's input, of which nothing is known, until nothing changes. A state's input
   * is what all ways to it have in common. Each state is looked at a bounded number of times, whatever the nesting:
   * linear in states and transitions, each with the members of its document.
   */
  constructor(model: Model) {
    this.known = new Array(model.states.length);
    this.places = new Int32Array(model.states.length);
    if (model.blocks.length > 0) this.run(model.blocks[0], ANY);
  }

  /** The documents of a state; undefined where it is not reached, or too entangled to tell. */
  documents(state: State): Documents | undefined {
    return this.lost ? undefined : this.known[state.index]?.documents;
  }

  private readonly run = (block: Block, input: Shape): Shape => {
    if (!block.closed || block.start === undefined) return ANY;
    this.receive(block.start, input);
    const order = this.orderOf(block);
    let sweeps = 0;
    for (let again = true; again && !this.lost; ) {
      this.lost ||= ++sweeps > MAX_SWEEPS;
      again = false;
      for (const state of order) again = this.follow(state) || again;
    }
    return this.outputs[block.index] ?? ANY;
  };

  /** True where another state got a wider input. */
  private follow(state: State): boolean {
    const known = this.known[state.index];
    if (known === undefined || !known.dirty) return false;
    known.dirty = false;
    if (++known.visits > MAX_VISITS.head && known.visits > this.mostVisits(state)) known.input = ANY;
    const documents = documentsOf(state, known.input, this.run);
    known.documents = documents;
    if (state.ends && state.type !== "Fail") this.end(state.block, documents.exit);
    let changed = false;
    for (const transition of state.transitions)
      changed = this.receive(transition.to, carried(transition, documents)) || changed;
    return changed;
  }

  /** A loop begins at a state that one behind it leads back to. */
  private mostVisits({ index, predecessors }: State): number {
    const isBefore = ({ from }: Transition): boolean =>
      this.places[from.index] > 0 && this.places[from.index] < this.places[index];
    return predecessors.every(isBefore) ? MAX_VISITS.other : MAX_VISITS.head;
  }

  private end({ index }: Block, output: Shape): void {
    const before = this.outputs[index];
    this.outputs[index] = before === undefined ? output : merge(before, output);
  }

  private receive(state: State, shape: Shape): boolean {
    const known = this.known[state.index];
    if (known === undefined) {
      this.known[state.index] = { input: shape, documents: undefined, visits: 0, dirty: true };
      return true;
    }
    const merged = merge(known.input, shape);
    if (merged === known.input) return false;
    known.input = merged;
    known.dirty = true;
    return true;
  }

  private orderOf(block: Block): readonly State[] {
    let order = this.orders[block.index];
    if (order !== undefined) return order;
    this.orders[block.index] = order = inOrder(block);
    for (let at = 0; at < order.length; at++) this.places[order[at].index] = at + 1;
    return order;
  }
}

/** The states of a block, each before those it leads to, loops apart. Linear. */
function inOrder(block: Block): State[] {
  const finished: State[] = [];
  const seen = new Set<State>();
  const pending: { state: State; next: number }[] = [];
  const enter = (state: State): void => {
    if (seen.has(state)) return;
    seen.add(state);
    pending.push({ state, next: 0 });
  };
  if (block.start !== undefined) enter(block.start);
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    const transition = top.state.transitions[top.next++];
    if (transition !== undefined) enter(transition.to);
    else {
      finished.push(top.state);
      pending.pop();
    }
  }
  return finished.reverse();
}
