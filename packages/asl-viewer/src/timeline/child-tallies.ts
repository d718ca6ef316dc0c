import type { EdgeMark, NodeMark } from "../markers.js";
import { type Passage, passagesOf } from "../passage.js";
import { countBelow, markOf as edgeMarkOf, edgeOf } from "./crossings.js";
import type { MapWork } from "./map-work.js";
import type { Outline } from "./outline.js";
import type { Child } from "./run.js";

/** When states of child executions were entered, left, and failed for good, by the state's id; epoch milliseconds. */
interface Times {
  readonly entered: number[];
  readonly left: number[];
  readonly failed: number[];
}

const made = new WeakMap<MapWork, ChildTallies>();

/** How the states inside a distributed Map stand in all its child executions together. */
export class ChildTallies {
  private readonly states = new Map<string, Times>();
  /** When edges were taken, by their ids. */
  private readonly ways = new Map<string, number[]>();

  /** O(events of all children), once for each Map Run. `whole` is of the run that the Map stands in. */
  static of(work: MapWork, whole: Outline): ChildTallies {
    let known = made.get(work);
    if (known === undefined) made.set(work, (known = new ChildTallies(work, whole)));
    return known;
  }

  private constructor({ parts }: MapWork, whole: Outline) {
    for (const { child } of parts.parts) {
      const told = child?.passages?.();
      if (told !== undefined) this.add(child as Child, told, whole);
      else if (child !== undefined) this.add(child, passagesOf(child.run().events), child.run().outline);
    }
    const lists = [...this.states.values()].flatMap(({ entered, left, failed }) => [entered, left, failed]);
    for (const list of [...lists, ...this.ways.values()]) list.sort((a, b) => a - b);
  }

  private add({ ending, to }: Child, passages: readonly Passage[], { nodes }: Outline): void {
    const open = new Set<string>();
    for (const [, node, at, ...left] of passages) {
      const pointer = nodes[node]?.pointer;
      if (pointer === undefined) continue;
      this.timesOf(pointer)[left.length === 0 ? "entered" : "left"].push(at);
      if (left.length === 0) open.add(pointer);
      else open.delete(pointer);
      const way = edgeOf(nodes[node], left[0] ?? null);
      if (way === undefined) continue;
      const times = this.ways.get(way);
      if (times === undefined) this.ways.set(way, [at]);
      else times.push(at);
    }
    if (ending === "succeeded" || !Number.isFinite(to)) return;
    for (const pointer of open) this.timesOf(pointer).failed.push(to);
  }

  private timesOf(pointer: string): Times {
    let times = this.states.get(pointer);
    if (times === undefined) this.states.set(pointer, (times = { entered: [], left: [], failed: [] }));
    return times;
  }

  /** Marks by the ids of the edges, at a time. O(edges × log visits). */
  edges(time: number): Map<string, EdgeMark> {
    const marks = new Map<string, EdgeMark>();
    for (const [id, times] of this.ways) {
      const mark = edgeMarkOf(times, time);
      if (mark !== undefined) marks.set(id, mark);
    }
    return marks;
  }

  /** Marks by the ids of the states, at a time. O(states × log visits). */
  marks(time: number): Map<string, NodeMark> {
    const marks = new Map<string, NodeMark>();
    for (const [pointer, { entered, left, failed }] of this.states) {
      const [begun, done, lost] = [countBelow(entered, time), countBelow(left, time), countBelow(failed, time)];
      if (begun > 0) marks.set(pointer, markOf(begun, done, lost));
    }
    return marks;
  }
}

function markOf(begun: number, done: number, lost: number): NodeMark {
  const live = begun - done - lost;
  const note = `in all child executions: of ${begun} visits ${done} ended well, ${lost} ended badly, ${live} under way`;
  const ended = live > 0 ? `${done + lost}/${begun}` : lost > 0 ? "" : `${begun}`;
  const count = `${ended}${lost > 0 ? ` ${lost}✕` : ""}`.trim();
  if (live > 0) return { status: "running", count, note };
  return { status: lost === 0 ? "succeeded" : done > 0 ? "tolerated" : "failed", count, note };
}
