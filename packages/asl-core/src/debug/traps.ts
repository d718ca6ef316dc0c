import type { Machine } from "../machine/machine.js";
import type { Breakpoint, BreakpointSpec } from "./breakpoint.js";
import type { Program } from "./program.js";
import { Trap } from "./trap.js";

/** `armed` bits: the state may be a stop when it is entered; its steps must be looked into. */
export const ENTRY = 1;
export const INSIDE = 2;

/** The breakpoints of a session. */
export class Traps {
  private list: Trap[] = [];
  private last = 0;
  private table: Uint8Array | undefined = undefined;

  constructor(private program: Program) {}

  /** Replaces all of them. */
  set(specs: readonly BreakpointSpec[]): Breakpoint[] {
    this.list = [];
    return specs.map((spec) => this.add(spec));
  }

  add(spec: BreakpointSpec): Breakpoint {
    const trap = new Trap(++this.last, { ...spec }, this.program);
    this.list.push(trap);
    this.table = undefined;
    return trap.breakpoint(this.program.machine);
  }

  /** False where there is no such breakpoint. */
  remove(id: number): boolean {
    const before = this.list.length;
    this.list = this.list.filter((trap) => trap.id !== id);
    this.table = undefined;
    return this.list.length < before;
  }

  all(): Breakpoint[] {
    return this.list.map((trap) => trap.breakpoint(this.program.machine));
  }

  /** The same breakpoints for an edited program; hits are kept. */
  reload(program: Program): void {
    this.program = program;
    this.list = this.list.map((old) => Object.assign(new Trap(old.id, old.spec, program), { hits: old.hits }));
    this.table = undefined;
  }

  /** For a fork: the same ones, counted apart. */
  copy(): Traps {
    const copy = new Traps(this.program);
    copy.last = this.last;
    copy.list = this.list.map((old) => Object.assign(new Trap(old.id, old.spec, this.program), { hits: old.hits }));
    return copy;
  }

  /** Those of some kinds that are on. */
  of(...kinds: Trap["kind"][]): Trap[] {
    return this.list.filter((trap) => trap.isOn && kinds.includes(trap.kind));
  }

  /** By node index, ENTRY and INSIDE; all 0 where nothing is armed. Made once after each change. */
  armed({ nodes }: Machine): Uint8Array {
    if (this.table?.length === nodes.length) return this.table;
    this.table = new Uint8Array(nodes.length);
    for (const trap of this.of("state", "stage", "rule"))
      for (let i = 0; i < nodes.length; i++)
        if (trap.concerns(nodes[i])) this.table[i] |= trap.kind === "state" ? ENTRY : INSIDE;
    return this.table;
  }
}
