import type { TaskRequest } from "../drivers/handler.js";
import { startExecution } from "../drivers/virtual.js";
import type { Json } from "../json.js";
import { fireTimer, jumpTo, setValue } from "./amendment.js";
import { stepBack } from "./backwards.js";
import type { Breakpoint, BreakpointSpec } from "./breakpoint.js";
import { type Comparison, compareScenes } from "./comparison.js";
import { Cursor } from "./cursor.js";
import type { DebugOptions, OpenOptions } from "./debug-options.js";
import { given } from "./given.js";
import { type Goal, goalOf, NEVER } from "./goal.js";
import type { ScopeName } from "./inspect/index.js";
import { type Arrival, Journey } from "./journey.js";
import { Onlooker } from "./onlooker.js";
import { type Opened, openRecording } from "./open-recording.js";
import type { Past } from "./past.js";
import { BEGINNING, checkPosition, type Position } from "./position.js";
import { type Program, sourceOf } from "./program.js";
import type { Recording } from "./recording.js";
import { redact } from "./redact.js";
import { judgeReload, type ReloadResult, SAME } from "./reload.js";
import { reverse } from "./reverse.js";
import { recordingOf } from "./save-recording.js";
import type { Scene } from "./scene.js";
import { Stand } from "./stand.js";
import { BACK_KINDS, type BackKind, type StepKind, type Stop } from "./stop.js";
import { StopReport } from "./stop-report.js";
import { Tape } from "./tape.js";
import type { FrameId, ThreadId } from "./thread.js";
import { Track } from "./track.js";
import { Trapper } from "./trapper.js";
import { Traps } from "./traps.js";
import { isSameWait, type Wait } from "./wait.js";
import { waitOf } from "./waiting-tasks.js";

/** 2026-01-01T00:00:00Z, as for every run. */
const DEFAULT_START = 1_767_225_600_000;

/** The breakpoints of a session. A spec that can never be hit is kept, `verified` false, and says why. */
export interface Breakpoints {
  /** Replaces all. */
  set(specs: readonly BreakpointSpec[]): Breakpoint[];
  add(spec: BreakpointSpec): Breakpoint;
  /** False where there is none with this id. */
  remove(id: number): boolean;
  /** Switches one on or off; it keeps its id and its hits. False where there is none with this id. */
  enable(id: number, enabled: boolean): boolean;
  list(): Breakpoint[];
}

/**
 * One run under the debugger: it stands at a position, goes forward and back, and is looked into and changed there. What
 * happens is what happens without a debugger, to the byte. Methods that go on are asynchronous, because handlers may be;
 * only one of them may be under way.
 */
export class DebugSession extends Onlooker {
  readonly breakpoints: Breakpoints;
  private readonly trapper: Trapper;
  private readonly report: StopReport;
  private last: Stop;
  private isBusy = false;

  private constructor(
    private readonly options: DebugOptions,
    private readonly cursor: Cursor,
    private readonly traps = new Traps(cursor.lastProgram),
  ) {
    super();
    this.trapper = new Trapper(traps, cursor.past, options.onLog);
    this.breakpoints = {
      set: (specs) => traps.set(specs),
      add: (spec) => traps.add(spec),
      remove: (id) => traps.remove(id),
      enable: (id, enabled) => traps.enable(id, enabled),
      list: () => traps.all(cursor.position),
    };
    this.report = new StopReport(cursor);
    this.last = this.report.of({ reason: "entry", position: BEGINNING });
  }

  /** A run of which nothing has happened: it stands at position 0. Throws TypeError where the input is not JSON. */
  static start(program: Program, options: DebugOptions = {}): DebugSession {
    const { machine } = program;
    const at = options.at ?? DEFAULT_START;
    const tape = new Tape(program, options.limits);
    const root = startExecution(machine, options, at);
    tape.tracks.push(new Track(0, 0, null, [], root));
    tape.checkpoint(at, null);
    const stand = new Stand(machine, 0, at, [root], null);
    const cursor = new Cursor(tape, stand, options);
    cursor.begin();
    return new DebugSession(options, cursor);
  }

  /**
   * The run of a recording, standing at its end. `options`: how it goes on. Throws RecordingError where it is damaged, of
   * another version, or does not come out the same; a redacted one goes as far as it does, and its stop says so. O(steps).
   */
  static open(recording: Recording, options: OpenOptions = {}): DebugSession {
    const { readSource, ...more } = options;
    return openRecording(recording, readSource, (opened) => DebugSession.opened(opened, more));
  }

  private static opened({ options, tape, stand, note }: Opened, more: DebugOptions): DebugSession {
    const all = { ...options, ...more };
    const session = new DebugSession(all, new Cursor(tape, stand, all));
    session.last = session.report.of({
      reason: "end",
      position: session.position,
      ...(note !== undefined && { about: note }),
    });
    return session;
  }

  /**
   * Everything as far as it has gone, as plain JSON that shares its payloads with the session. `redact`: values of keys that
   * match are taken out; a text matches anywhere in a key, whatever its case. O(entries), with redaction O(size).
   */
  save({ redact: patterns = [] }: { readonly redact?: readonly (RegExp | string)[] } = {}): Recording {
    const recording = recordingOf(this.cursor.tape, this.options);
    return patterns.length === 0 ? recording : redact(recording, patterns);
  }

  /** The program that applies at this position: before a reload the one that was edited. Breakpoints are set in the last one. */
  get program(): Program {
    return this.cursor.program;
  }

  /** Where on the tape it stands. */
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

  /** Everything as it stands at this position. */
  override get scene(): Scene {
    return this.cursor.scene;
  }

  /** The run's recorded time. */
  override get past(): Past {
    return this.cursor.past;
  }

  /** Goes on to the next stop. */
  continue(): Promise<Stop> {
    return this.forward(() => NEVER);
  }

  /**
   * Goes one step further, in a thread: the one of the last stop if absent, the one that comes next if it is gone. Breakpoints on the way, tasks without an answer
   * and the end stop it before that.
   */
  step(kind: StepKind, thread: ThreadId = this.last.thread): Promise<Stop> {
    if (kind === "stage") return this.oneStage();
    return this.forward(() => {
      const { tape, family, lookup, next } = this.cursor;
      return goalOf(kind, family.find(thread) ?? next, tape, lookup);
    });
  }

  /**
   * Halts the move under way at the next opportunity: between two steps that are looked at, where the run breathes, or where
   * a handler's promise is waited for. The wish is kept until that move ends; where nothing moves it is of no effect.
   */
  pause(): void {
    if (this.isBusy) this.cursor.pause.want();
  }

  /** Goes back: one data stage, one step, to the state this thread entered before, or to the entry of the state around it. */
  back(kind: BackKind = "step"): Stop {
    this.claim();
    if (!BACK_KINDS.includes(kind)) throw new RangeError(`there is no way back "${kind}": ${BACK_KINDS.join(", ")}`);
    return this.goBackTo(stepBack(this.cursor, kind, this.last.thread), "step");
  }

  /** Goes back to the last breakpoint or failure before this position; hits count from the beginning of the tape. As `reverse` of reverse.ts says. */
  reverse(): Stop {
    this.claim();
    const found = reverse(this.cursor, this.traps, this.trapper);
    if (found === undefined) return this.goBackTo(BEGINNING, "start");
    this.cursor.goTo(found.position);
    return this.settle(found);
  }

  private goBackTo(position: Position, reason: "step" | "start"): Stop {
    this.cursor.goTo(position);
    const isStart = position.step === 0 && position.stage === 0;
    return this.settle({ reason: isStart ? "start" : reason, position });
  }

  /** Stands at any position of the tape; at an end where a task waits that nobody has answered, the reason is that. Throws RangeError where there is none. */
  goTo(position: Position): Stop {
    this.claim();
    checkPosition(position);
    this.cursor.goTo(position);
    return this.settle({ reason: this.report.isAsked ? "task" : "goto", position });
  }

  /**
   * Answers a task that waits, by its request or its token. Where the session does not stand at the end of the tape, what
   * came later is forgotten first; in the middle of a turn the answer is taken up when that is over. Throws RangeError where no such task waits here, TypeError where the output is not JSON.
   */
  answer(task: TaskRequest | string, output: Json): Stop {
    const own = given(output, "the output");
    return this.give(task, (token, at) => ({ type: "TaskSucceeded", token, at, output: own }));
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

  /**
   * Sets a value in a scope of a frame; `pointer` (RFC 6901) "" is the whole of it. Between two steps Input, Variables, the
   * Result of a task that has ended and the Error that is about to be taken up can be set; inside a step what its data
   * stages have given. Later steps are forgotten. Throws RangeError where it cannot be set here, TypeError where the value is not JSON.
   */
  set(frame: FrameId, scope: ScopeName, pointer: string, value: Json): Stop {
    return this.amend(() => setValue(this.cursor, frame, scope, pointer, value), `${scope}${pointer} was set`);
  }

  /**
   * Lets a frame start anew at a state of its block, by default with the input it has; what it had under way is aborted.
   * Later steps are forgotten. Throws RangeError where there is no such state there, or another execution is in its turn.
   */
  jump(frame: FrameId, state: string, input?: Json): Stop {
    return this.amend(() => jumpTo(this.cursor, frame, state, input), `jumped to "${state}"`);
  }

  /**
   * Lets the timer fire that a thread waits for: a Wait, the delay before a retry, a task's timeout. The clock does not move.
   * Later steps are forgotten. Throws RangeError where it waits for none.
   */
  fireTimer(thread: ThreadId = this.last.thread): Stop {
    return this.amend(() => fireTimer(this.cursor, thread), "the timer fired");
  }

  /**
   * Goes on with an edited program: threads stay in the states they are in, found by their paths. Where that cannot be, nothing
   * changes and the problems say why. Positions before this one keep the old machine; later steps are forgotten. A definition
   * that is the one already, however it is laid out, leaves everything as it is; breakpoints by line follow its text.
   */
  reload(program: Program): ReloadResult {
    this.claim();
    const { machine } = program;
    if (this.cursor.reread(program)) {
      this.traps.reload(this.cursor.lastProgram);
      return SAME;
    }
    const result = judgeReload(this.cursor.copy(), machine);
    if (!result.ok) return result;
    const source = sourceOf(program);
    const change = { type: "Reload" as const, definition: machine.definition, ...(source && { source }) };
    const { reason, thread } = this.last;
    this.amend(() => this.cursor.change(0, change, program), "reloaded", reason === "task" ? thread : undefined);
    return result;
  }

  /**
   * Another session that stands where this one stands, with the same past and the same breakpoints; what either does then does
   * not concern the other. Throws RangeError inside a step: go before it first.
   */
  fork(): DebugSession {
    this.claim();
    if (this.position.stage > 0) throw new RangeError("a run is forked between two steps: go back to the step first");
    const fork = new DebugSession(this.options, this.cursor.fork(), this.traps.copy());
    fork.traps.reload(fork.cursor.lastProgram);
    fork.traps.cut(fork.position);
    fork.last = { ...this.last, ...(this.last.reason === "step" && { text: FORKED }) };
    return fork;
  }

  /** What has happened in two sessions up to where they stand, and where they part. */
  static compare(left: DebugSession, right: DebugSession): Comparison {
    return compareScenes(left.scene, right.scene);
  }

  /** `asking`: the thread of a task that nobody has answered, if it was that the run stood for. */
  private amend(change: () => void, about: string, asking?: ThreadId): Stop {
    this.claim();
    const { length, position: from } = this;
    change();
    this.traps.cut(from);
    this.traps.reload(this.cursor.lastProgram);
    const { position } = this;
    const forgotten = length > position.step ? "; what came later is forgotten" : "";
    const frame = asking !== undefined && this.report.isAsked ? asking : undefined;
    return this.settle({ reason: frame ? "task" : "step", position, frame, about: about + forgotten });
  }

  private give(task: TaskRequest | string, make: Parameters<Cursor["give"]>[1]): Stop {
    const wait = this.waitFor(task);
    const about = this.cursor.isInTurn
      ? "answered: the answer is taken up when the turn under way is over"
      : "answered";
    return this.amend(() => this.cursor.give(wait, make), about);
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
    if (cursor.next !== undefined && cursor.rehearsal.stages > stage) return this.moveTo({ step, stage: stage + 1 });
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
      const arrival = await new Journey(this.cursor, this.traps, this.trapper, goal()).go();
      const { step, stage } = this.cursor.position;
      if (arrival.position.step !== step || arrival.position.stage !== stage) this.cursor.goTo(arrival.position);
      return this.settle(arrival);
    } finally {
      this.isBusy = false;
      this.cursor.pause.forget();
    }
  }

  private claim(): void {
    if (this.isBusy) throw new Error("the session is going on: pause it first");
  }

  private settle(arrival: Arrival): Stop {
    return (this.last = this.report.of(arrival));
  }
}

/** What was done to the run it comes from is not what it stands for. */
const FORKED = "stands as the run it was forked from";

const isMeant = (request: TaskRequest, task: TaskRequest | string): boolean =>
  typeof task === "string"
    ? request.taskToken === task || request.path === task || request.state === task
    : isSameWait(waitOf(request), waitOf(task));
