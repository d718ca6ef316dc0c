import type { Machine } from "../machine/machine.js";
import type { Breakpoint, BreakpointSpec } from "./breakpoint.js";
import type { Position } from "./position.js";
import type { Program } from "./program.js";
import { Trap } from "./trap.js";

/** A bit of `armed`: the state may be a stop when it is entered. */
export const ENTRY = 1;
/** A bit of `armed`: the steps of the state must be looked into. */
export const INSIDE = 2;

/** The breakpoints of a session. */
export class Traps {
  private list: Trap[] = [];
  private last = 0;
  /** Of machines asked about since the last change. */
  private tables = new WeakMap<Machine, Uint8Array>();

  constructor(private program: Program) {}

  /** Replaces all of them. */
  set(specs: readonly BreakpointSpec[]): Breakpoint[] {
    this.list = [];
    this.tables = new WeakMap();
    return specs.map((spec) => this.add(spec));
  }

  add(spec: BreakpointSpec): Breakpoint {
    const trap = new Trap(++this.last, { ...spec }, this.program);
    this.list.push(trap);
    this.tables = new WeakMap();
    return trap.breakpoint();
  }

  /** False where there is no such breakpoint. */
  remove(id: number): boolean {
    const before = this.list.length;
    this.list = this.list.filter((trap) => trap.id !== id);
    this.tables = new WeakMap();
    return this.list.length < before;
  }

  /** Switches one on or off: it keeps its hits. False where there is none with this id. */
  enable(id: number, enabled: boolean): boolean {
    const index = this.list.findIndex((trap) => trap.id === id);
    if (index < 0) return false;
    this.list[index] = this.list[index].as(this.program, { enabled });
    this.tables = new WeakMap();
    return true;
  }

  /** `position`: up to where hits count. */
  all(position: Position): Breakpoint[] {
    return this.list.map((trap) => trap.breakpoint(position));
  }

  /** Forgets hits after a position, where the tape is cut. */
  cut(position: Position): void {
    for (const trap of this.list) trap.cut(position);
  }

  /** The same breakpoints for another program, if it is another; hits are kept. */
  reload(program: Program): void {
    if (program === this.program) return;
    this.program = program;
    this.list = this.list.map((trap) => trap.as(program));
    this.tables = new WeakMap();
  }

  /** For a fork: the same ones, counted apart. */
  copy(): Traps {
    const copy = new Traps(this.program);
    copy.last = this.last;
    copy.list = this.list.map((trap) => trap.copy(this.program));
    return copy;
  }

  /** Those of some kinds that are on. */
  of(...kinds: Trap["kind"][]): Trap[] {
    return this.list.filter((trap) => trap.isOn && kinds.includes(trap.kind));
  }

  /** Those that are on of which not all hits stop. */
  counting(): Trap[] {
    return this.list.filter((trap) => trap.isOn && trap.isCounting);
  }

  /** By node index, ENTRY and INSIDE; all 0 where nothing is armed. Made once for a machine after each change. */
  armed(machine: Machine): Uint8Array {
    let table = this.tables.get(machine);
    if (table === undefined) this.tables.set(machine, (table = this.tableOf(machine)));
    return table;
  }

  private tableOf({ nodes }: Machine): Uint8Array {
    const table = new Uint8Array(nodes.length);
    for (const trap of this.of("state", "stage", "rule"))
      for (let i = 0; i < nodes.length; i++)
        if (trap.concerns(nodes[i])) table[i] |= trap.kind === "state" ? ENTRY : INSIDE;
    return table;
  }
}
