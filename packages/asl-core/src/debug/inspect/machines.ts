import { END, type Machine, type Node } from "../../machine/machine.js";
import type { Past } from "../past.js";
import { atStep } from "../position.js";
import type { Scene } from "../scene.js";

/** A machine, and the first step it applies to. */
interface Stretch {
  readonly from: number;
  readonly machine: Machine;
}

/** Which machine applied when: a reloaded definition leaves events behind that name states of the one before it. */
export class Machines {
  private readonly stretches: readonly Stretch[];
  private readonly moved = new Map<Machine, Int32Array>();

  constructor(
    private readonly past: Past,
    private readonly scene: Scene,
  ) {
    const { machine, position } = scene;
    const first = this.machineAt(0);
    this.stretches = [{ from: 0, machine: first }, ...this.changes(0, first, position.step, machine)];
  }

  private machineAt(step: number): Machine {
    return this.past.sceneAt(atStep(step)).machine;
  }

  /** Where the machine changes between two steps: O(log of the steps) for each. */
  private changes(from: number, before: Machine, to: number, after: Machine): Stretch[] {
    if (before === after) return [];
    if (to - from <= 1) return [{ from: to, machine: after }];
    const middle = (from + to) >> 1;
    const machine = this.machineAt(middle);
    return [...this.changes(from, before, middle, machine), ...this.changes(middle, machine, to, after)];
  }

  /** The machine that a step was taken with. */
  at(step: number): Machine {
    return this.stretches.findLast(({ from }) => from <= step)?.machine ?? this.scene.machine;
  }

  /** The state that an event of a step names, as it was then. */
  nodeOf(step: number, node: number): Node {
    return this.at(step).nodes[node];
  }

  /** The index that the state has in the scene's machine, by its path; END where it is gone. */
  now(step: number, node: number): number {
    const machine = this.at(step);
    if (machine === this.scene.machine || node === END) return node;
    let moved = this.moved.get(machine);
    if (moved === undefined) {
      const places = new Map(this.scene.machine.nodes.map(({ path, index }) => [path, index]));
      moved = Int32Array.from(machine.nodes, ({ path }) => places.get(path) ?? END);
      this.moved.set(machine, moved);
    }
    return moved[node];
  }
}

const known = new WeakMap<Scene, Machines>();

/** The machines of a scene's past; found once for a scene. */
export function machinesOf(past: Past, scene: Scene): Machines {
  let machines = known.get(scene);
  if (machines === undefined) known.set(scene, (machines = new Machines(past, scene)));
  return machines;
}
