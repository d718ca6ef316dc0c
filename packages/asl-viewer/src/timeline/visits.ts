import type { Event } from "asl-core";
import { isEventType } from "asl-core/history";
import { Crossings, edgeOf } from "./crossings.js";
import { haltOf } from "./halts.js";
import type { Journal } from "./journal.js";
import { Lanes } from "./lanes.js";
import { NOWHERE, type Outline } from "./outline.js";
import { failureOf } from "./run.js";
import type { Frame, Visit } from "./visit.js";

export type { Frame, Try, Visit } from "./visit.js";

/** Who was where, from when to when. */
export interface Visits {
  readonly visits: readonly Visit[];
  readonly frames: ReadonlyMap<number, Frame>;
  /** The visit an event belongs to, by the event's index; -1 for none. */
  readonly ofEvent: Int32Array;
  /** Visits by node. */
  readonly byNode: readonly (readonly Visit[])[];
  /** Where edges were taken. */
  readonly crossings: Crossings;
  /** Rows needed for all frames. */
  readonly lanes: number;
}

const BEGINS_TRY = /^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/;
const FAILS_TRY =
  /^(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)$|^(Map|Parallel)StateFailed$|^MapRunFailed$|^EvaluationFailed$/;
const ENDS_TRY = /^(Task|LambdaFunction|Activity)Succeeded$|^(Map|Parallel)StateSucceeded$/;
/** Failures that what happened inside brought about. */
export const PASSES_ON = /^(Map|Parallel)StateFailed$|^MapIterationFailed$/;
const ITERATION = /^MapIteration(Succeeded|Failed|Aborted)$/;

/** Finds every visit, frame and crossing of a history, event by event. O(log rows in use) for an event that opens or ends a frame, else O(1). */
export class Reading implements Visits {
  readonly visits: Visit[] = [];
  readonly frames = new Map<number, Frame>();
  readonly byNode: Visit[][];
  readonly crossings: Crossings;
  ofEvent: Int32Array;
  private readonly open = new Map<number, Visit>();
  /** By visit and number the latest branch or iteration. */
  private readonly latestInside = new WeakMap<Visit, Map<number, Frame>>();
  private readonly rows: Lanes;
  /** Whether the execution went on after it had ended. */
  redriven = false;

  constructor(
    private readonly events: readonly Event[],
    private readonly outline: Outline,
    private readonly journal: Journal,
  ) {
    this.ofEvent = new Int32Array(events.length);
    this.byNode = outline.nodes.map(() => []);
    this.crossings = new Crossings(journal);
    this.rows = new Lanes(journal);
  }

  get lanes(): number {
    return this.rows.count;
  }

  /** Takes in the event at an index, which follows the one before. */
  add(at: number): void {
    const event = this.events[at];
    const { type, frame } = event;
    if (at >= this.ofEvent.length) this.grow();
    this.ofEvent[at] = -1;
    if (!isEventType(type)) return this.aside(event, at);
    if (type.startsWith("Execution")) return this.execution(event, at);
    if (type.endsWith("StateEntered")) this.enter(event, at);
    const visit = this.open.get(frame) ?? this.goOn(event, at);
    if (visit === undefined) return;
    this.ofEvent[at] = visit.index;
    this.journal.change(this.frames.get(frame)!, { last: at });
    this.follow(event, at, visit);
  }

  /** A redrive, or an event of a type that is not known: it is listed where it happened, and changes nothing. */
  private aside({ type, frame }: Event, at: number): void {
    if (type === ("ExecutionRedriven" as string))
      this.journal.change<Pick<Reading, "redriven">>(this, { redriven: true });
    else this.ofEvent[at] = this.open.get(frame)?.index ?? -1;
  }

  /** The visit that the end of the execution closed, where a redrive goes on with it; those around it go on, too. */
  private goOn({ frame, node, type }: Event, at: number): Visit | undefined {
    const visit = this.redriven ? this.frames.get(frame)?.visits.at(-1) : undefined;
    if (visit === undefined || visit.node !== node || type.endsWith("Aborted")) return undefined;
    return this.reopen(visit, at);
  }

  private reopen(visit: Visit, at: number): Visit {
    const { journal } = this;
    const frame = this.frames.get(visit.frame) as Frame;
    journal.change(visit, {
      ...{ halts: [...(visit.halts ?? []), haltOf(visit, at)] },
      ...{ to: -1, failed: false, failedAt: -1, aborted: false, via: null },
    });
    journal.change(frame, { ended: -1, ending: null, over: -1 });
    this.rows.turn(frame);
    journal.put(this.open, visit.frame, visit);
    this.reopenAround(frame, at);
    return visit;
  }

  private reopenAround({ within }: Frame, at: number): void {
    if (this.redriven && within !== null && within.to >= 0 && this.open.get(within.frame) === undefined)
      this.reopen(within, at);
  }

  private grow(): void {
    const larger = new Int32Array(Math.max(64, this.ofEvent.length * 2, this.events.length));
    larger.set(this.ofEvent);
    this.ofEvent = larger;
  }

  private enter(event: Event, at: number): void {
    const frame = this.frames.get(event.frame) ?? this.openFrame(event, at);
    this.reopenAround(frame, at);
    const failed = event.type === "FailStateEntered";
    const visit: Visit = {
      ...{ index: this.visits.length, node: event.node, frame: event.frame, from: at, to: -1 },
      ...{ tries: [], failed, failedAt: failed ? at : -1, aborted: false, via: null, children: [] },
    };
    const { journal } = this;
    if (frame.first === at && frame.parent === null) this.crossings.add("start start", at, NOWHERE);
    journal.push(this.visits, visit);
    journal.push(frame.visits, visit);
    if (this.byNode[event.node] !== undefined) journal.push(this.byNode[event.node], visit);
    journal.put(this.open, event.frame, visit);
  }

  private openFrame(event: Event, at: number): Frame {
    const before = this.events[event.previous - 1];
    const within = before === undefined ? undefined : this.open.get(before.frame);
    const parent = within === undefined ? null : this.frames.get(within.frame)!;
    const frame: Frame = {
      ...{ serial: event.frame, parent, within: within ?? null, number: this.numberOf(event, before) },
      ...{
        depth: parent === null ? 0 : parent.depth + 1,
        first: at,
        last: at,
        ended: -1,
        ending: null,
        over: -1,
        visits: [],
        lane: 0,
      },
    };
    this.rows.give(frame);
    this.journal.put(this.frames, event.frame, frame);
    if (within !== undefined) this.put(frame, within);
    return frame;
  }

  private put(frame: Frame, within: Visit): void {
    this.journal.push(within.children, frame);
    this.journal.put(this.latestIn(within), frame.number, frame);
  }

  private latestIn(visit: Visit): Map<number, Frame> {
    let found = this.latestInside.get(visit);
    if (found === undefined) this.latestInside.set(visit, (found = new Map()));
    return found;
  }

  private numberOf({ node }: Event, before: Event | undefined): number {
    if (before?.type === "MapIterationStarted") return before.details.index;
    const block = this.outline.nodes[node]?.block ?? NOWHERE;
    const owner = this.outline.nodes[this.outline.blocks[block]?.owner ?? NOWHERE];
    return Math.max(0, owner?.branches.indexOf(block) ?? 0);
  }

  private follow(event: Event, at: number, visit: Visit): void {
    const { type } = event;
    if (BEGINS_TRY.test(type)) this.begin(visit, at);
    else if (FAILS_TRY.test(type)) this.fail(visit, event, at);
    else if (ENDS_TRY.test(type)) this.closeTry(visit, at);
    else if (ITERATION.test(type)) this.endIteration(event, at, visit);
    else if (type.endsWith("StateExited")) this.end(visit, at, event.via);
    else if (type.endsWith("StateAborted")) {
      this.journal.change(visit, { aborted: !visit.failed });
      this.end(visit, at, null);
    }
  }

  private begin(visit: Visit, at: number): void {
    const last = visit.tries.at(-1);
    if (last !== undefined && last.to < 0) this.journal.change(last, { to: at, failed: true });
    this.journal.change(visit, { failed: false, failedAt: -1 });
    this.journal.push(visit.tries, { from: at, to: -1, failed: false, error: "", cause: "" });
  }

  private fail(visit: Visit, event: Event, at: number): void {
    const last = visit.tries.at(-1);
    const isTold = visit.failed && PASSES_ON.test(event.type);
    this.blame(event, at);
    this.journal.change(visit, { failed: true, failedAt: isTold ? visit.failedAt : at });
    this.endInside(visit, at);
    if (last !== undefined && (last.to < 0 || last.to === at - 1))
      this.journal.change(last, { to: at, failed: true, ...failureOf(event) });
  }

  /** A failure follows the visit that it came of, which may have told nothing itself: a Choice without a match. */
  private blame({ type, previous }: Event, at: number): void {
    const visit = this.visits[this.ofEvent[previous - 1] ?? -1];
    if (!PASSES_ON.test(type) || visit === undefined || visit.failed || (visit.to >= 0 && !visit.aborted)) return;
    this.journal.change(visit, { failed: true, failedAt: at, aborted: false });
  }

  private endIteration(event: Event, at: number, visit: Visit): void {
    if (event.type === "MapIterationFailed") this.blame(event, at);
    const index = (event.details as { index?: number } | null)?.index;
    const frame = index === undefined ? undefined : this.latestIn(visit).get(index);
    if (frame === undefined || frame.ended >= 0) return;
    const ending = event.type.slice("MapIteration".length).toLowerCase() as Frame["ending"];
    this.journal.change(frame, { ended: at, ending, over: at });
    this.rows.turn(frame);
  }

  /** What still goes on in branches and iterations ends with the try that opened them. */
  private endInside(container: Visit, at: number): void {
    for (let child = container.children.length - 1; child >= 0; child--) {
      const frame = container.children[child];
      const visit = this.open.get(frame.serial);
      if (frame.over < 0) this.finish(frame, at);
      if (visit === undefined) continue;
      this.journal.change(visit, { aborted: !visit.failed });
      this.end(visit, at, null);
    }
  }

  private end(visit: Visit, at: number, via: string | null): void {
    const { journal } = this;
    this.endInside(visit, at);
    journal.change(visit, { to: at, via });
    if (visit.tries.at(-1)?.to === -1) this.closeTry(visit, at);
    journal.drop(this.open, visit.frame);
    this.leave(visit, at, via);
  }

  /** Marks the way that was taken, and the end of the frame where it leads nowhere. */
  private leave({ node, frame }: Visit, at: number, via: string | null): void {
    const state = this.outline.nodes[node];
    if (state === undefined || via === null) return;
    const isLast = state.kind === "Succeed" || (via === "next" && state.next < 0);
    const edge = edgeOf(state, via);
    if (edge !== undefined) this.crossings.add(edge, at, node);
    if (isLast) this.finish(this.frames.get(frame)!, at);
  }

  /** Nothing more comes of a frame. */
  private finish(frame: Frame, at: number): void {
    this.journal.change(frame, { over: at });
    this.rows.turn(frame);
  }

  /** What ends the execution ends all that is open. */
  private execution(event: Event, at: number): void {
    const { type } = event;
    if (type === "ExecutionStarted") return;
    const { journal } = this;
    if (type !== "ExecutionSucceeded") this.ofEvent[at] = this.ofEvent[event.previous - 1] ?? -1;
    if (type === "ExecutionFailed") this.failAround(event, at);
    for (const one of this.open.values()) {
      if (one.to < 0 && !one.failed) journal.change(one, { aborted: type !== "ExecutionSucceeded" });
      journal.change(one, { to: at });
    }
    for (const serial of this.open.keys()) journal.drop(this.open, serial);
  }

  /** The visit that the execution failed of, and those around it. */
  private failAround(event: Event, at: number): void {
    let visit: Visit | null = this.visits[this.ofEvent[at]] ?? null;
    for (; visit !== null; visit = this.frames.get(visit.frame)?.within ?? null)
      if (visit.to < 0)
        this.journal.change(visit, { failed: true, failedAt: this.tellsOf(visit, event) ? visit.failedAt : at });
  }

  /** Whether a visit has told the failure that the execution ends with: a catcher that fails itself brings another. */
  private tellsOf({ failed, failedAt }: Visit, event: Event): boolean {
    const told = failed ? failureOf(this.events[failedAt]) : undefined;
    return failed && (told === undefined || told.error === failureOf(event)?.error);
  }

  private closeTry(visit: Visit, at: number): void {
    const last = visit.tries.at(-1);
    if (last !== undefined && last.to < 0) this.journal.change(last, { to: at });
  }
}
