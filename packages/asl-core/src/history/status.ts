import type { Event } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import { isEventType, isRedrive } from "./aws-event.js";

/**
 * How a state stands: nothing of it has happened; it works; it waits for an answer or a moment; it waits to be tried
 * again; or how the visit ended that changed last. A Catch makes a failure "caught".
 */
export type StateStatus =
  | "not reached"
  | "running"
  | "waiting"
  | "backoff"
  | "succeeded"
  | "caught"
  | "failed"
  | "aborted"
  | "timed out";

/** One state after some number of events; the visits of all branches and iterations together. */
export interface NodeStatus {
  readonly status: StateStatus;
  /** Visits begun. */
  readonly visits: number;
  /** Failures, those that were retried or caught included. */
  readonly errors: number;
  /** Visits under way. */
  readonly live: number;
}

/** How a visit ended, or would if nothing took its failure. */
type Ending = "succeeded" | "caught" | "failed" | "aborted" | "timed out";
const ENDINGS: readonly Ending[] = ["succeeded", "caught", "failed", "aborted", "timed out"];

/** A visit under way; replaced, never changed, so that key frames share it. */
interface Open {
  readonly node: number;
  readonly status: "running" | "waiting";
  /** Set by a failure until the next try begins. */
  readonly failure: "failed" | "timed out" | null;
  /** A Parallel or Map that has opened its children. */
  readonly started: boolean;
}

type Kind =
  | "entered"
  | "scheduled"
  | "answered"
  | "failed"
  | "timed out"
  | "evaluation failed"
  | "opened"
  | "iteration"
  | "container failed"
  | "exited"
  | "aborted"
  | "execution failed"
  | "execution aborted"
  | "execution timed out"
  | "execution redriven";

const PATTERNS: readonly (readonly [RegExp, Kind])[] = [
  [/^ExecutionFailed$/, "execution failed"],
  [/^ExecutionAborted$/, "execution aborted"],
  [/^ExecutionTimedOut$/, "execution timed out"],
  [/^ExecutionRedriven$/, "execution redriven"],
  [/^Execution/, "answered"],
  [/StateEntered$/, "entered"],
  [/StateExited$/, "exited"],
  [/^MapIteration(Succeeded|Failed|Aborted)$/, "iteration"],
  [/StateAborted$/, "aborted"],
  [/^(Parallel|Map)StateStarted$/, "opened"],
  [/^(Parallel|Map)StateFailed$/, "container failed"],
  [/^(Task|LambdaFunction|Activity)Scheduled$/, "scheduled"],
  [/^(Task|LambdaFunction|Activity)Succeeded$/, "answered"],
  [/^(Task|LambdaFunction|Activity)TimedOut$/, "timed out"],
  [/^(Task|LambdaFunction|Activity)\w*Failed$/, "failed"],
  [/^EvaluationFailed$/, "evaluation failed"],
];

const kinds = new Map<string, Kind | undefined>();

/** What an event means for states. Each type is looked at once. */
function kindOf(type: string): Kind | undefined {
  if (kinds.has(type)) return kinds.get(type);
  const isKnown = isEventType(type) || isRedrive(type);
  const kind = isKnown ? PATTERNS.find(([pattern]) => pattern.test(type))?.[1] : undefined;
  if (isKnown) kinds.set(type, kind);
  return kind;
}

/** All that is known after some number of events. */
class Tally {
  count = 0;
  /** The last event counted in: tells whether a history still begins the same way. */
  last: Event | undefined = undefined;
  /** Whether the execution went on after it had ended. */
  redriven = false;
  readonly visits: Int32Array;
  readonly errors: Int32Array;
  /** 0, or 1 + the index of the last ending. */
  readonly ended: Uint8Array;
  /** By frame. */
  readonly open: Map<number, Open>;
  /** Frame → the frame of the Parallel or Map around it, -1 for the root. */
  readonly parents: Map<number, number>;

  constructor(
    readonly machine: Machine,
    from?: Tally,
  ) {
    const nodes = machine.nodes.length;
    this.visits = from?.visits.slice() ?? new Int32Array(nodes);
    this.errors = from?.errors.slice() ?? new Int32Array(nodes);
    this.ended = from?.ended.slice() ?? new Uint8Array(nodes);
    this.open = new Map(from?.open);
    this.parents = new Map(from?.parents);
    if (from === undefined) return;
    this.count = from.count;
    this.last = from.last;
    this.redriven = from.redriven;
  }

  add(event: Event, events: readonly Event[]): void {
    this.apply(event, events);
    this.count++;
    this.last = event;
  }

  private apply(event: Event, events: readonly Event[]): void {
    const kind = kindOf(event.type);
    switch (kind) {
      case undefined:
        return;
      case "entered":
        return this.enter(event, events);
      case "iteration":
        return this.forget(events[event.previous - 1]?.frame, event.frame);
      case "execution failed":
        return this.executionFailed(event, events);
      case "execution aborted":
        return this.closeAll("aborted");
      case "execution timed out":
        return this.closeAll("timed out");
      case "execution redriven":
        this.redriven = true;
        return;
      default:
        return this.move(event, kind);
    }
  }

  private enter(event: Event, events: readonly Event[]): void {
    const { frame, node, type } = event;
    const before = events[event.previous - 1]?.frame;
    if (before !== frame) this.parents.set(frame, before ?? -1);
    if (node < 0) return void this.open.delete(frame); // a state that the machine no longer has
    this.visits[node]++;
    const status = type === "WaitStateEntered" ? "waiting" : "running";
    this.open.set(frame, { node, status, failure: null, started: false });
    if (type === "FailStateEntered") this.failNow(frame);
  }

  private move(event: Event, kind: Kind): void {
    const { frame } = event;
    const visit = this.open.get(frame) ?? this.goneOn(event, kind);
    if (visit === undefined) return;
    switch (kind) {
      case "scheduled":
        return this.set(frame, { ...visit, status: "waiting", failure: null });
      case "answered":
        return this.set(frame, { ...visit, status: "running" });
      case "evaluation failed":
        return this.failNow(frame);
      case "failed":
      case "timed out":
        return this.fail(frame, kind);
      case "opened":
        return this.reopen(frame, visit);
      case "container failed":
        this.closeInside(frame);
        return this.failNow(frame);
      case "exited":
        if (visit.started) this.closeInside(frame);
        return this.close(frame, event.via?.startsWith("catch") ? "caught" : "succeeded");
      case "aborted":
        if (visit.started) this.closeInside(frame);
        return this.close(frame, visit.failure ?? "aborted");
    }
  }

  /** A visit that the end of the execution closed, and a redrive goes on with. */
  private goneOn({ frame, node }: Event, kind: Kind): Open | undefined {
    if (!this.redriven || kind === "aborted" || node < 0) return undefined;
    const visit: Open = { node, status: "running", failure: null, started: kind === "opened" };
    this.open.set(frame, visit);
    return visit;
  }

  private set(frame: number, visit: Open): void {
    this.open.set(frame, visit);
  }

  /** One failure may be told by several events. */
  private fail(frame: number, failure: "failed" | "timed out"): void {
    const visit = this.open.get(frame);
    if (visit === undefined || visit.failure !== null) return;
    this.errors[visit.node]++;
    this.open.set(frame, { ...visit, status: "running", failure });
  }

  /** A failure in the midst of a step, which passes on at once what no policy of the state could take. */
  private failNow(frame: number): void {
    this.fail(frame, "failed");
    const visit = this.open.get(frame);
    const node = visit && this.machine.nodes[visit.node];
    if (node?.retry.length === 0 && node.catch.length === 0) this.close(frame, "failed");
  }

  /** A Parallel or Map that starts a second time has failed before, which no event told. */
  private reopen(frame: number, visit: Open): void {
    if (visit.started) {
      this.fail(frame, "failed");
      this.closeInside(frame);
    }
    this.open.set(frame, { ...visit, status: "running", failure: null, started: true });
  }

  /** Being aborted does not hide that another visit failed, which is why it was. */
  private close(frame: number, ending: Ending): void {
    const visit = this.open.get(frame);
    if (visit === undefined) return;
    this.open.delete(frame);
    const before = ENDINGS[this.ended[visit.node] - 1];
    if (ending === "aborted" && (before === "failed" || before === "timed out")) return;
    this.ended[visit.node] = 1 + ENDINGS.indexOf(ending);
  }

  private closeInside(container: number): void {
    for (const frame of [...this.parents.keys()])
      if (frame !== container && this.isInside(frame, container)) {
        this.close(frame, this.open.get(frame)?.failure ?? "aborted");
        this.parents.delete(frame);
      }
  }

  private isInside(frame: number, container: number): boolean {
    let at: number | undefined = frame;
    while (at !== undefined && at !== container && at >= 0) at = this.parents.get(at);
    return at === container;
  }

  /** An iteration has ended. Its own visits have been closed by their events, or are closed with its Map. */
  private forget(frame: number | undefined, map: number): void {
    if (frame === undefined || this.parents.get(frame) !== map || this.open.has(frame)) return;
    this.parents.delete(frame);
  }

  /** The visit whose event the failure follows, and those around it, have failed. */
  private executionFailed(event: Event, events: readonly Event[]): void {
    const failing = events[event.previous - 1]?.frame;
    if (failing !== undefined) this.fail(failing, "failed");
    for (let at: number | undefined = failing; at !== undefined && at >= 0; at = this.parents.get(at))
      this.close(at, this.open.get(at)?.failure ?? "failed");
    for (const [frame, { failure }] of [...this.open]) this.close(frame, failure ?? "aborted");
    this.parents.clear();
  }

  private closeAll(ending: Ending): void {
    for (const frame of [...this.open.keys()]) this.close(frame, ending);
    this.parents.clear();
  }

  result(): NodeStatus[] {
    const { machine, visits, errors } = this;
    const statuses = Array.from(this.ended, (ended): StateStatus => (ended === 0 ? "not reached" : ENDINGS[ended - 1]));
    const live = new Int32Array(machine.nodes.length);
    for (const visit of this.open.values()) {
      const now = statusOf(visit, machine);
      if (live[visit.node]++ === 0 || LIVELINESS.indexOf(now) < LIVELINESS.indexOf(statuses[visit.node]))
        statuses[visit.node] = now;
    }
    return statuses.map((status, i) => ({ status, visits: visits[i], errors: errors[i], live: live[i] }));
  }
}

/** Of several visits under way the liveliest is shown. */
const LIVELINESS: readonly StateStatus[] = ["running", "waiting", "backoff", "timed out", "failed"];

/** A failure that a retrier may take waits to be tried again, as far as events tell. */
function statusOf({ node, status, failure }: Open, machine: Machine): StateStatus {
  if (failure === null) return status;
  return machine.nodes[node].retry.length > 0 ? "backoff" : failure;
}

/** Events between key frames, at least. */
const INTERVAL = 256;

/**
 * The status of every state at any place of a history. Going on from the last place costs the events between; going
 * anywhere else the events since a key frame, of which there is one every few hundred events (as many as the machine has
 * states, where those are more). A history may grow, be cut and grow differently: what was counted for other events is
 * counted again. Events are compared by identity, so pass the same ones each time.
 */
export class StatusIndex {
  private readonly frames: Tally[] = [];
  private readonly interval: number;
  private current: Tally;

  constructor(readonly machine: Machine) {
    this.interval = Math.max(INTERVAL, machine.nodes.length);
    this.current = new Tally(machine);
  }

  /** By node, after the first `count` events of one execution. O(states) beside the events to be counted. */
  at(events: readonly Event[], count: number = events.length): NodeStatus[] {
    const tally = this.tallyBefore(events, count);
    while (tally.count < count) {
      tally.add(events[tally.count], events);
      if (tally.count === (this.frames.length + 1) * this.interval) this.frames.push(new Tally(this.machine, tally));
    }
    this.current = tally;
    return tally.result();
  }

  /** The nearest tally that counts a beginning of these events. */
  private tallyBefore(events: readonly Event[], count: number): Tally {
    const fits = (tally: Tally): boolean =>
      tally.count <= count && (tally.count === 0 || events[tally.count - 1] === tally.last);
    const place = Math.min(this.frames.length, Math.floor(count / this.interval));
    let valid = place;
    while (valid > 0 && !fits(this.frames[valid - 1])) valid--;
    if (valid < place) this.frames.length = valid;
    const frame = this.frames[valid - 1];
    if (fits(this.current) && this.current.count >= (frame?.count ?? 0)) return this.current;
    return new Tally(this.machine, frame);
  }
}

const indexes = new WeakMap<readonly Event[], StatusIndex>();

/**
 * The status of every state, by node, after the first `i` events of an execution's history, made here or by `fromAws`.
 * What was found out is remembered with the array. Cost: see StatusIndex.
 */
export function statusAt(machine: Machine, events: readonly Event[], i: number = events.length): NodeStatus[] {
  let index = indexes.get(events);
  if (index?.machine !== machine) indexes.set(events, (index = new StatusIndex(machine)));
  return index.at(events, Math.min(i, events.length));
}
