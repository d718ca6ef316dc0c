import { END, type Machine, type Node } from "../../machine/machine.js";
import type { Past, Stretch } from "../past.js";
import type { Scene } from "../scene.js";

/**
 * Which machine applied when. Events of a scene name states of its own machine, also those written before a reload; what a state
 * was like then only the machine of that time tells.
 */
export class Machines {
  private readonly stretches: readonly Stretch[];

  constructor(
    { machines }: Past,
    private readonly scene: Scene,
  ) {
    this.stretches = machines;
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
