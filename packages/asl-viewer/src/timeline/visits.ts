import type { Event } from "asl-core";
import { NOWHERE, type Outline } from "./outline.js";
import { failureOf } from "./run.js";

/** One attempt of a visit at its work. Places are indexes into the events; -1 where it has not ended. */
export interface Try {
  readonly from: number;
  to: number;
  failed: boolean;
  error: string;
  cause: string;
}

/** One stay of a frame in a state. Places are indexes into the events. */
export interface Visit {
  readonly index: number;
  readonly node: number;
  readonly frame: number;
  readonly from: number;
  /** The event that ended it; -1 while none did. */
  to: number;
  /** Of Tasks, Parallels and Maps. */
  readonly tries: Try[];
  failed: boolean;
  aborted: boolean;
  /** Edge it was left by. */
  via: string | null;
  /** Frames opened inside, in the order of their beginning: branches or iterations. */
  readonly children: Frame[];
}

/** One thread of the execution: the whole, a branch, an iteration. */
export interface Frame {
  readonly serial: number;
  readonly parent: Frame | null;
  /** The visit of the Parallel or Map that opened it; null for the whole execution. */
  readonly within: Visit | null;
  /** Number of the branch or iteration; 0 for the whole execution. */
  readonly number: number;
  readonly depth: number;
  readonly first: number;
  last: number;
  /** How an iteration ended, and where; -1 while it has not. */
  ended: number;
  ending: "succeeded" | "failed" | "aborted" | null;
  readonly visits: Visit[];
  /** Its row in a timeline. */
  lane: number;
}

/** Who was where, from when to when. */
export interface Visits {
  readonly visits: readonly Visit[];
  readonly frames: ReadonlyMap<number, Frame>;
  /** The visit an event belongs to, by the event's index; -1 for none. */
  readonly ofEvent: Int32Array;
  /** Visits by node. */
  readonly byNode: readonly (readonly Visit[])[];
  /** Rows needed for all frames. */
  readonly lanes: number;
}

const BEGINS_TRY = /^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/;
const FAILS_TRY = /^(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)$|^(Map|Parallel)StateFailed$|^EvaluationFailed$/;
const ENDS_TRY = /^(Task|LambdaFunction|Activity)Succeeded$|^(Map|Parallel)StateSucceeded$/;
const ITERATION = /^MapIteration(Succeeded|Failed|Aborted)$/;

/** Finds every visit and frame of a history. Linear, but for lanes: O(frames × lanes in use). */
export function visitsOf(events: readonly Event[], outline: Outline): Visits {
  const reading = new Reading(events, outline);
  for (let at = 0; at < events.length; at++) reading.add(events[at], at);
  return reading.finish();
}

class Reading {
  private readonly visits: Visit[] = [];
  private readonly frames = new Map<number, Frame>();
  private readonly open = new Map<number, Visit>();
  private readonly ofEvent: Int32Array;
  private readonly byNode: Visit[][];

  constructor(
    private readonly events: readonly Event[],
    private readonly outline: Outline,
  ) {
    this.ofEvent = new Int32Array(events.length).fill(-1);
    this.byNode = outline.nodes.map(() => []);
  }

  add(event: Event, at: number): void {
    const { type, frame } = event;
    if (type.startsWith("Execution")) return this.execution(event, at);
    if (type.endsWith("StateEntered")) this.enter(event, at);
    const visit = this.open.get(frame);
    if (visit === undefined) return;
    this.ofEvent[at] = visit.index;
    this.frames.get(frame)!.last = at;
    this.follow(event, at, visit);
  }

  private enter(event: Event, at: number): void {
    const frame = this.frames.get(event.frame) ?? this.openFrame(event, at);
    const visit: Visit = {
      ...{ index: this.visits.length, node: event.node, frame: event.frame, from: at, to: -1 },
      ...{ tries: [], failed: event.type === "FailStateEntered", aborted: false, via: null, children: [] },
    };
    this.visits.push(visit);
    frame.visits.push(visit);
    this.byNode[event.node]?.push(visit);
    this.open.set(event.frame, visit);
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
        visits: [],
        lane: 0,
      },
    };
    this.frames.set(event.frame, frame);
    within?.children.push(frame);
    return frame;
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
    else if (ENDS_TRY.test(type)) closeTry(visit, at);
    else if (ITERATION.test(type)) this.endIteration(event, at, visit);
    else if (type.endsWith("StateExited")) this.end(visit, at, event.via);
    else if (type.endsWith("StateAborted")) {
      visit.aborted = !visit.failed;
      this.end(visit, at, null);
    }
  }

  private begin(visit: Visit, at: number): void {
    const last = visit.tries.at(-1);
    if (last !== undefined && last.to < 0) Object.assign(last, { to: at, failed: true });
    visit.failed = false;
    visit.tries.push({ from: at, to: -1, failed: false, error: "", cause: "" });
  }

  private fail(visit: Visit, event: Event, at: number): void {
    const last = visit.tries.at(-1);
    visit.failed = true;
    this.endInside(visit, at);
    if (last !== undefined && (last.to < 0 || last.to === at - 1))
      Object.assign(last, { to: at, failed: true, ...failureOf(event) });
  }

  private endIteration(event: Event, at: number, visit: Visit): void {
    const index = (event.details as { index?: number } | null)?.index;
    const frame = visit.children.findLast(({ number, ended }) => number === index && ended < 0);
    if (frame === undefined) return;
    frame.ended = at;
    frame.ending = event.type.slice("MapIteration".length).toLowerCase() as Frame["ending"];
  }

  /** What still goes on in branches and iterations ends with the try that opened them. */
  private endInside(container: Visit, at: number): void {
    for (const { serial } of container.children) {
      const visit = this.open.get(serial);
      if (visit === undefined) continue;
      visit.aborted = !visit.failed;
      this.end(visit, at, null);
    }
  }

  private end(visit: Visit, at: number, via: string | null): void {
    this.endInside(visit, at);
    visit.to = at;
    visit.via = via;
    if (visit.tries.at(-1)?.to === -1) closeTry(visit, at);
    this.open.delete(visit.frame);
  }

  /** What ends the execution ends all that is open. */
  private execution({ type }: Event, at: number): void {
    if (type === "ExecutionStarted") return;
    const failing = this.ofEvent[this.events[at].previous - 1] ?? -1;
    if (type !== "ExecutionSucceeded") this.ofEvent[at] = failing;
    let visit: Visit | null = this.visits[failing] ?? null;
    for (; visit !== null; visit = this.frames.get(visit.frame)?.within ?? null)
      if (type !== "ExecutionSucceeded" && visit.to < 0) visit.failed = true;
    for (const one of this.open.values()) {
      if (one.to < 0 && !one.failed) one.aborted = type !== "ExecutionSucceeded";
      one.to = at;
    }
    this.open.clear();
  }

  finish(): Visits {
    const { visits, frames, ofEvent, byNode } = this;
    return { visits, frames, ofEvent, byNode, lanes: giveLanes([...frames.values()]) };
  }
}

function closeTry(visit: Visit, at: number): void {
  const last = visit.tries.at(-1);
  if (last !== undefined && last.to < 0) last.to = at;
}

/** Each frame gets the first row below its parent's that is free from its first event to its last. Returns their count. */
function giveLanes(frames: readonly Frame[]): number {
  const busyUntil: number[] = [];
  for (const frame of frames) {
    let lane = frame.parent === null ? 0 : frame.parent.lane + 1;
    while (lane < busyUntil.length && busyUntil[lane] >= frame.first) lane++;
    frame.lane = lane;
    while (busyUntil.length <= lane) busyUntil.push(-1);
    busyUntil[lane] = lastOf(frame);
  }
  return Math.max(1, busyUntil.length);
}

/** Children of a frame end before it does; a frame that never ended lasts as long as its last event. */
const lastOf = (frame: Frame): number => Math.max(frame.last, frame.ended);
