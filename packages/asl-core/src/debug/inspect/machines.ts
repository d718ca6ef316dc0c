import { END, type Machine, type Node } from "../../machine/machine.js";
import type { Past } from "../past.js";
import { atStep } from "../position.js";
import type { Scene } from "../scene.js";

/** A machine, and the first step it applies to. */
interface Stretch {
  readonly from: number;
  readonly machine: Machine;
}

/**
 * Which machine applied when. Events of a scene name states of its own machine, also those written before a reload; what a state
 * was like then only the machine of that time tells.
 */
export class Machines {
  private readonly stretches: readonly Stretch[];

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

  /** A state of the scene's machine as it was when a step was taken; undefined where it was not there. */
  asOf(step: number, node: number): { machine: Machine; node: Node } | undefined {
    const machine = this.at(step);
    if (node === END) return undefined;
    const now = this.scene.machine.nodes[node];
    if (machine === this.scene.machine) return { machine, node: now };
    const found = machine.nodes.find(({ path }) => path === now.path);
    return found && { machine, node: found };
  }
}

const known = new WeakMap<Scene, Machines>();

/** The machines of a scene's past; found once for a scene. */
export function machinesOf(past: Past, scene: Scene): Machines {
  let machines = known.get(scene);
  if (machines === undefined) known.set(scene, (machines = new Machines(past, scene)));
  return machines;
}
