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
  /** One set after another. */
  private readonly sets: Uint32Array;
  /** Where the set of a state begins, by its index; -1 where it has none. Members of a component share one. */
  private readonly starts: Int32Array;
  private held = 0;
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
    this.sets = new Uint32Array(this.known ? this.words * model.states.length : 0);
    this.starts = new Int32Array(model.states.length).fill(-1);
    if (this.sets.length > 0) for (const block of model.blocks) this.block(block);
  }

  /** False only where no way through the machine assigns the variable before the state begins. */
  mayBeAssigned(name: string, state: State): boolean {
    if (!this.known) return true;
    const bit = this.bits.get(name);
    const start = this.starts[state.index];
    return bit === undefined || start < 0 || (this.sets[start + (bit >> 5)] & (1 << (bit & 31))) !== 0;
  }

  private block(block: Block): void {
    if (!isClosed(block)) return; // no sets: anything may be assigned
    const outer = block.parent === undefined || block.distributed ? -1 : this.starts[block.parent.index];
    for (const component of componentsOf(block)) this.component(component, block, outer);
  }

  /** Whatever one member sees or assigns, all members may see. */
  private component(component: Component, block: Block, outer: number): void {
    const start = this.held;
    this.held += this.words;
    for (const state of component) this.starts[state.index] = start;
    for (const state of component) {
      if (state === block.start) this.add(start, outer);
      for (const transition of state.predecessors) this.arrive(start, transition);
    }
  }

  private arrive(start: number, transition: Transition): void {
    this.add(start, this.starts[transition.from.index]);
    const assignments = this.assignments.get(transition.from);
    if (assignments === undefined) return;
    for (const assignment of assignments) {
      const bit = this.bits.get(assignment.name);
      if (bit !== undefined && mayApply(assignment, transition)) this.sets[start + (bit >> 5)] |= 1 << (bit & 31);
    }
  }

  private add(start: number, from: number): void {
    if (from < 0 || from === start) return;
    for (let word = 0; word < this.words; word++) this.sets[start + word] |= this.sets[from + word];
  }
}

/** True where the ways through a block and through all around it are known. */
function isClosed(block: Block): boolean {
  for (let around: Block | undefined = block; around !== undefined; around = around.parent?.block)
    if (!around.closed) return false;
  return true;
}
