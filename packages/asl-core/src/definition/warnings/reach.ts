import { type Assignment, mayApply } from "./assignments.js";
import { type Component, componentsOf } from "./components.js";
import type { Block, Model, State, Transition } from "./model.js";

/** Sets of variables, held as bits, for at most this many 32-bit words altogether: 64 MiB. Above it nothing is known. */
const MOST_WORDS = 16_000_000;

/**
 * Which variables may have been assigned when a state begins: by a state before it in its block, or before the Parallel
 * or Map around it. O((states + transitions) × names / 32).
 */
export class Reach {
  private readonly bits = new Map<string, number>();
  private readonly words: number;
  private readonly sets = new Map<State, Uint32Array>();
  private readonly known: boolean;

  /** Follows the given names only. */
  constructor(
    model: Model,
    names: Iterable<string>,
    private readonly assignments: ReadonlyMap<State, readonly Assignment[]>,
  ) {
    for (const name of names) this.bits.set(name, this.bits.size);
    this.words = (this.bits.size + 31) >> 5;
    this.known = this.words * model.states.length <= MOST_WORDS;
    if (this.known && this.words > 0) for (const block of model.blocks) this.block(block);
  }

  /** False only where no way through the machine assigns the variable before the state begins. */
  mayBeAssigned(name: string, state: State): boolean {
    if (!this.known) return true;
    const bit = this.bits.get(name);
    const set = this.sets.get(state);
    return bit === undefined || set === undefined || (set[bit >> 5] & (1 << (bit & 31))) !== 0;
  }

  private block(block: Block): void {
    if (!isClosed(block)) return; // no sets: anything may be assigned
    const outer = block.parent === undefined || block.distributed ? undefined : this.sets.get(block.parent);
    for (const component of componentsOf(block)) this.component(component, block, outer);
  }

  /** Whatever one member sees or assigns, all members may see. */
  private component(component: Component, block: Block, outer: Uint32Array | undefined): void {
    const set = new Uint32Array(this.words);
    for (const state of component) this.sets.set(state, set);
    for (const state of component) {
      if (state === block.start && outer !== undefined) add(set, outer);
      for (const transition of state.predecessors) this.arrive(set, transition);
    }
  }

  private arrive(set: Uint32Array, transition: Transition): void {
    const before = this.sets.get(transition.from);
    if (before !== undefined && before !== set) add(set, before);
    for (const assignment of this.assignments.get(transition.from) ?? []) {
      const bit = this.bits.get(assignment.name);
      if (bit !== undefined && mayApply(assignment, transition)) set[bit >> 5] |= 1 << (bit & 31);
    }
  }
}

/** True where the ways through a block and through all around it are known. */
function isClosed(block: Block): boolean {
  for (let around: Block | undefined = block; around !== undefined; around = around.parent?.block)
    if (!around.closed) return false;
  return true;
}

function add(set: Uint32Array, more: Uint32Array): void {
  for (let word = 0; word < set.length; word++) set[word] |= more[word];
}
