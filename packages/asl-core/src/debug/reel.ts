import { childExecution } from "../drivers/job.js";
import type { Json } from "../json.js";
import { advance, type Command, type Event, type Execution, type Frame, type Io, type Stage } from "../kernel/index.js";
import type { Node } from "../machine/machine.js";
import { applyChange } from "./apply-change.js";
import { beginsTurn, isChange } from "./change.js";
import { type Entry, timeOf } from "./entry.js";
import type { PastHooks } from "./past.js";
import { isIdle, type Stand, TurnUnderWay } from "./stand.js";
import type { StageChange, Tape } from "./tape.js";

/** A tape does not fit what it is played on: it was damaged, or belongs to another definition or kernel. */
export class TapeError extends Error {
  override readonly name = "TapeError";
}

/** Thrown through the kernel to leave a step in its middle. */
const MIDDLE = Symbol("middle of a step");

const NOBODY: PastHooks = {};

/** Makes steps of the tape happen once more, on a stand. Whom to tell is set by `listen`. */
export class Reel {
  /** Place of the next of the tape's entries. */
  private next: number;
  private hooks: PastHooks = NOBODY;
  private io: Io;
  /** The execution something happens to. */
  private acting!: Execution;
  /** Its number, and the number of the step. */
  number = 0;
  step = 0;
  /** Data stages of the step so far; only what follows the first `skip` is told, and after `until` the step is left. */
  private count = 0;
  private skip = 0;
  private until = Number.POSITIVE_INFINITY;
  private changes: readonly StageChange[] = [];

  constructor(
    private readonly tape: Tape,
    readonly stand: Stand,
  ) {
    this.next = tape.entryFrom(stand.step);
    this.io = this.newIo();
  }

  /** Lets these hooks hear of what follows. */
  listen(hooks: PastHooks): this {
    this.hooks = hooks;
    this.io = this.newIo();
    return this;
  }

  /**
   * Goes to a position between two steps, at most as far as the turn goes beyond the end of the tape. False where a hook
   * stopped it before that. Throws TapeError where the tape does not fit.
   */
  to(step: number): boolean {
    while (this.stand.step < step) if (!this.go(step)) return false;
    return true;
  }

  /**
   * Goes on into the step that follows, as far as its k-th data stage; what is told begins after the first `skip` stages. The
   * stand is left in the middle of the step, only to be looked at. False where the step has fewer stages: it has happened then.
   */
  into(stage: number, skip = 0): boolean {
    this.until = stage;
    this.skip = skip;
    try {
      this.io = this.newIo();
      this.go(this.stand.step + 1);
      return false;
    } catch (error) {
      if (error !== MIDDLE) throw error;
      return true;
    } finally {
      this.until = Number.POSITIVE_INFINITY;
      this.skip = 0;
      this.io = this.newIo();
    }
  }

  /** How many data stages the last step had that was gone into. */
  get stages(): number {
    return this.count;
  }

  /** One thing that came from outside, or kernel steps up to the next one. */
  private go(step: number): boolean {
    const { stand, tape } = this;
    this.count = 0;
    this.step = stand.step;
    const entry = tape.entries[this.next];
    if (entry !== undefined && isOwn(entry, stand.step)) return this.taken(entry);
    const changes = tape.stages.get(stand.step);
    if (changes !== undefined) return this.changed(changes);
    const next = entry === undefined ? step : entry.step + (entry.aside ? 1 : 0);
    return this.run(Math.min(step, next, this.nextChange(step)));
  }

  private taken(entry: Entry): boolean {
    if (this.stand.turn !== null && !isChange(entry.what) && entry.what.type !== "Aborted")
      throw new TapeError(`a turn is not over yet at step ${this.stand.step}: the recording does not fit`);
    this.number = entry.execution;
    this.hooks.step?.(this.stand.step, entry.execution);
    this.take(entry);
    this.arrive(1);
    return true;
  }

  /** The next step that was changed from within. */
  private nextChange(step: number): number {
    let next = step;
    for (const at of this.tape.stages.keys()) if (at > this.stand.step && at < next) next = at;
    return next;
  }

  private changed(changes: readonly StageChange[]): boolean {
    this.changes = changes;
    this.io = this.newIo();
    try {
      return this.run(this.stand.step + 1);
    } finally {
      this.changes = [];
      this.io = this.newIo();
    }
  }

  /** Kernel steps of the turn under way: all at once, or one where somebody listens. */
  private run(step: number): boolean {
    const { stand, hooks } = this;
    const { turn, machine } = stand;
    if (turn === null) throw new TapeError(`nothing is left to do at step ${stand.step}: the recording does not fit`);
    this.number = turn.execution;
    this.acting = stand.own(turn.execution);
    if (this.isHeard) {
      const frame = nextFrame(this.acting);
      if (frame && hooks.stop?.(machine.nodes[frame.node], frame, this.acting)) return false;
      hooks.step?.(stand.step, turn.execution);
    }
    const before = this.acting.steps;
    advance(machine, this.acting, this.io, undefined, this.isHeard ? 1 : step - stand.step);
    const done = this.acting.steps - before;
    if (done === 0) throw new TapeError(`nothing happens at step ${stand.step}: the recording does not fit`);
    this.arrive(done);
    return true;
  }

  /** What a turn asked for is carried out at its end: children begin, those that nobody wants any more are stopped. */
  private arrive(steps: number): void {
    const { stand, tape } = this;
    stand.step += steps;
    if (stand.turn !== null && isIdle(stand.executions[stand.turn.execution])) stand.turn = null;
    for (let entry = tape.entries[this.next]; entry?.step === stand.step - 1; entry = tape.entries[this.next])
      this.take(entry);
    while (tape.tracks[stand.executions.length]?.born <= stand.step) this.bear();
  }

  private bear(): void {
    const { stand, tape } = this;
    const { birth, iteration } = tape.tracks[stand.executions.length];
    const parent = stand.executions[birth!.parent];
    const child = childExecution(stand.machine, parent, birth!.command, birth!.at, tape.limits);
    stand.add(child);
    this.hooks.child?.(child, iteration, parent);
  }

  private take(entry: Entry): void {
    const { stand } = this;
    const { execution: number, what, aside } = entry;
    this.next++;
    stand.now = timeOf(entry);
    this.number = number;
    this.acting = stand.own(number);
    if (aside !== true && stand.turn?.execution !== number && beginsTurn(what)) stand.turn = new TurnUnderWay(number);
    if (isChange(what)) applyChange(stand, this.acting, what, this.io, this.tape.machineAt(stand.step + 1));
    else advance(stand.machine, this.acting, this.io, what.type === "Begin" ? undefined : what, 0);
  }

  private command(command: Command): void {
    const { turn } = this.stand;
    if (turn?.execution === this.number) turn.push(command);
  }

  /** Whether each step is to be told of by itself. */
  private get isHeard(): boolean {
    return this.hooks !== NOBODY || this.until !== Number.POSITIVE_INFINITY;
  }

  private newIo(): Io {
    const { hooks, changes } = this;
    const command = (command: Command) => this.command(command);
    if (!this.isHeard && changes.length === 0) return { command };
    const count = this.skip > 0 || this.until !== Number.POSITIVE_INFINITY || changes.length > 0;
    return {
      command,
      event: hooks.event && ((event) => this.event(event)),
      stage: hooks.stage || count ? (frame, node, stage, value) => this.stage(stage, value, frame, node) : undefined,
      replace: changes.length > 0 ? (_frame, _node, _stage, value) => this.replaced(value) : undefined,
      failure:
        hooks.failure &&
        ((...[frame, node, failure]) => this.tells && hooks.failure!(failure, frame, node, this.acting)),
      retrier: hooks.retrier && ((_frame, ...told) => this.tells && hooks.retrier!(...told, this.acting)),
    };
  }

  /** Whether what is told has begun in this step. */
  private get tells(): boolean {
    return this.count >= this.skip;
  }

  /** The very event of the tape, where it has it. */
  private event(event: Event): void {
    if (!this.tells) return;
    this.hooks.event!(this.tape.tracks[this.number].eventsAt(this.step)[event.id - 1] ?? event, this.acting);
  }

  private stage(stage: Stage, value: Json, frame: Frame, node: Node): void {
    this.count++;
    if (this.count > this.skip) this.hooks.stage?.(stage, value, frame, node, this.acting);
    if (this.count === this.until) throw MIDDLE;
  }

  /** The value the next stage has by hand, if it has one; told of by `stage` at once. */
  private replaced(value: Json): Json {
    return this.changes.findLast(({ stage }) => stage === this.count + 1)?.value ?? value;
  }
}

/** Whether it is the step with this number, and not something at the end of one. */
const isOwn = ({ step, aside }: Entry, at: number): boolean => step === at && aside !== true;

/** The frame whose step comes next; undefined where the execution waits. */
export function nextFrame({ status, current, ready, frames }: Execution): Frame | undefined {
  if (status !== "RUNNING") return undefined;
  return frames[current < 0 ? ready[0] : current] ?? undefined;
}
