import type { Ambush } from "./ambush.js";
import { type Cursor, nextOf } from "./cursor.js";
import type { Arrival } from "./journey.js";
import { atStep, comparePositions, type Position } from "./position.js";
import { Reel } from "./reel.js";
import { type Moment, rehearse } from "./rehearsal.js";
import type { Scene } from "./scene.js";
import type { Stand } from "./stand.js";
import { type FrameId, frameId } from "./thread.js";
import type { Trap } from "./trap.js";
import type { Traps } from "./traps.js";

/**
 * The last breakpoint or failure before the cursor. The tape is gone through backwards from checkpoint to checkpoint; in
 * each part the steps worth a look are found first, and looked at from the last one on. Hits count as far as they are known:
 * places that were passed since the breakpoint was set. Log points do not stop.
 */
export function reverse(cursor: Cursor, traps: Traps, ambush: Ambush): Arrival | undefined {
  return new Reversal(cursor, traps, ambush).go();
}

class Reversal {
  private readonly end: Position;

  constructor(
    private readonly cursor: Cursor,
    private readonly traps: Traps,
    private readonly ambush: Ambush,
  ) {
    this.end = cursor.position;
  }

  go(): Arrival | undefined {
    const { tape } = this.cursor;
    const { step, stage } = this.end;
    const here = stage > 0 ? this.lastIn(step) : undefined;
    if (here !== undefined) return here;
    for (let to = step; to > 0; ) {
      const from = tape.checkpointBefore(to - 1).step;
      for (const candidate of this.candidates(from, to).reverse()) {
        const found = this.lastIn(candidate);
        if (found !== undefined) return found;
      }
      to = from;
    }
    return undefined;
  }

  /** Steps in which something may have stopped the run. */
  private candidates(from: number, to: number): number[] {
    const { cursor, traps } = this;
    const steps = new Set<number>();
    const events = new Set(traps.of("event").map(({ spec }) => spec.event));
    const reel = new Reel(cursor.tape, cursor.past.standAt(from));
    const { stand } = reel;
    reel.listen({
      stop: ({ index }) => (traps.armed(stand.machine)[index] > 0 && steps.add(stand.step), false),
      event: ({ type }) => void (events.has(type) && steps.add(reel.step)),
      failure: () => void steps.add(reel.step),
    });
    reel.to(to);
    return [...steps];
  }

  /** The last place in a step, or right behind it, that would have stopped the run. */
  private lastIn(step: number): Arrival | undefined {
    const before = this.cursor.past.standAt(step);
    const next = nextOf(before);
    const moments = next === undefined ? [] : rehearse(this.cursor.tape, before).moments;
    return (
      this.written(step, before) ??
      firstOf(moments.toReversed(), (moment) => this.inside(moment, before, next!.number)) ??
      this.entered(before)
    );
  }

  private isBefore(position: Position): boolean {
    return comparePositions(position, this.end) < 0;
  }

  private hits(traps: readonly Trap[], position: Position, scene: () => Scene, id: FrameId) {
    const ids = traps.length === 0 ? [] : this.ambush.holdsAny(traps, position, scene, id);
    return ids.length === 0 ? undefined : { ids, faults: [] };
  }

  private written(step: number, before: Stand): Arrival | undefined {
    const position = atStep(step + 1);
    const traps = this.traps.of("event");
    if (traps.length === 0 || !this.isBefore(position)) return undefined;
    for (const track of this.cursor.tape.tracks) {
      const { steps, number } = track;
      for (let i = steps.firstFrom(step); steps.at(i) === step; i++) {
        const { type, node, frame } = track.eventsAt(step)[i];
        const reached = traps.filter((trap) => trap.spec.event === type && trap.concerns(before.machine.nodes[node]));
        const id = frameId(number, frame);
        const hits = this.hits(reached, position, () => this.cursor.past.sceneAt(position), id);
        if (hits !== undefined) return { reason: "breakpoint", position, frame: id, hits, about: type };
      }
    }
    return undefined;
  }

  private inside(moment: Moment, before: Stand, number: number): Arrival | undefined {
    const position = { step: before.step, stage: moment.stage };
    if (!this.isBefore(position)) return undefined;
    const id = frameId(number, moment.frame.serial);
    if (moment.type === "failure")
      return {
        reason: "error",
        position,
        frame: id,
        error: { error: moment.failure.error, cause: moment.failure.cause },
      };
    const reached = this.traps
      .of(moment.type === "stage" ? "stage" : "rule")
      .filter((trap) => trap.concerns(moment.node) && trap.isReached(moment));
    const hits = this.hits(reached, position, () => this.cursor.past.sceneFrom(before, position), id);
    return hits && { reason: "breakpoint", position, frame: id, hits };
  }

  private entered(before: Stand): Arrival | undefined {
    const position = atStep(before.step);
    const next = nextOf(before);
    if (next === undefined || next.frame.phase !== "enter" || !this.isBefore(position)) return undefined;
    const id = frameId(next.number, next.frame.serial);
    const reached = this.traps.of("state").filter((trap) => trap.concerns(next.node));
    const hits = this.hits(reached, position, () => this.cursor.past.sceneFrom(before, position), id);
    return hits && { reason: "breakpoint", position, frame: id, hits };
  }
}

function firstOf<T, R>(list: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
