import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import type { FrameId } from "../thread.js";
import { observe, type StageValue } from "./observe.js";
import { placeOf } from "./place.js";

/**
 * The value after each data stage of the frame's visit and its present try, in order, up to the scene's position: inside
 * a step those of the step so far too. Of a visit longer than 2000 steps only the steps are looked at that entered it,
 * began its try, and opened a Map's last iteration. Empty where the frame has not entered its state yet.
 */
export const stages = (scene: Scene, past: Past, frame: FrameId): readonly StageValue[] =>
  observe(placeOf(scene, frame), past).stages;
