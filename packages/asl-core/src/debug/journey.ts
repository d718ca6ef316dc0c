import type { Event, Frame } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import { type Cursor, nextOf } from "./cursor.js";
import type { Goal } from "./goal.js";
import { atStep, comparePositions, type Position } from "./position.js";
import type { Probe } from "./probe.js";
import { Reel } from "./reel.js";
import { type Moment, rehearse } from "./rehearsal.js";
import type { Stand } from "./stand.js";
import type { StopReason } from "./stop.js";
import { type FrameId, frameId } from "./thread.js";
import type { Hits, Trapper } from "./trapper.js";
import { ENTRY, INSIDE, type Traps } from "./traps.js";

/** Where a way forward has ended. */
export interface Arrival {
  readonly reason: StopReason;
  readonly position: Position;
  /** The frame it is about, where it is about one. */
  readonly frame?: FrameId;
  readonly hits?: Hits;
  readonly error?: { readonly error: string | null; readonly cause: string | null };
  /** What it is about, in words. */
  readonly about?: string;
}

/*
 * Theory of operation.
 *
 * While the run goes on nothing is looked at but one byte per state and, where error or event breakpoints are set, failures
 * and events. That says where it may be worth to stop; the run is halted there, and only then is it looked closely: is the
 * goal reached, does a condition hold, what happens inside the step that comes next. For that the step is rehearsed on
 * copies. So a place inside a step is found before the step has happened, and nothing is asked of a handler ahead of time.
 * A breakpoint on a state that only counts its hits costs O(1) a hit; a condition or a log text needs the end of the run:
 * O(executions), and copies of those alone that something has happened to since it was last needed.
 *
 * Failures and events cannot be foreseen so: the step has happened, on the tape, when they are noticed. The session then
 * stands before the end of its tape, inside that step, and goes on along the tape.
 */

/** Places that are looked at before others get their turn: where a breakpoint is passed by again and again. */
const BREATH = 64;

/** One way forward: to a goal, or to what stops the run before that. */
export class Journey {
  private readonly start: Position;

  constructor(
    private readonly cursor: Cursor,
    private readonly traps: Traps,
    private readonly trapper: Trapper,
    private readonly goal: Goal,
  ) {
    this.start = cursor.position;
  }

  async go(): Promise<Arrival> {
    const { cursor } = this;
    const isEntry = await this.begin();
    if (isEntry && this.goal.after !== undefined) return { reason: "step", position: cursor.position };
    for (let looks = 0; ; looks++) {
      const seen = this.look(looks === 0 && !isEntry, looks === 0);
      if (seen !== undefined) return seen;
      if (looks % BREATH === BREATH - 1) await cursor.breathe();
      if (cursor.pause.isWanted) return { reason: "pause", position: cursor.position };
      const before = cursor.position;
      const { halt, found } = await cursor.move(this.probe());
      const arrival = (found >= 0 ? this.lookBack(found) : undefined) ?? this.arrive(halt, before);
      if (arrival !== undefined) return arrival;
    }
  }

  /** At the very beginning the first state counts as the one it stands before, but for breakpoints. */
  private async begin(): Promise<boolean> {
    const { cursor } = this;
    if (cursor.position.step > 0) return false;
    await cursor.move({ armed: null, before: () => true }, 1);
    return true;
  }

  private arrive(halt: string, before: Position): Arrival | undefined {
    const { cursor, goal } = this;
    const { position } = cursor;
    if (cursor.next === undefined && goal.after?.() === true) return { reason: "step", position };
    if (halt === "asked") return { reason: "task", position };
    if (halt === "paused") return { reason: "pause", position };
    if (halt === "ended" || halt === "idle" || halt === "waiting")
      return { reason: halt === "waiting" ? "task" : "end", position };
    if (halt === "halted" && comparePositions(before, position) === 0 && cursor.next === undefined)
      return { reason: "end", position };
    return undefined;
  }

  /** What to look out for. */
  private probe(): Probe {
    const { goal, traps, cursor } = this;
    const armed = traps.armed(cursor.machine);
    const errors = goal.failure === true ? [] : traps.of("error");
    const events = new Set(traps.of("event").map(({ spec }) => spec.event));
    const { before } = goal;
    const mayStop = ({ index }: Node, { phase }: Frame) =>
      armed[index] >= INSIDE || (phase === "enter" && armed[index] === ENTRY);
    return {
      armed: before === undefined && goal.stage === undefined ? armed : null,
      before: (node, frame, execution, number) =>
        mayStop(node, frame) ||
        before?.(node, frame, execution, number) === true ||
        goal.stage?.(frame, number) === true,
      after: goal.after && (() => goal.after!()),
      event: events.size === 0 ? undefined : ({ type }) => events.has(type),
      failure:
        goal.failure || errors.length > 0
          ? ({ error }) => goal.failure === true || errors.some((trap) => names(trap.spec.error!, error))
          : undefined,
      retrier: goal.retry && (() => true),
    };
  }

  /** The step that comes next: whether to stop before it, or inside. */
  private look(isPassed: boolean, isFirst: boolean): Arrival | undefined {
    const { cursor, goal } = this;
    const next = cursor.next;
    if (next === undefined) return undefined;
    const { node, frame, execution, number } = next;
    const from = cursor.position;
    const id = frameId(number, frame.serial);
    if (!isPassed && frame.phase === "enter") {
      const hits = this.trapper.spring(this.trapsAt("state", node), from, () => cursor.scene, id);
      if (hits !== undefined) return { reason: "breakpoint", position: from, frame: id, hits };
    }
    if (!isFirst && goal.before?.(node, frame, execution, number) === true)
      return { reason: "step", position: from, frame: id };
    const isInside =
      (this.traps.armed(cursor.machine)[node.index] & INSIDE) !== 0 || goal.stage?.(frame, number) === true;
    return isInside ? this.lookInside(from, number) : undefined;
  }

  private trapsAt(kind: "state" | "stage" | "rule" | "error" | "event", node: Node | undefined) {
    return this.traps.of(kind).filter((trap) => trap.concerns(node));
  }

  /** Data stages and decisions of the step that comes next, from a place in it on. */
  private lookInside(from: Position, number: number): Arrival | undefined {
    const before = this.cursor.copy();
    for (const moment of this.cursor.rehearsal.moments) {
      if (moment.stage <= from.stage || moment.type === "failure") continue;
      const found = this.lookAt(moment, before, { step: from.step, stage: moment.stage }, number);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private lookAt(moment: Moment, before: Stand, position: Position, number: number): Arrival | undefined {
    const { node, frame } = moment;
    const id = frameId(number, frame.serial);
    const kind = moment.type === "stage" ? "stage" : "rule";
    const reached = this.trapsAt(kind, node).filter((trap) => trap.isReached(moment));
    const hits = this.trapper.spring(reached, position, () => this.cursor.past.sceneFrom(before, position), id);
    const about = moment.type === "stage" ? moment.name : moment.type === "way" ? moment.via : undefined;
    if (hits !== undefined) return { reason: "breakpoint", position, frame: id, hits, about };
    const isGoal = moment.type === "stage" && this.goal.stage?.(frame, number) === true;
    return isGoal ? { reason: "step", position, frame: id, about } : undefined;
  }

  /** A step that has happened: where in it, or after it, to stop. */
  private lookBack(step: number): Arrival | undefined {
    const found = this.failedIn(step);
    if (found !== undefined || comparePositions(atStep(step + 1), this.start) <= 0) return found;
    return this.written(step) ?? (this.goal.retry === true ? this.retried(step) : undefined);
  }

  private failedIn(step: number): Arrival | undefined {
    const { cursor, goal, traps } = this;
    if (goal.failure !== true && traps.of("error").length === 0) return undefined;
    const before = cursor.past.standAt(step);
    const next = nextOf(before);
    if (next === undefined) return undefined;
    for (const moment of rehearse(cursor.tape, before).moments) {
      const position = { step, stage: moment.stage };
      if (moment.type !== "failure" || comparePositions(position, this.start) <= 0) continue;
      const found = this.failed(moment, before, position, next.number);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private failed(
    moment: Extract<Moment, { type: "failure" }>,
    before: Stand,
    position: Position,
    number: number,
  ): Arrival | undefined {
    const { failure, frame, node } = moment;
    const id = frameId(number, frame.serial);
    const { error, cause } = failure;
    const stop = { reason: "error", position, frame: id, error: { error, cause } } as const;
    if (this.goal.failure === true) return stop;
    const isCaught = this.isCaught(before, number);
    const reached = this.trapsAt("error", node).filter(
      ({ spec }) => names(spec.error!, error) && (spec.caught === undefined || spec.caught === isCaught),
    );
    const hits = this.trapper.spring(reached, position, () => this.cursor.past.sceneFrom(before, position), id);
    return hits && { ...stop, hits };
  }

  /** Whether the execution outlives the step. */
  private isCaught(before: Stand, number: number): boolean {
    const after = before.copy(); // the step may be beyond the end of the tape
    new Reel(this.cursor.tape, after).to(before.step + 1);
    return after.executions[number].status === "RUNNING";
  }

  /** Event breakpoints of a step that has happened. */
  private written(step: number): Arrival | undefined {
    const position = atStep(step + 1);
    const traps = this.traps.of("event");
    if (traps.length === 0) return undefined;
    const { nodes } = this.cursor.tape.machineAt(step);
    let found: Arrival | undefined;
    for (const { event, number } of this.eventsOf(step)) {
      const reached = traps.filter((trap) => trap.spec.event === event.type && trap.concerns(nodes[event.node]));
      const id = frameId(number, event.frame);
      const scene = () => this.sceneWith(step, number, event.frame);
      const hits = this.trapper.spring(reached, position, scene, id);
      if (hits === undefined) continue;
      const first = found ?? { reason: "breakpoint", position, frame: id, about: event.type };
      found = { ...first, hits: both(found?.hits, hits) };
    }
    return found && this.withNext(found);
  }

  /** What else stops at a place between two steps: a state about to be entered, a failure about to be taken up. */
  private withNext(found: Arrival): Arrival {
    const { cursor } = this;
    const { position } = found;
    const before = cursor.past.standAt(position.step);
    const next = nextOf(before);
    if (next === undefined) return found;
    const scene = () => cursor.past.sceneFrom(before, position);
    const id = frameId(next.number, next.frame.serial);
    const reached = next.frame.phase === "enter" ? this.trapsAt("state", next.node) : [];
    const entry = this.trapper.spring(reached, position, scene, id);
    const here = entry === undefined ? found : { ...found, hits: both(found.hits, entry) };
    if (this.traps.of("error").length === 0) return here;
    for (const moment of rehearse(cursor.tape, before).moments) {
      if (moment.type !== "failure" || moment.stage > 0) break;
      const failed = this.failed(moment, before, position, next.number);
      if (failed !== undefined) return { ...failed, hits: failed.hits && both(here.hits, failed.hits) };
    }
    return here;
  }

  /** After the step; before it, where the frame is gone by then. */
  private sceneWith(step: number, number: number, serial: number) {
    const { past } = this.cursor;
    const scene = past.sceneAt(atStep(step + 1));
    const isThere = scene.executions[number].execution.frames.some((frame) => frame?.serial === serial);
    return isThere ? scene : past.sceneAt(atStep(step));
  }

  private *eventsOf(step: number): Generator<{ event: Event; number: number }> {
    for (const track of this.cursor.tape.tracks) {
      const { steps, number } = track;
      for (let i = steps.firstFrom(step); steps.at(i) === step; i++) yield { event: track.eventsAt(step)[i], number };
    }
  }

  private retried(step: number): Arrival {
    const next = nextOf(this.cursor.past.standAt(step));
    return {
      reason: "step",
      position: atStep(step + 1),
      frame: next && frameId(next.number, next.frame.serial),
      about: "retry",
    };
  }
}

const both = (one: Hits | undefined, other: Hits): Hits => ({
  ids: [...new Set([...(one?.ids ?? []), ...other.ids])],
  faults: [...(one?.faults ?? []), ...other.faults],
});

const names = (wanted: string, error: string | null): boolean => wanted === "*" || wanted === error;
