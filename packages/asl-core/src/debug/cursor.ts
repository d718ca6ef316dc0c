import { type MemoryStore, memoryStore } from "../drivers/objects/index.js";
import { type Json, stringify } from "../json.js";
import type { Execution, Frame, Input, Io, Token } from "../kernel/index.js";
import type { Machine, Node } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { applyChange } from "./apply-change.js";
import { beginsTurn, type Change } from "./change.js";
import type { DebugOptions } from "./debug-options.js";
import { Family } from "./family.js";
import { feed } from "./handler-feed.js";
import { type Halt, Live } from "./live.js";
import type { PastHooks } from "./past.js";
import { Pause } from "./pause.js";
import type { Position } from "./position.js";
import type { Probe } from "./probe.js";
import type { Program } from "./program.js";
import { nextFrame, Reel } from "./reel.js";
import { type Rehearsal, rehearse } from "./rehearsal.js";
import { movedNode } from "./reload.js";
import type { Scene } from "./scene.js";
import { type Stand, TurnUnderWay } from "./stand.js";
import type { Tape } from "./tape.js";
import { TapePast } from "./tape-past.js";
import type { Wait } from "./wait.js";

/** The step that comes next. */
export interface NextStep {
  readonly number: number;
  readonly execution: Execution;
  readonly frame: Frame;
  readonly node: Node;
}

/** How far a move came: as Halt, or to the end of the tape, or of what one machine has made. */
export type Move = { readonly halt: Halt | "end of tape"; readonly found: number };

/** Where a session stands on its tape. It moves along the tape; at its end the run itself goes on. */
export class Cursor {
  readonly past: TapePast;
  /** Where it stands; undefined: at the end of the tape, and nobody has looked at that yet. */
  private made: Stand | undefined;
  private stage = 0;
  private live: Live;
  private shown: Scene | undefined = undefined;
  private rehearsed: Rehearsal | undefined = undefined;
  /** What moves at the moment. */
  private moving: Stand | undefined = undefined;
  /** Halts a move at the next opportunity, also where a handler's promise is waited for. */
  readonly pause = new Pause();

  /** `stand`: the end of the tape. `store`: where the run keeps its objects if the options do not say. */
  constructor(
    readonly tape: Tape,
    stand: Stand,
    private readonly options: DebugOptions,
    private readonly store: MemoryStore = memoryStore(),
  ) {
    this.past = new TapePast(tape);
    this.live = this.newLive(stand);
  }

  /** A run that goes on and on, past breakpoints that do not stop it, makes none. */
  private get stand(): Stand {
    if (this.made === undefined) {
      this.made = this.live.stand();
      this.tape.remember(this.made);
    }
    return this.made;
  }

  /** A handler that counts begins anew, and is asked for what was asked before once more. */
  private newLive(stand: Stand): Live {
    const { onLog: _, breathe, makeHandler, handler, ...options } = this.options;
    const made = makeHandler === undefined ? handler : feed(makeHandler(), this.tape, stand.step);
    const objects = options.objects ?? this.store;
    return new Live(this.tape, stand, { ...options, objects, handler: made }, this.pause, breathe);
  }

  /** The same position of the same run, for another session. */
  fork(): Cursor {
    const tape = this.tape.copy();
    const stand = this.stand.copy();
    tape.cut(stand);
    return new Cursor(tape, stand, this.options, this.store.copy());
  }

  begin(): void {
    this.live.begin();
  }

  get position(): Position {
    return { step: this.step, stage: this.stage };
  }

  private get step(): number {
    return this.made?.step ?? this.tape.length;
  }

  /** The program of the position. */
  get program(): Program {
    return this.tape.programAt(this.step);
  }

  /** That of the end of the tape. */
  get lastProgram(): Program {
    return this.tape.programAt(this.tape.length);
  }

  /** The machine of the position. */
  get machine(): Machine {
    return this.program.machine;
  }

  /** Whether it stands at the end of the tape, nothing of the next step looked into. */
  get isLive(): boolean {
    return this.stage === 0 && this.step === this.tape.length;
  }

  /** Whether a turn is under way: what comes from outside waits until it is over. */
  get isInTurn(): boolean {
    return (this.made === undefined ? this.live.turning : this.made.turn?.execution) !== undefined;
  }

  get scene(): Scene {
    this.shown ??= this.past.sceneFrom(this.stand, this.position);
    return this.shown;
  }

  /** Tasks the run has asked for that nobody answers, since this was last asked. */
  takeUnanswered() {
    return this.live.unanswered.splice(0);
  }

  /** Executions as they stand at this very moment, also in the middle of a move. */
  readonly lookup = (number: number): Execution | undefined => {
    if (this.moving !== undefined) return this.moving.executions[number];
    return this.made === undefined ? this.tape.tracks[number]?.execution : this.made.executions[number];
  };

  get family(): Family {
    return new Family(this.tape, this.lookup);
  }

  /** The kernel step that comes next; undefined where something from outside comes first, or nothing. */
  get next(): NextStep | undefined {
    if (this.made !== undefined) return nextOf(this.made);
    const { turning } = this.live;
    return turning === undefined ? undefined : nextIn(this.machine, turning, this.tape.tracks[turning].execution);
  }

  /** A copy of the stand, for those who look into the step that comes next. */
  copy(): Stand {
    return this.stand.copy();
  }

  /** What happens inside the step that comes next; made when first asked for at a step. */
  get rehearsal(): Rehearsal {
    this.rehearsed ??= rehearse(this.tape, this.stand);
    return this.rehearsed;
  }

  /** Throws RangeError where the tape does not reach it, or its step has fewer data stages. */
  goTo(position: Position): void {
    const isHere = position.step === this.step;
    const stand = isHere ? this.stand : this.past.standAt(position.step);
    const scene = position.stage === 0 ? undefined : this.past.sceneFrom(stand, position);
    if (!isHere) this.rehearsed = undefined;
    this.made = stand;
    this.stage = position.stage;
    this.shown = scene;
    this.tape.remember(stand);
  }

  /** Gives others their turn between two moves. */
  async breathe(): Promise<void> {
    await this.options.breathe?.();
  }

  /** Moves on until a probe says so. The step that comes next is not asked about where it is a kernel step. */
  async move(probe: Probe, budget = Number.POSITIVE_INFINITY): Promise<Move> {
    this.moved();
    this.stage = 0;
    if (this.step < this.tape.length) return this.play(probe, this.step + budget);
    if (this.tape.stages.has(this.step)) return this.makeChangedStep();
    this.made = undefined;
    const halt = await this.live.go(probe, budget);
    return { halt, found: this.live.recorder.found };
  }

  /** At most to the end of the tape, and not beyond a reload: from there on a probe looks out for other places. */
  private play(probe: Probe, until: number): Move {
    const { stand, tape } = this;
    const to = Math.min(until, tape.length, tape.nextReload(stand.step) + 1);
    const playing = new Playing(probe, stand.turn === null ? -1 : stand.step);
    const reel = new Reel(tape, stand).listen(playing.hooks());
    playing.reel = reel;
    this.moving = stand;
    try {
      while (stand.step < to) {
        if (!reel.to(stand.step + 1)) return { halt: "halted", found: playing.found };
        if (playing.found >= 0 || (stand.turn === null && probe.after?.()))
          return { halt: "halted", found: playing.found };
      }
      return { halt: stand.step < until ? "end of tape" : "halted", found: -1 };
    } finally {
      this.moving = undefined;
    }
  }

  /** Gives an execution an input by hand, at this moment; later steps are forgotten first. */
  give({ execution, token }: Wait, make: (token: Token, at: Millis) => Exclude<Input, { type: "Aborted" }>): void {
    if (!this.isLive) this.cut();
    const { tape } = this;
    if (this.isInTurn) tape.answered.push({ step: tape.length, execution, token });
    tape.given.push({ step: this.isInTurn ? tape.length : tape.length + 1, execution, token });
    this.live.give(execution, make(token, this.live.now));
    this.made = undefined;
    this.moved();
  }

  /**
   * Makes a change of an execution here: a step of its own; later steps are forgotten. `to`: the program a reload brings.
   * Throws RangeError where it cannot be made: then nothing is forgotten.
   */
  change(number: number, change: Change, to: Program = this.program): void {
    const { stand } = this;
    const trial = stand.copy();
    if (beginsTurn(change) && stand.turn !== null && stand.turn.execution !== number)
      throw new RangeError(`execution ${stand.turn.execution} is in the middle of its turn: go on until it waits`);
    applyChange(trial, trial.own(number), change, { command() {} }, to.machine);
    this.tape.cut(stand);
    this.perform(number, change, to);
    this.resume();
  }

  /**
   * Takes another text of the definition that applies here and last. False where the definition is another one: then nothing
   * has happened.
   */
  reread(program: Program): boolean {
    const text = stringify(program.machine.definition);
    const isSame = ({ machine }: Program) => stringify(machine.definition) === text;
    if (!isSame(this.program) || !isSame(this.lastProgram)) return false;
    this.tape.reread(program);
    return true;
  }

  /**
   * Gives the k-th data stage of the step that comes next another value, and stands there. Changes of later stages are
   * forgotten with all later steps.
   */
  changeStage(stage: number, value: Json, path: string): void {
    const { tape, stand } = this;
    const earlier = (tape.stages.get(stand.step) ?? []).filter((one) => one.stage < stage);
    tape.cut(stand);
    tape.stages.set(stand.step, [...earlier, { type: "Stage", stage, value, path }]);
    this.resume();
    this.goTo({ step: this.step, stage });
  }

  /** A step that was changed from within is made here, not by the driver, which carries on from it. */
  private async makeChangedStep(): Promise<Move> {
    const { tape, stand } = this;
    const { step } = stand;
    const turn = stand.turn!;
    const reel = new Reel(tape, stand).listen({ event: this.writing(turn.execution, step).event });
    reel.to(step + 1);
    tape.length = step + 1;
    tape.tracks.forEach((track, i) => (track.execution = stand.taken(i)));
    stand.turn = turn;
    this.live = this.newLive(stand);
    this.made = undefined;
    const isDone = await this.live.carryOut();
    return { halt: isDone ? "halted" : "paused", found: step };
  }

  private perform(number: number, change: Change, to: Program): void {
    const { tape, stand } = this;
    const { machine } = stand;
    const step = tape.length;
    if (change.type === "Reload") tape.reload(to, (node) => movedNode(node, machine, to.machine));
    tape.entries.push({ step, execution: number, at: stand.now, what: change });
    if (beginsTurn(change) && stand.turn === null) stand.turn = new TurnUnderWay(number);
    applyChange(stand, stand.own(number), change, this.writing(number, step), to.machine);
    tape.tracks[number].touched = step;
    tape.length = stand.step = step + 1;
  }

  /** Writes what a step that the driver does not make tells onto the tape. */
  private writing(number: number, step: number): Io {
    const { tape, stand } = this;
    const track = tape.tracks[number];
    return {
      command: (command) => stand.turn?.push(command),
      event: (event) => track.write(event, step),
    };
  }

  /** The tape ends here from now on, and the run goes on from here. */
  cut(): void {
    this.tape.cut(this.stand);
    this.resume();
  }

  /** What was made for a position is of no use for another. */
  private moved(): void {
    this.shown = undefined;
    this.rehearsed = undefined;
  }

  /** A driver carries on from the end of the tape, which the stand is. */
  private resume(): void {
    this.live = this.newLive(this.stand);
    this.made = undefined;
    this.stage = 0;
    this.moved();
  }
}

/** Lets a probe hear of the tape. */
class Playing {
  found = -1;
  reel!: Reel;

  constructor(
    private readonly probe: Probe,
    private readonly passed: number,
  ) {}

  hooks() {
    const { probe } = this;
    return {
      stop: (node: Node, frame: Frame, execution: Execution) => this.stop(node, frame, execution),
      event: probe.event && ((event, execution) => this.find(probe.event!(event, execution, this.reel.number))),
      failure: probe.failure && ((...told) => this.find(probe.failure!(...told, this.reel.number))),
      retrier:
        probe.retrier && ((node, _, exhausted) => this.find(!exhausted && probe.retrier!(node, this.reel.number))),
    } satisfies PastHooks;
  }

  private stop(node: Node, frame: Frame, execution: Execution): boolean {
    const { probe, reel } = this;
    if (reel.stand.step === this.passed) return false;
    return (probe.armed === null || probe.armed[node.index] > 0) && probe.before!(node, frame, execution, reel.number);
  }

  private find(isFound: boolean): void {
    if (isFound && this.found < 0) this.found = this.reel.step;
  }
}

/** The kernel step that comes next on a stand. */
export function nextOf({ turn, executions, machine }: Stand): NextStep | undefined {
  return turn === null ? undefined : nextIn(machine, turn.execution, executions[turn.execution]);
}

function nextIn(machine: Machine, number: number, execution: Execution): NextStep | undefined {
  const frame = nextFrame(execution);
  return frame && { number, execution, frame, node: machine.nodes[frame.node] };
}
