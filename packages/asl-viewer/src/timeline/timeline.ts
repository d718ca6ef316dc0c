import type { Event, Json, JsonObject } from "asl-core";
import type { EdgeMark, NodeMark } from "../markers.js";
import { type Axis, axisOf } from "./axis.js";
import { nodeMarks } from "./marks.js";
import type { Outline, OutlineNode } from "./outline.js";
import { type Children, failureOf, type Run } from "./run.js";
import { RunIndex } from "./run-index.js";
import type { Search } from "./search.js";
import { latest } from "./visit.js";
import type { Frame, Visit, Visits } from "./visits.js";

/** How the execution ended, as its last event tells. */
export type Ending = "succeeded" | "failed" | "timed out" | "aborted" | "running";

/**
 * A run, indexed: what happened by state, branch, iteration and time, and how everything stands after any number of
 * events. A place is a count: `count` events have happened, the last of them is event `count` (ids count from 1).
 * Built in O(events); the run is not changed, unless it is one that grows.
 */
export class Timeline {
  private folded: Axis | undefined;
  private plain: Axis | undefined;

  constructor(
    readonly run: Run,
    private readonly index = new RunIndex(run, false),
  ) {
    if (!index.kept) index.statuses.at(run.events);
  }

  /** A timeline made step by step, each of little work. */
  static *indexing(run: Run): Generator<undefined, Timeline> {
    const index = new RunIndex(run, false, false);
    yield* index.taking();
    return new Timeline(run, index);
  }

  /** Of a run that goes on: `append` and `cut` are its way. Its events are a list of its own. */
  static growing(outline: Outline, notes: readonly string[] = []): Timeline {
    const run = { outline, events: [], timed: true, executionArn: null, inferred: false, notes };
    return new Timeline(run, new RunIndex(run, true));
  }

  /**
   * With more events, which follow those it has. O(their number), and where a frame opens or ends O(log rows in use). The timeline that
   * comes back is another one, so that whoever compares sees that it changed; what this one tells changes too. Throws
   * TypeError where it is not one that grows.
   */
  append(events: readonly Event[]): Timeline {
    const all = this.growingEvents();
    const from = all.length;
    for (const event of events) all.push(event);
    this.index.take(from);
    return new Timeline(this.run, this.index);
  }

  /** With the first `count` events alone, as if the others had never come. O(events taken back). As `append`. */
  cut(count: number): Timeline {
    const all = this.growingEvents();
    if (count < all.length) {
      this.index.cut(count);
      all.length = Math.max(0, count);
    }
    return new Timeline(this.run, this.index);
  }

  /** Of a run that is debugged: with its child executions and where it stands. O(1); as `append`. */
  standing(children: Children, now: NonNullable<Run["now"]>): Timeline {
    return new Timeline({ ...this.run, children, now }, this.index);
  }

  private growingEvents(): Event[] {
    if (!this.index.kept) throw new TypeError("this timeline does not grow");
    return this.run.events as Event[];
  }

  /** Whether it is of a run that goes on. */
  get grows(): boolean {
    return this.index.kept;
  }

  /** Whether another timeline is of the same run, grown or cut. */
  continues(other: Timeline | undefined): boolean {
    return other?.index === this.index;
  }

  get visits(): Visits {
    return this.index.visits;
  }

  get search(): Search {
    return this.index.search;
  }

  /** Indexes of failures, ascending. */
  get errors(): readonly number[] {
    return this.index.errors;
  }

  get events(): readonly Event[] {
    return this.run.events;
  }

  get length(): number {
    return this.run.events.length;
  }

  get ending(): Ending {
    const last = this.events.at(-1)?.type ?? "";
    const ending = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.exec(last)?.[1];
    return ending === undefined ? "running" : ending === "TimedOut" ? "timed out" : (ending.toLowerCase() as Ending);
  }

  /** The place nearest to a number: whole, at most the end; the beginning for what is no number. */
  placeNear(count: number): number {
    return Math.max(0, Math.min(this.length, Math.round(count) || 0));
  }

  /** Marks of all nodes by their ids in the graph, at the place nearest to `count`. O(states + events since a key frame). */
  nodeMarks(count: number): Map<string, NodeMark> {
    const place = this.placeNear(count);
    return nodeMarks(this.run, this.visits, this.index.statuses.at(this.events, place), place);
  }

  /** Marks of the edges taken, by their ids in the graph, but of states that `skip` names. O(edges × log events). */
  edgeMarks(count: number, skip?: (node: number) => boolean): Map<string, EdgeMark> {
    return this.index.visits.crossings.marks(count, skip);
  }

  /** The next or previous failure after or before a place; undefined where there is none. */
  error(count: number, step: 1 | -1): number | undefined {
    const at = step > 0 ? this.errors.find((one) => one >= count) : this.errors.findLast((one) => one < count - 1);
    return at === undefined ? undefined : at + 1;
  }

  /** The visit the last event belongs to; of a failure of the execution, the visit that caused it. */
  visitAt(count: number): Visit | undefined {
    return this.visits.visits[this.visits.ofEvent[count - 1] ?? -1];
  }

  /** The last visit of a state that has begun. */
  latestVisit(node: number, count: number): Visit | undefined {
    return latest(this.visits.byNode[node] ?? [], count);
  }

  /**
   * The visit of a state, by its id, to be shown at a place: the one the last event belongs to, else the one that was shown
   * before, else the latest.
   */
  visitFor(node: string, count: number, before?: Visit): Visit | undefined {
    const index = this.run.outline.nodes.findIndex(({ pointer }) => pointer === node);
    const here = this.visitAt(count);
    if (here?.node === index) return here;
    return before?.node === index && before.from < count ? before : this.latestVisit(index, count);
  }

  nodeOf({ node }: Pick<Visit, "node">): OutlineNode {
    return this.run.outline.nodes[node];
  }

  frameOf({ frame }: Pick<Visit, "frame">): Frame | undefined {
    return this.visits.frames.get(frame);
  }

  /** Milliseconds since the beginning; an event's number where there are no times. */
  timeOf(at: number): number {
    const event = this.events[Math.max(0, Math.min(at, this.length - 1))];
    if (event === undefined) return 0;
    return this.run.timed ? event.at - this.events[0].at : event.id - 1;
  }

  /** Of times since the beginning, idle stretches folded or not. Made when it is first wanted. */
  axis(folding = true): Axis {
    const make = () =>
      axisOf(
        Float64Array.from(this.events, (_, at) => this.timeOf(at)),
        folding,
      );
    return folding ? (this.folded ??= make()) : (this.plain ??= make());
  }

  /** Variables a frame sees after `count` events, those of the frames around it first. O(visits of these frames). */
  variables(frame: Frame | undefined, count: number): { readonly frame: Frame; readonly values: JsonObject }[] {
    const scopes: { frame: Frame; values: JsonObject }[] = [];
    for (let at: Frame | null = frame ?? null; at !== null; at = at.parent) {
      const values: JsonObject = Object.create(null);
      for (const { to } of at.visits) if (to >= 0 && to < count) Object.assign(values, assignedBy(this.events[to]));
      if (Object.keys(values).length > 0) scopes.unshift({ frame: at, values });
    }
    return scopes;
  }

  /** Readable place of a visit: "Ship each[2] › Ship", with the numbers of iterations. */
  placeOf(visit: Visit): string {
    const parts: string[] = [this.nodeOf(visit)?.name ?? "?"];
    for (let frame = this.frameOf(visit); frame?.within; frame = frame.parent ?? undefined) {
      const around = this.nodeOf(frame.within);
      parts.unshift(
        around.kind === "Map" ? `${around.name}[${frame.number}]` : `${around.name} › branch ${frame.number}`,
      );
    }
    return parts.join(" › ");
  }

  /** The failure an event tells of. */
  failureAt(at: number): { error: string; cause: string } | undefined {
    const event = this.events[at];
    return event && failureOf(event);
  }
}

function assignedBy(event: Event): JsonObject {
  const assigned = (event.details as { assigned?: Json } | null)?.assigned;
  return typeof assigned === "object" && assigned !== null && !Array.isArray(assigned) ? assigned : {};
}
