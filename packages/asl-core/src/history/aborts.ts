import type { Machine, StateType } from "../machine/machine.js";
import type { AwsDetails } from "./aws-event.js";
import type { Shadow } from "./shadow.js";

/** An Aborted event that a failure is expected to write, and the frame it belongs to. */
export interface Abort {
  readonly type: string;
  /** MapIterationAborted: which iteration. */
  readonly index: number | undefined;
  readonly name: string;
  readonly frame: Shadow;
  /** The frame that is left by it. */
  readonly left: Shadow;
}

const ABORTABLE: ReadonlySet<StateType> = new Set(["Task", "Wait", "Parallel", "Map"]);

/**
 * What ends when a frame fails, in the order in which the kernel writes it: the failing Task itself, then each sibling
 * with everything inside it. A Map whose own expression failed ends its iterations. O(frames below the container).
 */
export function abortsAfter(failing: Shadow, machine: Machine): Abort[] {
  const { kind } = machine.nodes[failing.node];
  if (kind === "Map" && failing.children.some((child) => !child.ended)) return [...below(failing, failing, machine)];
  const own = kind === "Task" ? [...leaving(failing, machine)] : [];
  return failing.parent === null ? own : [...own, ...below(failing.parent, failing, machine)];
}

function* below(container: Shadow, failing: Shadow, machine: Machine): Generator<Abort> {
  const { kind, name } = machine.nodes[container.node];
  for (const child of container.children) {
    if (child === failing || child.ended) continue;
    if (kind === "Map") yield { type: "MapIterationAborted", index: child.slot, name, frame: container, left: child };
    yield* below(child, failing, machine);
    yield* leaving(child, machine);
  }
}

function* leaving(frame: Shadow, { nodes }: Machine): Generator<Abort> {
  const { kind, name } = nodes[frame.node];
  if (frame.entered && ABORTABLE.has(kind))
    yield { type: `${kind}StateAborted`, index: undefined, name, frame, left: frame };
}

/** Takes the first expected abort that an event can be; undefined where it can be none of them. */
export function takeAbort(aborts: Abort[], type: string, { index, name }: AwsDetails): Abort | undefined {
  const at = aborts.findIndex(
    (abort) => abort.type === type && (abort.index === undefined || (abort.index === index && abort.name === name)),
  );
  return at < 0 ? undefined : aborts.splice(at, 1)[0];
}
