import type { Due, Ledger, Origin } from "../drivers/ledger.js";
import type { Observer } from "../drivers/observer.js";
import type { Command, Event, Execution, Frame, Input, Token } from "../kernel/index.js";
import type { Node, NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { LiveTurn } from "./checkpoint.js";
import type { Begin } from "./entry.js";
import type { Probe } from "./probe.js";
import { isIdle } from "./stand.js";
import type { Tape } from "./tape.js";
import { Track } from "./track.js";
import type { Wait } from "./wait.js";

const BEGIN: Begin = { type: "Begin" };
const NOTHING = new Uint8Array(0);

/** Writes a run onto the tape while it happens, and halts it where a probe says so. */
export class Recorder implements Ledger {
  private track: Track;
  /** The execution whose turn was the last, -1 for none, and what it has asked for since. */
  private turning = -1;
  private commands: readonly Command[] = [];
  private probe: Probe = { armed: NOTHING };
  private armed: Uint8Array | null = NOTHING;
  /** The number of the first step in which the probe found something, -1 for none: the run is halted after it. */
  found = -1;
  /** The step before which the run is halted in any case. */
  private until = Number.POSITIVE_INFINITY;
  /** The step that is not asked about. */
  private passed = -1;
  private askedIn = 0;
  private askedUnder: Token = 0;

  constructor(
    readonly tape: Tape,
    private readonly now: () => Millis,
    turn: LiveTurn | null,
  ) {
    if (turn !== null) this.turned(turn.execution, turn.commands);
    this.track = tape.tracks[turn?.execution ?? 0];
  }

  /**
   * What to look out for until the next call, and before which step to halt in any case. `passing`: the next step is not asked
   * about. Gives whom the driver is to tell.
   */
  expect(probe: Probe, until: number, passing: boolean): Observer {
    this.probe = probe;
    this.armed = probe.armed;
    this.found = -1;
    this.until = until;
    this.passed = passing ? this.tape.length : -1;
    return {
      event: probe.event && ((event) => this.find(probe.event!(event, this.track.execution, this.track.number))),
      stop: (node, frame, execution) => this.stop(node, frame, execution),
      failure: probe.failure && ((...told) => this.find(probe.failure!(...told, this.track.number))),
      retrier:
        probe.retrier && ((node, _, exhausted) => this.find(!exhausted && probe.retrier!(node, this.track.number))),
    };
  }

  /** Whether the probe is there where it wanted to be, between two turns. */
  get isThere(): boolean {
    return this.probe.after?.() === true;
  }

  /** The turn that is under way; null between two turns. */
  get underWay(): LiveTurn | null {
    const { turning, commands, tape } = this;
    return turning < 0 || isIdle(tape.tracks[turning].execution) ? null : { execution: turning, commands };
  }

  private turned(execution: number, commands: readonly Command[]): void {
    this.turning = execution;
    this.commands = commands;
  }

  /** The last task that a handler was asked for. */
  get lastAsked(): Wait {
    return { execution: this.askedIn, token: this.askedUnder };
  }

  /** Has it on the tape which step wrote the last events: while a run goes on they are told only when the next one begins. */
  settle(): void {
    this.track.credit(this.tape.length - 1);
  }

  turn(number: number, input: Input | undefined, commands: readonly Command[]): void {
    const { tape } = this;
    this.settle();
    if (tape.length >= tape.nextCheckpoint) tape.checkpoint(this.now(), this.underWay);
    const { length: step } = tape;
    if (input === undefined) tape.entries.push({ step, execution: number, at: this.now(), what: BEGIN });
    else tape.entries.push({ step, execution: number, what: input });
    this.track = tape.tracks[number];
    this.track.touched = tape.length;
    this.turned(number, commands);
    tape.length++;
  }

  dismissed(number: number, input: Input): void {
    const { tape } = this;
    this.settle();
    tape.entries.push({ step: tape.length - 1, execution: number, at: this.now(), what: input, aside: true });
    this.track = tape.tracks[number];
    this.track.touched = tape.length;
  }

  due(execution: number, what: Due, at: Millis, lane: number, rank: number): number {
    return this.tape.deliveries.add(this.tape.length, execution, what, at, lane, rank);
  }

  delivered(place: number): void {
    this.tape.deliveries.deliver(place, this.tape.length);
  }

  asked(execution: number, token: Token, node: NodeIndex): void {
    const { asked, length } = this.tape;
    this.askedIn = execution;
    this.askedUnder = token;
    asked.nodes.push(node);
    asked.steps.push(length);
    asked.executions.push(execution);
    asked.tokens.push(token);
  }

  started(child: Execution, { parent, token, command, at, iteration }: Origin): Event[] {
    const { tracks, length } = this.tape;
    const track = new Track(tracks.length, length, { parent, token, command, at }, iteration, child);
    tracks.push(track);
    return track.events;
  }

  private find(isFound: boolean): void {
    if (isFound && this.found < 0) this.found = this.tape.length - 1;
  }

  /** Between two steps; the only cost of a run under the debugger that every step pays. */
  private stop(node: Node, frame: Frame, execution: Execution): boolean {
    const { tape, armed, track } = this;
    if (track.steps.length < track.events.length) track.credit(tape.length - 1);
    if (this.found >= 0 || tape.length >= this.until) return true;
    if ((armed === null || armed[node.index] > 0) && tape.length !== this.passed)
      if (this.probe.before!(node, frame, execution, track.number)) return true;
    if (tape.length >= tape.nextCheckpoint) tape.checkpoint(this.now(), this.underWay);
    tape.length++;
    return false;
  }
}
