import type { Millis } from "../../time.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import type { FrameId } from "../thread.js";
import { isFailing } from "./at-hand.js";
import { type FailedTry, failingTry, observe } from "./observe.js";
import { type Place, placeOf } from "./place.js";
import { nextTry } from "./threads.js";

/** One Retry entry during a visit. */
export interface RetrierUse {
  readonly retrier: number;
  readonly errorEquals: readonly string[];
  /** Retries it has given in this visit. */
  readonly used: number;
  /** Retries it can still give. */
  readonly left: number;
}

/** The retries of a visit. Plain JSON. */
export interface Retries {
  /** The failed tries, the latest ones; each with what was decided about it. */
  readonly attempts: readonly FailedTry[];
  /** Failed tries before those. */
  readonly omitted: number;
  /** When the next try is due, while the frame waits for it. */
  readonly next?: Millis;
  /** Milliseconds from now until then. */
  readonly in?: Millis;
  readonly remaining: readonly RetrierUse[];
}

/** Tries that are listed. */
const MOST = 100;

/**
 * The retry ladder of a frame's visit up to the scene's position: each failed try, also the one that
 * the scene stands on, which Retry entry chose what comes next
 * and after how long, and what every entry has left. O(steps of the visit) where anything was retried, O(1) elsewhere.
 */
export function retries(scene: Scene, past: Past, frame: FrameId): Retries {
  const at = placeOf(scene, frame);
  const tries = triesOf(at, past);
  const attempts = tries.slice(-MOST);
  const next = nextTry(at, past);
  const due = next === undefined ? {} : { next, in: Math.max(0, next - at.actor.execution.now) };
  const used = at.frame.phase === "enter" ? null : at.frame.attempts;
  const remaining = at.node.retry.map(({ errorEquals, maxAttempts }, retrier) => ({
    retrier,
    errorEquals,
    used: used?.[retrier] ?? 0,
    left: maxAttempts - (used?.[retrier] ?? 0),
  }));
  return { attempts, omitted: tries.length - attempts.length, ...due, remaining };
}

function triesOf(at: Place, past: Past): readonly FailedTry[] {
  const { tries } = observe(at, past, true);
  const failing = isFailing(at, past) ? failingTry(at, past) : undefined;
  return failing === undefined ? tries : [...tries.filter(({ step }) => step !== failing.step), failing];
}
