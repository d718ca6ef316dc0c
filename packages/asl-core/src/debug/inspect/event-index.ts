import type { Event } from "../../kernel/index.js";

/**
 * Where the events of each frame are in one execution's history, and which visit each Entered event begins. Grows with
 * the history and shrinks where it was cut: cost is that of the events that are new or gone.
 */
export class EventIndex {
  private readonly known: Event[] = [];
  /** By frame: ids, ascending. */
  private readonly frames = new Map<number, number[]>();
  /** By id of an Entered event: which visit of its state by its frame it begins, from 1. */
  private readonly visits = new Map<number, number>();
  /** By frame: visits of each state. */
  private readonly counts = new Map<number, Map<number, number>>();

  /** By event: frames whose first event follows it. */
  private readonly opened = new Map<number, number[]>();

  /** Takes up a history as it is now; events are told apart by identity. */
  update(events: readonly Event[]): this {
    let same = Math.min(this.known.length, events.length);
    if (same > 0 && this.known[same - 1] !== events[same - 1]) {
      while (same > 0 && this.known[same - 1] !== events[same - 1]) same--;
      this.cut(same);
    }
    for (let i = this.known.length; i < events.length; i++) this.add(events[i]);
    return this;
  }

  /** Ids of a frame's events from one id to another, both included. O(log of its events + those). */
  ofFrame(serial: number, from: number, to: number): number[] {
    const ids = this.frames.get(serial) ?? [];
    return ids.slice(firstFrom(ids, from), firstFrom(ids, to + 1));
  }

  /** Which visit of its state by its frame an Entered event begins, from 1. */
  visitOf(entered: number): number {
    return this.visits.get(entered) ?? 1;
  }

  /** How often a frame has entered a state, up to an event. O(log of its events + those of the visit). */
  visitsBefore(serial: number, node: number, until: number): number {
    const ids = this.frames.get(serial) ?? [];
    for (let i = firstFrom(ids, until + 1) - 1; i >= 0; i--) {
      const visit = this.visits.get(ids[i]);
      if (visit !== undefined && this.known[ids[i] - 1].node === node) return visit;
    }
    return 0;
  }

  /** The last event of a frame from one id to another, both included, that fits. O(log of its events + those passed over). */
  lastOfFrame(serial: number, from: number, to: number, fits: (event: Event) => boolean): Event | undefined {
    const ids = this.frames.get(serial) ?? [];
    for (let i = firstFrom(ids, to + 1) - 1; i >= 0 && ids[i] >= from; i--) {
      const event = this.known[ids[i] - 1];
      if (fits(event)) return event;
    }
    return undefined;
  }

  /** The first one. */
  firstOfFrame(serial: number, from: number, fits: (event: Event) => boolean = () => true): Event | undefined {
    const ids = this.frames.get(serial) ?? [];
    for (let i = firstFrom(ids, from); i < ids.length; i++) {
      const event = this.known[ids[i] - 1];
      if (fits(event)) return event;
    }
    return undefined;
  }

  /** Frames whose first event follows an event: branches after their Parallel's start, an iteration after its own. */
  openedBy(id: number): readonly number[] {
    return this.opened.get(id) ?? [];
  }

  private add(event: Event): void {
    const { id, frame, node, type, previous } = event;
    this.known.push(event);
    const ids = this.frames.get(frame);
    if (ids === undefined) this.open(id, frame, previous);
    else ids.push(id);
    if (!type.endsWith("StateEntered")) return;
    let counts = this.counts.get(frame);
    if (counts === undefined) this.counts.set(frame, (counts = new Map()));
    const visit = (counts.get(node) ?? 0) + 1;
    counts.set(node, visit);
    this.visits.set(id, visit);
  }

  private open(id: number, frame: number, previous: number): void {
    this.frames.set(frame, [id]);
    const opened = this.opened.get(previous);
    if (opened === undefined) this.opened.set(previous, [frame]);
    else opened.push(frame);
  }

  private cut(length: number): void {
    while (this.known.length > length) {
      const { id, frame, node, previous } = this.known.pop()!;
      const ids = this.frames.get(frame)!;
      ids.pop();
      if (ids.length === 0) {
        this.frames.delete(frame);
        this.opened.get(previous)?.pop();
      }
      if (!this.visits.delete(id)) continue;
      const counts = this.counts.get(frame)!;
      counts.set(node, counts.get(node)! - 1);
    }
  }
}

/** The place of the first id that is not below `least`. */
function firstFrom(ids: readonly number[], least: number): number {
  let from = 0;
  let to = ids.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ids[middle] < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
