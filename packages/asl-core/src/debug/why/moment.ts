import type { Event } from "../../kernel/index.js";
import { stepOf } from "../inspect/place.js";
import type { Past } from "../past.js";
import { atStep } from "../position.js";
import type { Scene } from "../scene.js";
import { type FrameId, frameId } from "../thread.js";

/** An event of one execution. */
export interface EventRef {
  readonly execution: number;
  /** Its id in the history. */
  readonly event: number;
}

/** Something to be explained: what a live frame is at, or what an event tells of. */
export type Subject = FrameId | EventRef;

/** The event a reference names. Throws RangeError where it is not written yet at the scene's position. */
export function eventOf(scene: Scene, { execution, event }: EventRef): Event {
  const found = scene.executions[execution]?.events[event - 1];
  if (found === undefined) throw new RangeError(`execution ${execution} has no event ${event} yet`);
  return found;
}

/** The scene right before an event's step, and the frame the event belongs to. */
export function momentBefore(
  now: Scene,
  past: Past,
  execution: number,
  event: Event,
): { scene: Scene; frame: FrameId } {
  const scene = past.sceneAt(atStep(stepOf(past, now, execution, event.id)));
  return { scene, frame: frameId(execution, event.frame) };
}
