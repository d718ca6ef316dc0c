import { atOnce } from "../history/at-once.js";
import { joinObservers, type Observer } from "./observer.js";

/** Gives others a turn. It is called often, after little work each time, and need not give one at each call. */
export type Breathe = () => Promise<void>;

/** Does work that is made of steps, with a breath after each; at once where nobody waits. */
export async function breathing<T>(work: Generator<unknown, T>, breathe: Breathe | undefined): Promise<T> {
  if (breathe === undefined) return atOnce(work);
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    await breathe();
  }
}

/** Steps of a run between two pauses: some milliseconds. */
const STRIDE = 500;

/** An observer that pauses the run now and then, so that it can breathe there: one entry of the clock may be many steps. */
export function pausing(observer: Observer | undefined): Observer {
  let steps = 0;
  return joinObservers([observer, { stop: () => ++steps % STRIDE === 0 }])!;
}
