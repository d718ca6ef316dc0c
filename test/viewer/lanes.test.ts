import { describe, expect, it } from "vitest";
import { Journal } from "../../packages/asl-viewer/src/timeline/journal.js";
import { Lanes } from "../../packages/asl-viewer/src/timeline/lanes.js";
import type { Frame } from "../../packages/asl-viewer/src/timeline/visits.js";

/** A series that looks like chance, and is the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const frameOf = (parent: Frame | null): Frame => ({ parent, over: -1, lane: 0 }) as Frame;

/** The row a frame has to get: the first below its parent's of which the last holder is over. */
function firstFree(holders: readonly Frame[], { parent }: Frame): number {
  const from = parent === null ? 0 : parent.lane + 1;
  const found = holders.findIndex(({ over }, at) => at >= from && over >= 0);
  return found < 0 ? holders.length : found;
}

/** Opens a frame, or ends one, or has one go on that was over. */
function step(lanes: Lanes, journal: Journal, frames: Frame[], next: (below: number) => number): Frame | undefined {
  const some = frames[next(frames.length)];
  journal.next();
  if (next(5) > 2 && some !== undefined) {
    journal.change(some, { over: next(8) === 0 ? -1 : 1 });
    lanes.turn(some);
    return undefined;
  }
  const frame = frameOf(next(3) === 0 ? null : (some ?? null));
  lanes.give(frame);
  journal.push(frames, frame);
  return frame;
}

describe("rows of a timeline", () => {
  it.each([1, 2, 3, 4])("are each the first that is free, also after events were taken back (%i)", (seed) => {
    const [journal, next, frames] = [new Journal(true), chance(seed), [] as Frame[]];
    const lanes = new Lanes(journal);
    for (let at = 0, taken = 0; at < 600; at++, taken++) {
      if (next(20) === 0) journal.cut((taken = next(taken + 1)));
      const holders: Frame[] = [];
      for (const frame of frames) holders[frame.lane] = frame;
      expect(lanes.count).toBe(Math.max(1, holders.length));
      const opened = step(lanes, journal, frames, next);
      if (opened !== undefined) expect(opened.lane).toBe(firstFree(holders, opened));
    }
  });

  it("are given to 50,000 frames that go on at once", () => {
    const lanes = new Lanes(new Journal(false));
    const frames = Array.from({ length: 50_000 }, () => frameOf(null));
    for (const frame of frames) lanes.give(frame);
    expect(frames.every(({ lane }, at) => lane === at)).toBe(true);
    for (const at of [40_000, 300]) lanes.turn(Object.assign(frames[at], { over: 1 }));
    const again = [frameOf(frames[400]), frameOf(null), frameOf(null)];
    for (const frame of again) lanes.give(frame);
    expect(again.map(({ lane }) => lane)).toEqual([40_000, 300, 50_000]);
  });
});
