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
export function abortsAfter(failing: Shadow, { nodes }: Machine): Abort[] {
  const aborts: Abort[] = [];
  const isMap = (frame: Shadow) => nodes[frame.node].kind === "Map";
  const left = (frame: Shadow) => {
    const { kind, name } = nodes[frame.node];
    if (frame.entered && ABORTABLE.has(kind)) aborts.push({ type: `${kind}StateAborted`, index: undefined, name, frame, left: frame });
  };
  const iteration = (frame: Shadow, child: Shadow) =>
    aborts.push({ type: "MapIterationAborted", index: child.slot, name: nodes[frame.node].name, frame, left: child });
  const below = (container: Shadow) => {
    for (const child of container.children) {
      if (child === failing || child.ended) continue;
      if (isMap(container)) iteration(container, child);
      below(child);
      left(child);
    }
  };
  if (isMap(failing) && failing.children.some((child) => !child.ended)) below(failing);
  else {
    if (nodes[failing.node].kind === "Task") left(failing);
    if (failing.parent !== null) below(failing.parent);
  }
  return aborts;
}

/** Takes the first expected abort that an event can be; undefined where it can be none of them. */
export function takeAbort(aborts: Abort[], type: string, { index, name }: AwsDetails): Abort | undefined {
  const at = aborts.findIndex(
    (abort) => abort.type === type && (abort.index === undefined || (abort.index === index && abort.name === name)),
  );
  return at < 0 ? undefined : aborts.splice(at, 1)[0];
}
