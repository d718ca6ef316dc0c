import type { EdgeMark, NodeMark } from "../markers.js";
import { type Passage, passagesOf } from "../passage.js";
import { countBelow, markOf as edgeMarkOf, edgeOf } from "./crossings.js";
import type { MapWork } from "./map-work.js";
import type { Outline } from "./outline.js";
import type { Child } from "./run.js";

/** When states of child executions were entered, left, and failed for good, by the state's id; epoch milliseconds, ascending. */
interface Times {
  readonly entered: number[];
  readonly left: number[];
  readonly failed: number[];
}

/** What one child has added. */
interface Share {
  /** What was told of it, which may grow, and how much of that is counted. */
  readonly told: readonly Passage[];
  readonly counted: number;
  /** Each with the list that has it. */
  readonly times: (readonly [list: number[], time: number])[];
}

/** Where more than one of so many children are others, all are counted anew. */
const FEW = 16;

const made = new WeakMap<MapWork, ChildTallies>();
/** By the run's outline and the Map Run: what tallies were asked for last. */
const lastMade = new WeakMap<Outline, Map<string, { readonly work: MapWork; readonly tallies: ChildTallies }>>();

/** How the states inside a distributed Map stand in all its child executions together. */
export class ChildTallies {
  private readonly states = new Map<string, Times>();
  /** When edges were taken, by their ids. */
  private readonly ways = new Map<string, number[]>();
  private readonly shares = new Map<Child, Share>();

  /**
   * `whole` is of the run that the Map stands in. Those of a Map Run that were asked for before are carried on, and are no
   * longer of use for what they were made for. O(events of all children × log) the first time, then O(children), and
   * O(events × visits) for the few that are others.
   */
  static of(work: MapWork, whole: Outline): ChildTallies {
    return made.get(work) ?? ChildTallies.carriedOn(work, whole);
  }

  private static carriedOn(work: MapWork, whole: Outline): ChildTallies {
    let known = lastMade.get(whole);
    if (known === undefined) lastMade.set(whole, (known = new Map()));
    const before = known.get(work.mapRun);
    if (before !== undefined) made.delete(before.work);
    const tallies = before?.tallies ?? new ChildTallies(whole);
    tallies.take(work.parts.parts.map(({ child }) => child as Child));
    known.set(work.mapRun, { work, tallies });
    made.set(work, tallies);
    return tallies;
  }

  private constructor(private readonly whole: Outline) {}

  /** Counts these children, and no others any more. */
  private take(children: readonly Child[]): void {
    const gone = this.notAmong(new Set(children));
    if (gone.length * FEW > this.shares.size) this.clear();
    else for (const child of gone) this.remove(child);
    const added = children.filter((child) => !this.shares.has(child));
    if (added.length * FEW > children.length) this.addMany(added);
    else for (const child of added) this.add(child, (list, time) => list.splice(countBelow(list, time), 0, time));
  }

  /** Children that are counted and should not be, or not as they are. */
  private notAmong(children: ReadonlySet<Child>): Child[] {
    const gone: Child[] = [];
    for (const [child, { told, counted }] of this.shares) {
      const isLess = told.length !== counted || (counted === 0 && passagesIn(child).length > 0);
      if (isLess || !children.has(child)) gone.push(child);
    }
    return gone;
  }

  private clear(): void {
    this.states.clear();
    this.ways.clear();
    this.shares.clear();
  }

  private remove(child: Child): void {
    for (const [list, time] of this.shares.get(child)?.times ?? []) list.splice(countBelow(list, time), 1);
    this.shares.delete(child);
  }

  private addMany(children: readonly Child[]): void {
    for (const child of children) this.add(child, (list, time) => list.push(time));
    const lists = [...this.states.values()].flatMap(({ entered, left, failed }) => [entered, left, failed]);
    for (const list of [...lists, ...this.ways.values()]) list.sort((a, b) => a - b);
  }

  private add(child: Child, put: (list: number[], time: number) => void): void {
    const told = passagesIn(child);
    const times = this.timesOf(child, told);
    for (const [list, time] of times) put(list, time);
    this.shares.set(child, { told, counted: told.length, times });
  }

  /** What a child adds, and to which lists. */
  private timesOf(child: Child, passages: readonly Passage[]): [list: number[], time: number][] {
    const { nodes } = child.passages === undefined ? child.run().outline : this.whole;
    const open = new Set<string>();
    const times = passages.flatMap(([, node, at, ...left]): [number[], number][] => {
      const one = nodes[node];
      if (one === undefined) return [];
      const isOpen = left.length === 0;
      open[isOpen ? "add" : "delete"](one.pointer);
      const way = edgeOf(one, left[0] ?? null);
      const stays: [number[], number] = [this.listsOf(one.pointer)[isOpen ? "entered" : "left"], at];
      return way === undefined ? [stays] : [stays, [this.listOf(way), at]];
    });
    return [...times, ...this.losses(child, open)];
  }

  /** States that a child was in when it failed. */
  private losses({ ending, to }: Child, open: ReadonlySet<string>): [list: number[], time: number][] {
    if (ending === "succeeded" || !Number.isFinite(to)) return [];
    return [...open].map((pointer) => [this.listsOf(pointer).failed, to]);
  }

  private listOf(way: string): number[] {
    let times = this.ways.get(way);
    if (times === undefined) this.ways.set(way, (times = []));
    return times;
  }

  private listsOf(pointer: string): Times {
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

  /** Marks by the ids of the states, at a time; `tolerated`: whether the Map has come to a good end. O(states × log visits). */
  marks(time: number, tolerated: boolean): Map<string, NodeMark> {
    const marks = new Map<string, NodeMark>();
    for (const [pointer, { entered, left, failed }] of this.states) {
      const [begun, done, lost] = [countBelow(entered, time), countBelow(left, time), countBelow(failed, time)];
      if (begun > 0) marks.set(pointer, markOf({ begun, done, lost }, tolerated));
    }
    return marks;
  }
}

const passagesIn = (child: Child): readonly Passage[] => child.passages?.() ?? passagesOf(child.run().events);

interface Tally {
  readonly begun: number;
  readonly done: number;
  readonly lost: number;
}

function markOf({ begun, done, lost }: Tally, tolerated: boolean): NodeMark {
  const live = begun - done - lost;
  const note = `in all child executions: of ${begun} visits ${done} ended well, ${lost} ended badly, ${live} under way`;
  const ended = live > 0 ? `${done + lost}/${begun}` : lost > 0 ? "" : `${begun}`;
  const count = `${ended}${lost > 0 ? ` ${lost}✕` : ""}`.trim();
  if (live > 0) return { status: "running", count, note };
  return { status: lost === 0 ? "succeeded" : done > 0 && tolerated ? "tolerated" : "failed", count, note };
}
