import type { Json } from "asl-core";
import {
  type BackKind,
  BEGINNING,
  type Breakpoint,
  type BreakpointSpec,
  type DebugSession,
  evaluate,
  type FrameId,
  type Position,
  type Program,
  type Recording,
  type ReloadResult,
  type ScopeName,
  type Stop as SessionStop,
  type StepKind,
  type Thread,
  type ThreadId,
  type ValueWhy,
  whyValue,
} from "asl-core/debug";
import { DebugError } from "../debug-error.js";
import {
  CODES,
  type EvaluationPlace,
  type EventRange,
  type ExecutionPassages,
  type Given,
  type Inspection,
  type Look,
  type Params as MethodParams,
  type NotificationName,
  type Notifications,
  type Replayed,
  type SessionInfo,
  type Standing,
  type Stop,
  type TaskId,
} from "../protocol.js";
import { changeOf } from "../standing-change.js";
import type { Debugged, Hooks } from "./debugged.js";
import { Known } from "./known.js";
import { Looking } from "./looking.js";
import { Points } from "./points.js";
import { readProgram } from "./reading.js";
import { programOf, standingOf, stopOf } from "./standing.js";
import { type KnownAnswers, requestUnder } from "./waiting.js";

/** Tells all clients. */
export type Tell = <N extends NotificationName>(name: N, params: Notifications[N]) => void;

/**
 * One run that is debugged, for all clients of a host: one of them moves it, all are told. What a session throws, the methods
 * throw.
 */
export class Run {
  private session!: DebugSession;
  private known!: Known;
  private looking!: Looking;
  private readonly points = new Points();
  private readonly given = new Map<string, Given>();
  private readonly faults = new Set<string>();
  private told!: Standing;
  private replay: Replayed | undefined;
  private going: "step" | "continue" | undefined;
  private isOver = false;

  /** Throws what `open` of the run throws. */
  constructor(
    private readonly debugged: Debugged,
    private readonly tell: Tell,
    private readonly breathe: () => Promise<void>,
    /** Counts the standings that are found. */
    private readonly revise: () => number,
  ) {
    this.open();
  }

  private open(): void {
    const hooks: Hooks = {
      log: (text, { id }, position) => this.say("log", { text, breakpoint: id, position }),
      breathe: this.breathe,
      fault: (text) => this.fault(text),
    };
    this.session = this.debugged.open(hooks);
    this.known = new Known(this.session);
    this.looking = new Looking(this.session, this.known);
  }

  /** Goes on to the end, where that is wanted of it; then it stands somewhere. */
  async begin(): Promise<void> {
    const { runs, compare } = this.debugged;
    if (runs === true) await this.session.continue();
    this.replay = await compare?.(this.session, this.breathe);
    this.told = this.stand();
  }

  /** As it was told last, whole or as what changed. */
  get standing(): Standing {
    return this.told;
  }

  /** Nobody is told of anything any more; a run that goes on is halted. */
  end(): void {
    this.isOver = true;
    this.session.pause();
  }

  private readonly say: Tell = (name, params) => {
    if (!this.isOver) this.tell(name, params);
  };

  /** Once is enough: handlers are asked again where the run goes another way. */
  private fault(text: string): void {
    if (this.faults.has(text)) return;
    this.faults.add(text);
    this.say("log", { text, position: this.session.position });
  }

  /** What there is to know for somebody who has just come. */
  get info(): SessionInfo {
    const { debugged, session, standing, going, replay } = this;
    return {
      ...{ title: debugged.title, program: programOf(session), standing, running: going !== undefined },
      rereads: debugged.reread !== undefined,
      ...(replay && { replay }),
      notes: debugged.notes ?? [],
    };
  }

  /** Says where it stands. */
  stopped(): void {
    for (const cut of this.known.settle()) this.say("cut", cut);
    const before = this.told;
    this.told = this.stand();
    this.say("stopped", changeOf(before, this.told));
  }

  private stand(): Standing {
    const { session, known, given, debugged } = this;
    const answers: KnownAnswers = { given, suggested: (request) => debugged.suggested?.(request) };
    return { revision: this.revise(), ...standingOf(session, known, answers) };
  }

  private claim(): DebugSession {
    if (this.going !== undefined) throw new DebugError(CODES.BUSY, "the run goes on: pause it first");
    return this.session;
  }

  private async go(by: "step" | "continue", work: (session: DebugSession) => Promise<SessionStop>): Promise<Stop> {
    const session = this.claim();
    this.going = by;
    this.say("running", { by });
    try {
      return stopOf(session, await work(session));
    } finally {
      this.going = undefined;
      this.stopped();
    }
  }

  private move(work: (session: DebugSession) => SessionStop): Stop {
    const session = this.claim();
    const stop = stopOf(session, work(session));
    this.stopped();
    return stop;
  }

  /** Forgets what came later. */
  private change(work: (session: DebugSession) => SessionStop): Stop {
    const session = this.claim();
    const lasting = this.known.lasting();
    const stop = stopOf(session, work(session));
    for (const cut of this.known.forget(lasting)) this.say("cut", cut);
    this.stopped();
    return stop;
  }

  step(kind: StepKind, thread: ThreadId | undefined): Promise<Stop> {
    return this.go("step", (session) => session.step(kind, thread));
  }

  continue(): Promise<Stop> {
    return this.go("continue", (session) => session.continue());
  }

  /** False where nothing goes on. */
  pause(): boolean {
    if (this.going === undefined) return false;
    this.session.pause();
    return true;
  }

  back(kind: BackKind | undefined): Stop {
    return this.move((session) => session.back(kind));
  }

  reverse(): Stop {
    return this.move((session) => session.reverse());
  }

  goTo(position: Position): Stop {
    return this.move((session) => session.goTo(position));
  }

  goToCount(execution: number, count: number): Stop {
    this.claim();
    return this.goTo(this.looking.positionAt(execution, count));
  }

  breakpoints(specs: readonly BreakpointSpec[]): readonly Breakpoint[] {
    const set = this.points.replace(this.session, specs);
    this.told = { ...this.told, breakpoints: this.session.breakpoints.list() };
    this.say("breakpoints", this.told.breakpoints);
    return set;
  }

  threads(): readonly Thread[] {
    return this.claim().threads();
  }

  answer(task: TaskId, output: Json): Stop {
    const request = requestUnder(this.claim(), task);
    const stop = this.change((session) => session.answer(request, output));
    this.given.set(request.path, { output });
    return stop;
  }

  fail(task: TaskId, error: string | undefined, cause: string | undefined): Stop {
    const request = requestUnder(this.claim(), task);
    const stop = this.change((session) => session.fail(request, error, cause));
    this.given.set(request.path, { error, cause });
    return stop;
  }

  set(frame: FrameId, scope: ScopeName, pointer: string, value: Json): Stop {
    return this.change((session) => session.set(frame, scope, pointer, value));
  }

  jump(frame: FrameId, state: string, input: Json | undefined): Stop {
    return this.change((session) => session.jump(frame, state, input));
  }

  fireTimer(thread: ThreadId | undefined): Stop {
    return this.change((session) => session.fireTimer(thread));
  }

  evaluate(expression: string, place: EvaluationPlace, language: "JSONPath" | "JSONata" | undefined): Json {
    const session = this.claim();
    if ("frame" in place) return session.evaluate(place.frame, expression, language);
    const { scene, frame } = this.looking.see(place.look);
    return evaluate(scene, session.past, frame, expression, language);
  }

  inspect(look: Look): Inspection {
    this.claim();
    return this.looking.inspect(look);
  }

  inspectFrame(frame: FrameId): Inspection {
    this.claim();
    return this.looking.inspectFrame(frame);
  }

  whyValue(look: Look, scope: ScopeName, pointer: string, level: FrameId | undefined): ValueWhy {
    const { past } = this.claim();
    const { scene, frame } = this.looking.see(look);
    return whyValue(scene, past, frame, scope, pointer, level);
  }

  events(execution: number, from: number, to: number | undefined): EventRange {
    this.claim();
    return this.known.range(execution, from, to);
  }

  passages(wanted: MethodParams<"passages">["executions"]): readonly ExecutionPassages[] {
    this.claim();
    return this.known.passages(wanted);
  }

  save(redact: readonly string[]): Recording {
    return this.claim().save({ redact });
  }

  /** Reading takes its time: what moved the run meanwhile counts. */
  async reload(text: string | undefined): Promise<ReloadResult> {
    this.claim();
    const program = await this.edited(text);
    const result = this.claim().reload(program);
    if (!result.ok) return result;
    for (const cut of this.known.forget([])) this.say("cut", cut);
    this.say("reloaded", { program: programOf(this.session), result });
    this.stopped();
    return result;
  }

  private edited(text: string | undefined): Promise<Program> {
    const { read, reread } = this.debugged;
    if (text !== undefined) return read?.(text) ?? this.readAgain(text);
    if (reread === undefined) throw new DebugError(CODES.UNAVAILABLE, "there is no file to read: give the text");
    return reread();
  }

  private async readAgain(text: string): Promise<Program> {
    return (await readProgram({ text, name: this.session.program.file })).program;
  }

  /** A run that was saved stands at its end when it is opened; anew it begins at its beginning. */
  restart(): Stop {
    this.claim();
    for (const cut of this.known.forget([])) this.say("cut", cut);
    this.open();
    this.points.takeTo(this.session);
    if (this.session.position.step > 0) this.session.goTo(BEGINNING);
    this.stopped();
    return stopOf(this.session, this.session.stop);
  }
}
