import type { Past, PastHooks } from "../past.js";
import { atStep } from "../position.js";
import { nextFrame } from "../reel.js";
import type { Place } from "./place.js";

/**
 * Whether the scene stands on a failure of the frame: the step at hand, from the position on, begins by failing there. So
 * a run is shown that stopped at a failure. O(steps since the last checkpoint), O(1) where another frame's step comes next.
 */
export function isFailing({ scene, actor, frame }: Place, past: Past): boolean {
  const { position } = scene;
  const hasBegun = actor.execution.events > 0;
  if (!hasBegun || nextFrame(actor.execution)?.serial !== frame.serial) return false;
  let acting = -1;
  let passed = false;
  let found = false;
  const hooks: PastHooks = {
    step: (_step, number) => {
      acting = number;
    },
    stage: () => {
      passed = true;
    },
    failure: (_failure, { serial }) => {
      found ||= !passed && acting === actor.number && serial === frame.serial;
    },
  };
  past.watch(position, atStep(position.step + 1), hooks);
  return found;
}
