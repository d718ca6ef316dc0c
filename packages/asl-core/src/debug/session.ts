import type { TaskRequest } from "../drivers/handler.js";
import type { RunOptions } from "../drivers/run.js";
import { startExecution } from "../drivers/virtual.js";
import type { Json } from "../json.js";
import type { Event, Status } from "../kernel/index.js";
import type { QueryLanguage } from "../machine/inquiry.js";
import { Ambush } from "./ambush.js";
import { stepBack } from "./backwards.js";
import type { Breakpoint, BreakpointSpec } from "./breakpoint.js";
import { Cursor } from "./cursor.js";
import type { DebugOptions } from "./debug-options.js";
import { NO_THREAD } from "./family.js";
import { type Goal, goalOf, NEVER } from "./goal.js";
import {
  evaluate,
  type NodeOutline,
  outline,
  type Retries,
  retries,
  type Scope,
  type ScopeName,
  type StackFrame,
  type StageValue,
  scopes,
  stack,
  stages,
  threads,
} from "./inspect/index.js";
import { type Arrival, Journey } from "./journey.js";
import type { Past } from "./past.js";
import { BEGINNING, type Position } from "./position.js";
import type { Program } from "./program.js";
import { rehearse } from "./rehearsal.js";
import { reverse } from "./reverse.js";
import type { Scene } from "./scene.js";
import { Stand } from "./stand.js";
import type { BackKind, StepKind, Stop } from "./stop.js";
import { stopText } from "./stop-text.js";
import { Tape } from "./tape.js";
import { type FrameId, frameId, type Thread, type ThreadId } from "./thread.js";
import { Track } from "./track.js";
import { Traps } from "./traps.js";
import { type Wait, waitOf } from "./waiting-tasks.js";
import {
  type ChoiceWhy,
  type FailureWhy,
  type Subject,
  type ValueWhy,
  whyChoice,
  whyFailure,
  whyValue,
} from "./why/index.js";

/** 2026-01-01T00:00:00Z, as for every run. */
const DEFAULT_START = 1_767_225_600_000;

/** The breakpoints of a session. A spec that can never be hit is kept, `verified` false, and says why. */
export interface Breakpoints {
  /** Replaces all. */
  set(specs: readonly BreakpointSpec[]): Breakpoint[];
  add(spec: BreakpointSpec): Breakpoint;
  /** False where there is none with this id. */
  remove(id: number): boolean;
  list(): Breakpoint[];
}

/**
 * One run under the debugger: it stands at a position, goes forward and back, and is looked into and changed there. What
 * happens is what happens without a debugger, to the byte. Methods that go on are asynchronous, because handlers may be;
 * only one of them may be under way.
 */
export class DebugSession {
  readonly breakpoints: Breakpoints;
  private readonly traps: Traps;
  private readonly ambush: Ambush;
  private last: Stop;
  private isBusy = false;

  private constructor(
    private current: Program,
    options: DebugOptions,
    private readonly cursor: Cursor,
  ) {
    this.traps = new Traps(current);
    this.ambush = new Ambush(this.traps, cursor.past, options.onLog);
    const { traps } = this;
    this.breakpoints = {
      set: (specs) => traps.set(specs),
      add: (spec) => traps.add(spec),
      remove: (id) => traps.remove(id),
      list: () => traps.all(),
    };
    this.last = this.stopAt({ reason: "entry", position: BEGINNING });
  }

  /** A run of which nothing has happened: it stands at position 0. Throws TypeError where the input is not JSON. */
  static start(program: Program, options: DebugOptions = {}): DebugSession {
    const { machine } = program;
    const at = options.at ?? DEFAULT_START;
    const tape = new Tape(machine, options.limits);
    const root = startExecution(machine, options, at);
    tape.tracks.push(new Track(0, 0, null, [], root));
    tape.checkpoint(at, null);
    const stand = new Stand(machine, 0, at, [root], null);
    const cursor = new Cursor(tape, stand, runOptions(options), options.breathe);
    cursor.begin();
    return new DebugSession(program, options, cursor);
  }

  get program(): Program {
    return this.current;
  }

  get position(): Position {
    return this.cursor.position;
  }

  /** Why it stands where it stands. */
  get stop(): Stop {
    return this.last;
  }

  /** Steps on the tape: positions up to this one can be gone to. */
  get length(): number {
    return this.cursor.tape.length;
  }

  /** Whether it stands at the end of the tape: what comes next has never happened yet. */
  get live(): boolean {
    return this.cursor.isLive;
  }

  /** Of the root execution at this position. */
  get status(): Status {
    return this.scene.executions[0].execution.status;
  }

  /** Everything as it stands at this position. */
  get scene(): Scene {
    return this.cursor.scene;
  }

  /** The run's recorded time. */
  get past(): Past {
    return this.cursor.past;
  }

  /** Events of an execution so far. Throws RangeError where there is no such execution. */
  events(execution = 0): readonly Event[] {
    const found = this.scene.executions[execution];
    if (found === undefined) throw new RangeError(`there is no execution ${execution}`);
    return found.events;
  }

  /** Every place where the run currently is. */
  threads(): Thread[] {
    return threads(this.scene, this.past);
  }

  /** The frames of a thread, innermost first, also across child executions. Throws RangeError where it is gone. */
  stack(thread: ThreadId = this.last.thread): StackFrame[] {
    return stack(this.scene, this.past, thread);
  }

  /** The values of a frame, in groups. Throws RangeError where it is gone; likewise the methods below. */
  scopes(frame: FrameId = this.last.thread): Scope[] {
    return scopes(this.scene, this.past, frame);
  }

  /** The value after each data stage of this visit, this try, up to the position. */
  stages(frame: FrameId = this.last.thread): readonly StageValue[] {
    return stages(this.scene, this.past, frame);
  }

  /** Tries of this visit that failed, and when the next one is. */
  retries(frame: FrameId = this.last.thread): Retries {
    return retries(this.scene, this.past, frame);
  }

  /** The value of an expression in a frame. Throws ExpressionSyntaxError with the offset in it, StatesError where it has none. */
  evaluate(frame: FrameId, expression: string, language?: QueryLanguage): Json {
    return evaluate(this.scene, this.past, frame, expression, language);
  }

  /** Every state, with what has become of it so far. */
  outline(): NodeOutline[] {
    return outline(this.scene, this.past);
  }

  /** Why a Choice goes where it goes: of a frame that stands in one, or of an event of one. */
  whyChoice(subject: Subject): ChoiceWhy {
    return whyChoice(this.scene, this.past, subject);
  }

  /** Where a value came from. `level`: for variables, the frame that keeps them. */
  whyValue(frame: FrameId, scope: ScopeName, pointer: string, level?: FrameId): ValueWhy {
    return whyValue(this.scene, this.past, frame, scope, pointer, level);
  }

  /** Which Retry and Catch entries were considered for a failure, and why they did not take it. */
  whyFailure(subject: Subject): FailureWhy {
    return whyFailure(this.scene, this.past, subject);
  }

  /** Goes on to the next stop. */
  continue(): Promise<Stop> {
    return this.forward(() => NEVER);
  }

  /**
   * Goes one step further, in a thread: the one of the last stop if absent. Breakpoints on the way, tasks without an answer
   * and the end stop it before that.
   */
  step(kind: StepKind, thread: ThreadId = this.last.thread): Promise<Stop> {
    if (kind === "stage") return this.oneStage();
    return this.forward(() => {
      const { tape, family, lookup } = this.cursor;
      return goalOf(kind, family.find(thread) ?? this.parentOf(thread), tape, lookup);
    });
  }

  /** Where a thread is gone, the frame that was around it counts. */
  private parentOf(_thread: ThreadId) {
    const { next } = this.cursor;
    return next && { number: next.number, frame: next.frame };
  }

  /** Halts a run that goes on at the next opportunity, which `breathe` gives. */
  pause(): void {
    this.cursor.pause();
  }

  /** Goes back: one data stage, one step, to the state this thread entered before, or to the entry of the state around it. */
  back(kind: BackKind = "step"): Stop {
    this.claim();
    return this.goBackTo(stepBack(this.cursor, kind, this.last.thread), "step");
  }

  /** Goes back to the last breakpoint or failure before this position; hit counts do not matter on the way. */
  reverse(): Stop {
    this.claim();
    const found = reverse(this.cursor, this.traps, this.ambush);
    if (found === undefined) return this.goBackTo(BEGINNING, "start");
    this.cursor.goTo(found.position);
    return this.settle(found);
  }

  private goBackTo(position: Position, reason: "step" | "start"): Stop {
    this.cursor.goTo(position);
    const isStart = position.step === 0 && position.stage === 0;
    return this.settle({ reason: isStart ? "start" : reason, position });
  }

  /** Stands at any position of the tape. Throws RangeError where there is none. */
  goTo(position: Position): Stop {
    this.claim();
    this.cursor.goTo(position);
    return this.settle({ reason: "goto", position });
  }

  /**
   * Answers a task that waits, by its request or its token. Where the session does not stand at the end of the tape, what
   * came later is forgotten first. Throws RangeError where no such task waits here, TypeError where the output is not JSON.
   */
  answer(task: TaskRequest | string, output: Json): Stop {
    return this.give(task, (token, at) => ({ type: "TaskSucceeded", token, at, output }));
  }

  /** Fails a task that waits. As `answer`. */
  fail(task: TaskRequest | string, error?: string, cause?: string): Stop {
    return this.give(task, (token, at) => ({
      type: "TaskFailed",
      token,
      at,
      error: error ?? null,
      cause: cause ?? null,
    }));
  }

  private give(task: TaskRequest | string, make: Parameters<Cursor["give"]>[1]): Stop {
    this.claim();
    this.cursor.give(this.waitFor(task), make);
    return this.settle({ reason: "step", position: this.position });
  }

  private waitFor(task: TaskRequest | string): Wait {
    const found = this.scene.waiting.filter((request) => isMeant(request, task));
    if (found.length !== 1)
      throw new RangeError(found.length === 0 ? "no such task waits here" : "several tasks are meant");
    return waitOf(found[0])!;
  }

  private async oneStage(): Promise<Stop> {
    const { cursor } = this;
    const { step, stage } = cursor.position;
    if (cursor.next !== undefined && rehearse(cursor.tape, cursor.copy()).stages > stage)
      return this.moveTo({ step, stage: stage + 1 });
    return this.forward(() => ({ before: () => true, after: () => true }));
  }

  private moveTo(position: Position): Stop {
    this.claim();
    this.cursor.goTo(position);
    return this.settle({ reason: "step", position });
  }

  private async forward(goal: () => Goal): Promise<Stop> {
    this.claim();
    this.isBusy = true;
    try {
      const arrival = await new Journey(this.cursor, this.traps, this.ambush, goal()).go();
      const { step, stage } = this.cursor.position;
      if (arrival.position.step !== step || arrival.position.stage !== stage) this.cursor.goTo(arrival.position);
      return this.settle(arrival);
    } finally {
      this.isBusy = false;
    }
  }

  private claim(): void {
    if (this.isBusy) throw new Error("the session is going on: pause it first");
  }

  private settle(arrival: Arrival): Stop {
    return (this.last = this.stopAt(arrival));
  }

  private stopAt(arrival: Arrival): Stop {
    const { reason, position, error, hits } = arrival;
    const request = reason === "task" ? this.askedFor() : undefined;
    const thread = arrival.frame ?? this.threadOf(request) ?? this.threadHere();
    const state = this.stateOf(thread);
    return {
      reason,
      position,
      thread,
      ...(state !== undefined && { state }),
      ...(hits && { breakpoints: hits.ids }),
      ...(error && { error }),
      ...(request && { request }),
      text: stopText(arrival, state),
    };
  }

  /** The task nobody answers: the one just asked for, else the first that waits. */
  private askedFor(): TaskRequest | undefined {
    const asked = this.cursor.takeUnanswered()[0] ?? this.cursor.tape.unanswered.at(-1);
    const { waiting } = this.scene;
    return waiting.find((request) => isSame(waitOf(request)!, asked)) ?? waiting[0];
  }

  private threadOf(request: TaskRequest | undefined): ThreadId | undefined {
    if (request === undefined) return undefined;
    const { execution: number, token } = waitOf(request)!;
    const { frames, awaiting } = this.scene.executions[number].execution;
    return frameId(number, frames[awaiting[token]]!.serial);
  }

  /** The thread whose step comes next, else one that waits. */
  private threadHere(): ThreadId {
    const { next } = this.cursor;
    if (next !== undefined) return frameId(next.number, next.frame.serial);
    for (const { number, execution } of this.scene.executions.toReversed()) {
      const frame =
        execution.status === "RUNNING" && execution.events > 0
          ? execution.frames.findLast((one) => one !== null)
          : undefined;
      if (frame) return frameId(number, frame.serial);
    }
    return NO_THREAD;
  }

  private stateOf(thread: ThreadId): string | undefined {
    const { number, frame } = this.cursor.family.find(thread) ?? {};
    return number === undefined ? undefined : this.scene.machine.nodes[frame!.node].path;
  }
}

const isMeant = (request: TaskRequest, task: TaskRequest | string): boolean =>
  typeof task === "string"
    ? request.taskToken === task || request.path === task || request.state === task
    : isSame(waitOf(request)!, waitOf(task));

const isSame = (a: Wait, b: Wait | undefined): boolean => a.execution === b?.execution && a.token === b.token;

function runOptions({ onLog: _, breathe: __, makeHandler, handler, ...options }: DebugOptions): RunOptions {
  return { ...options, handler: makeHandler?.() ?? handler };
}
