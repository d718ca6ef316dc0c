import { NOWHERE, type Outline } from "./outline.js";
import type { Timeline } from "./timeline.js";
import type { Frame, Visit } from "./visits.js";

/** The Maps around each state, innermost first; by the state's index. */
type MapsAround = readonly (readonly number[])[];

const around = new WeakMap<Outline, MapsAround>();

/** O(states × depth), once for each outline. */
function mapsAround(outline: Outline): MapsAround {
  let known = around.get(outline);
  if (known !== undefined) return known;
  const found: number[][] = [];
  for (const { block } of outline.nodes) {
    const owner = outline.blocks[block]?.owner ?? NOWHERE;
    const outer = owner === NOWHERE ? [] : (found[owner] ?? []);
    found.push(outline.nodes[owner]?.kind === "Map" ? [owner, ...outer] : outer);
  }
  around.set(outline, (known = found));
  return known;
}

/** The iterations around a visit, outermost first. */
export function iterationsAround(timeline: Timeline, visit: Visit | undefined): Frame[] {
  const found: Frame[] = [];
  for (let frame = visit && timeline.frameOf(visit); frame; frame = frame.parent ?? undefined)
    if (frame.within !== null && timeline.nodeOf(frame.within).kind === "Map") found.unshift(frame);
  return found;
}

/**
 * What is looked at closely: the iterations around the chosen visit. The states inside them are shown as they stand in these
 * iterations, all others as they stand in all.
 */
export class CloseUp {
  /** By the index of the Map. */
  readonly chosen: ReadonlyMap<number, Frame>;
  /** By the index of the state; of states outside of all chosen iterations, nothing. */
  private readonly inside = new Map<number, Visit[]>();

  constructor(
    private readonly timeline: Timeline,
    frames: readonly Frame[],
  ) {
    this.chosen = new Map(frames.map((frame) => [(frame.within as Visit).node, frame]));
    const maps = mapsAround(timeline.run.outline);
    for (const frame of frames) {
      const { node } = frame.within as Visit;
      maps.forEach((outer, index) => void (outer.includes(node) && this.inside.set(index, [])));
      this.gather(frame);
    }
    for (const visits of this.inside.values()) visits.sort((a, b) => a.from - b.from);
  }

  /** O(visits inside). Frames lie in frames no deeper than definitions are read. */
  private gather(frame: Frame): void {
    for (const visit of frame.visits) {
      this.inside.get(visit.node)?.push(visit);
      for (const child of visit.children) this.gather(child);
    }
  }

  /** The visits of a state that count: those inside the chosen iterations, else all. */
  visitsOf(node: number): readonly Visit[] {
    return this.inside.get(node) ?? this.timeline.visits.byNode[node] ?? [];
  }

  /** Whether a state is inside a chosen iteration. */
  covers(node: number): boolean {
    return this.inside.has(node);
  }

  /** Whether a state is in no Map at all. */
  isPlain(node: number): boolean {
    return (mapsAround(this.timeline.run.outline)[node] ?? []).length === 0;
  }

  /** Whether one thread alone makes the visits of a state: it is in no Map, or the iteration is chosen of the innermost. */
  isSingle(node: number): boolean {
    const maps = mapsAround(this.timeline.run.outline)[node] ?? [];
    return maps.length === 0 || this.chosen.has(maps[0]);
  }
}

const last = new WeakMap<Timeline, { readonly serial: number; readonly closeUp: CloseUp }>();

/** The close-up for a chosen visit; the same one for visits in the same iteration. */
export function closeUpOn(timeline: Timeline, visit: Visit | undefined): CloseUp {
  const frames = iterationsAround(timeline, visit);
  const serial = frames.at(-1)?.serial ?? -1;
  const known = last.get(timeline);
  if (known?.serial === serial) return known.closeUp;
  const closeUp = new CloseUp(timeline, frames);
  last.set(timeline, { serial, closeUp });
  return closeUp;
}
