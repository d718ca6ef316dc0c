import type { Execution, Frame } from "../../kernel/index.js";
import { END, type Node } from "../../machine/machine.js";
import type { Past } from "../past.js";
import { atStep, formatPosition, type Position } from "../position.js";
import type { Scene, SceneExecution } from "../scene.js";
import { type FrameId, parseFrameId } from "../thread.js";

/** A live frame of a scene and all it belongs to. */
export interface Place {
  readonly scene: Scene;
  readonly actor: SceneExecution;
  readonly frame: Frame;
  /** The state the frame stands in, or stands before. */
  readonly node: Node;
}

/** The place of a frame. Throws RangeError where the frame is not live at the scene's position. O(live frames). */
export function placeOf(scene: Scene, id: FrameId): Place {
  const parts = parseFrameId(id);
  const actor = parts && scene.executions[parts.execution];
  const frame = actor?.execution.frames.find((one) => one?.serial === parts?.serial);
  if (!actor || !frame) throw new RangeError(`there is no frame ${id} at position ${formatPosition(scene.position)}`);
  return place(scene, actor, frame);
}

/** The same for a frame at hand. */
export const place = (scene: Scene, actor: SceneExecution, frame: Frame): Place => ({
  scene,
  actor,
  frame,
  node: scene.machine.nodes[frame.node],
});

/** The place around: the Parallel or Map whose branch or iteration it is, also across a child execution. */
export function placeAround({ scene, actor, frame }: Place): Place | undefined {
  if (frame.parent >= 0) return place(scene, actor, actor.execution.frames[frame.parent]!);
  if (actor.parent === null) return undefined;
  const above = scene.executions[actor.parent.execution];
  const map = frameUnder(above.execution, actor.parent.token);
  return map === undefined ? undefined : place(scene, above, map);
}

/** The frame that waits under a token; a Map Run that is over has none. */
function frameUnder({ awaiting, frames }: Execution, token: number): Frame | undefined {
  const index = awaiting[token];
  return index === undefined ? undefined : (frames[index] ?? undefined);
}

/** The number of the step that wrote an event; for one of a step that is only being looked into, that step. */
export function stepOf(past: Past, { position }: Scene, execution: number, event: number): number {
  return Math.min(past.knownStepOf(execution, event) ?? position.step, position.step);
}

/** The end of a step: of one that is only being looked into, the place that has been reached. */
export const endOf = (step: number, { position }: Scene): Position =>
  step < position.step ? atStep(step + 1) : position;

/** Whether the frame is in its state: its Entered event is written. Before that it stands in front of it. */
export function isInside({ scene, actor, frame }: Place, past: Past): boolean {
  if (frame.phase !== "enter") return true;
  if (scene.position.stage === 0 || frame.entered === 0) return false;
  return stepOf(past, scene, actor.number, frame.entered) === scene.position.step;
}

/**
 * What a frame is called: "execution", "Fulfil › branch 0", "iteration 3 of Charge"; within another iteration also that
 * one: "iteration 3 of Charge in iteration 0 of Orders".
 */
export function nameOf(at: Place): string {
  const { scene, actor, frame } = at;
  const around = placeAround(at);
  if (around === undefined) return actor.number === 0 ? "execution" : `child execution ${actor.number}`;
  const { node } = around;
  if (node.kind === "Parallel") return `${node.path} › branch ${frame.slot}${within(around)}`;
  const isChild = frame.parent < 0;
  const slot = isChild ? (actor.iteration.at(-1) ?? 0) : frame.slot;
  const word = isChild && around.frame.join?.run?.weights ? "batch" : "iteration";
  return `${word} ${slot} of ${ownPath(scene, node)}${within(around)}`;
}

/** A state's path; the blocks around are named by what stands behind it. */
const ownPath = ({ machine }: Scene, node: Node): string =>
  machine.blocks[node.block].owner === END ? node.path : node.name;

function within(container: Place): string {
  const around = placeAround(container);
  if (around === undefined) return "";
  if (around.node.kind === "Parallel") return within(around);
  return ` in ${nameOf(container)}`;
}
