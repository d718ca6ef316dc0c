import type { EdgeMark, NodeMark } from "../markers.js";
import { countBelow, markOf as edgeMarkOf, edgeOf } from "./crossings.js";
import type { MapWork } from "./map-work.js";
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

  /** O(events of all children), once for each Map Run. Nothing of children whose events are not here but with a debugger. */
  static of(work: MapWork): ChildTallies {
    let known = made.get(work);
    if (known === undefined) made.set(work, (known = new ChildTallies(work)));
    return known;
  }

  private constructor({ parts }: MapWork) {
    for (const { child } of parts.parts) if (child !== undefined && child.execution === undefined) this.add(child);
    const lists = [...this.states.values()].flatMap(({ entered, left, failed }) => [entered, left, failed]);
    for (const list of [...lists, ...this.ways.values()]) list.sort((a, b) => a - b);
  }

  private add(child: Child): void {
    const { events, outline } = child.run();
    const open = new Set<string>();
    for (const { type, node, at, via } of events) {
      const entered = type.endsWith("StateEntered");
      if (!entered && !type.endsWith("StateExited")) continue;
      const pointer = outline.nodes[node]?.pointer;
      if (pointer === undefined) continue;
      this.timesOf(pointer)[entered ? "entered" : "left"].push(at);
      if (entered) open.add(pointer);
      else open.delete(pointer);
      const way = entered ? undefined : edgeOf(outline.nodes[node], via);
      if (way === undefined) continue;
      const times = this.ways.get(way);
      if (times === undefined) this.ways.set(way, [at]);
      else times.push(at);
    }
    if (child.ending === "succeeded" || !Number.isFinite(child.to)) return;
    for (const pointer of open) this.timesOf(pointer).failed.push(child.to);
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
