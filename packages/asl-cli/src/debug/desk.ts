import { printableLines, type TaskRequest } from "asl-core";
import {
  type Breakpoint,
  type DebugSession,
  type FrameId,
  formatPosition,
  type Position,
  type Stop,
} from "asl-core/debug";
import type { Given } from "./given.js";
import { Mistake } from "./mistake.js";
import type { Opening } from "./opening.js";
import type { Paper } from "./paper.js";
import { Points } from "./points.js";

/** Where a person stands with the run, or the runs, that are debugged: what all commands work on. */
export class Desk {
  session: DebugSession;
  /** The run and its forks, in order. */
  readonly runs: DebugSession[];
  readonly watches: string[] = [];
  /** What tasks were last answered by hand, by the path of their state. */
  readonly given = new Map<string, Given>();
  /** The frame that was chosen to be looked into, until the run moves. */
  chosen: FrameId | undefined = undefined;
  /** Whether a session goes on at this moment. */
  isBusy = false;
  /** Set once it is to end. */
  isDone = false;
  /** The line an empty one repeats. */
  repeated: string | undefined = undefined;
  /** Told of each stop, with the position before. */
  onStop: (stop: Stop, before: Position) => void = () => {};

  constructor(
    readonly opening: Opening,
    readonly paper: Paper,
  ) {
    this.session = this.opened();
    this.runs = [this.session];
  }

  /** A session at the beginning of the run. */
  private opened(): DebugSession {
    return this.opening.open({
      log: (text, breakpoint, position) => this.log(text, breakpoint, position),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      fault: (text) => this.fault(text),
    });
  }

  /** A log point's text; or what is wrong with a condition, which is then told, and not once more at the next stop. */
  private log(text: string, { id, message }: Breakpoint, position: Position): void {
    const { dim, yellow } = this.paper.colours;
    const number = this.points.numberOf(id);
    if (text !== message) this.paper.line(`${dim(`[${formatPosition(position)}] log ${number}:`)} ${text}`);
    else if (this.points.isFresh(number, text)) this.paper.line(`${yellow("!")} ${printableLines(text)}`);
  }

  /** Once is enough: handlers are asked again where the run goes another way. */
  private fault(text: string): void {
    if (this.faults.has(text)) return;
    this.faults.add(text);
    this.paper.line(`${this.paper.colours.red("!")} ${printableLines(text)}`);
  }
  private readonly faults = new Set<string>();

  /** Why the run stands where it stands. */
  get stop(): Stop {
    return this.last ?? this.points.numbered(this.session.stop);
  }
  /** What the last move came to, as its command tells it. */
  private last: Stop | undefined = undefined;

  /** Begins the run anew, with its breakpoints, in place of the one at hand. */
  restart(): void {
    const { points } = this;
    const session = this.opened();
    this.runs[this.runs.indexOf(this.session)] = session;
    this.turnTo(session);
    this.points.takeOver(points);
  }

  /** Makes a second run that begins here, and turns to it. */
  fork(): void {
    const { points } = this;
    const made = this.session.fork();
    this.runs.push(made);
    this.turnTo(made);
    this.points.share(points);
  }

  /** The breakpoints of the run at hand. */
  get points(): Points {
    let points = this.pointsOf.get(this.session);
    if (points === undefined) this.pointsOf.set(this.session, (points = new Points(this.session.breakpoints)));
    return points;
  }
  private readonly pointsOf = new WeakMap<DebugSession, Points>();

  /** Works with another of the runs. */
  turnTo(run: DebugSession): void {
    this.session = run;
    this.chosen = undefined;
    this.last = undefined;
  }

  /** Moves the run and tells where it stands then. Rejects with what the session throws. */
  async move(work: () => Stop | Promise<Stop>): Promise<Stop> {
    const before = this.session.position;
    this.isBusy = true;
    try {
      const stop = this.points.numbered(await work());
      this.chosen = undefined;
      this.last = stop;
      this.onStop(stop, before);
      return stop;
    } finally {
      this.isBusy = false;
    }
  }

  /** The frame that is looked into: that of the stop, be it a Parallel or Map with others inside. Undefined where none is live. */
  get frame(): FrameId | undefined {
    if (this.chosen !== undefined) return this.chosen;
    const { session, stop } = this;
    return session.isLive(stop.thread) ? stop.thread : session.threads()[0]?.id;
  }

  /** The same. Throws Mistake where none is live. */
  here(): FrameId {
    const { frame } = this;
    if (frame === undefined)
      throw new Mistake(
        "the run has ended: there is nothing to look into here",
        "Go back first: back, reverse, goto 12.",
      );
    return frame;
  }

  /** The task that is waited for in the frame that is looked into, else the one the run stopped for, else the only one. */
  request(): TaskRequest {
    const { scene } = this.session;
    const waiting = scene.waiting;
    if (waiting.length === 0) throw new Mistake("no task waits for an answer here");
    const { frame } = this;
    const at = frame === undefined ? undefined : this.session.stack(frame)[0];
    const found = waiting.find(
      ({ path, iteration }) => path === at?.state && String(iteration) === String(at?.iteration),
    );
    const meant = found ?? this.stop.request ?? (waiting.length === 1 ? waiting[0] : undefined);
    if (meant === undefined)
      throw new Mistake(
        `no task waits in ${at?.state ?? "this frame"}, but ${waiting.length} do elsewhere`,
        "threads lists them, thread 2 chooses one.",
      );
    return meant;
  }
}
