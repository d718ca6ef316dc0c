import type { StatesError } from "../errors.js";
import type { Json, JsonObject } from "../json.js";
import type { Machine, Node, NodeIndex } from "../machine/machine.js";
import { END } from "../machine/machine.js";
import { FrameScope } from "./context.js";
import type { Event, EventDetails, EventType } from "./event.js";
import type { Execution, Frame, Phase, Token } from "./execution.js";
import type { TimerKind } from "./input.js";
import type { Io, Stage } from "./io.js";
import { UNKNOWN } from "./size.js";

/** Thrown where the next event would be the last one AWS allows; taken by the loop, which ends the execution. */
export const EVENT_LIMIT = Symbol("event limit");

/** One input and everything that follows: what state files may do to the execution. */
export class Turn {
  readonly scope: FrameScope;
  /** What a state adds to a frame's bound where payloads have no limit. */
  readonly lift: number;

  constructor(
    readonly machine: Machine,
    readonly execution: Execution,
    readonly io: Io,
  ) {
    this.scope = new FrameScope(machine, execution, io);
    this.lift = execution.limits.payload === 0 ? machine.lift : 0;
  }

  /**
   * Emits an event on a frame's chain: it follows the frame's last event and becomes the last one. The details are built
   * only when somebody listens; the count of events goes on all the same.
   */
  emit<T extends EventType>(frame: Frame, type: T, details: () => EventDetails[T], via: string | null = null): void {
    const previous = frame.last;
    frame.last = this.aside(frame, type, previous, details, via);
  }

  /** Emits an event that follows `previous` and that nothing on the frame's chain follows. Returns its id. */
  aside<T extends EventType>(
    frame: Frame,
    type: T,
    previous: number,
    details: () => EventDetails[T],
    via: string | null = null,
  ): number {
    const id = this.nextId();
    if (this.io.event !== undefined) this.tell(id, previous, type, frame.serial, frame.node, details(), via);
    return id;
  }

  /** Emits an event of the whole execution: its start, and its end, which is allowed even at the limit of events. */
  whole<T extends EventType>(previous: number, type: T, details: EventDetails[T]): void {
    const id = ++this.execution.events;
    if (this.io.event !== undefined) this.tell(id, previous, type, 1, END, details, null);
  }

  private nextId(): number {
    const { limits, events } = this.execution;
    if (limits.events !== 0 && events + 1 >= limits.events) throw EVENT_LIMIT;
    this.execution.events = events + 1;
    return events + 1;
  }

  private tell(
    id: number,
    previous: number,
    type: EventType,
    frame: number,
    node: NodeIndex,
    details: EventDetails[EventType],
    via: string | null,
  ): void {
    this.io.event!({ id, previous, at: this.execution.now, type, frame, node, via, details } as Event);
  }

  /** A frame enters a state: its Entered event, and a transition as AWS bills it. */
  entered(frame: Frame, node: Node): void {
    frame.enteredAt = this.execution.now;
    this.execution.transitions++;
    const id = this.nextId();
    if (this.io.event !== undefined)
      this.tell(id, frame.last, ENTERED[node.kind], frame.serial, node.index, { input: frame.input }, null);
    frame.entered = id;
    frame.last = id;
    if (this.io.stage !== undefined) this.showInput(frame, node);
  }

  private showInput(frame: Frame, node: Node): void {
    const { io } = this;
    const input = io.replace === undefined ? frame.input : io.replace(frame, node, "input", frame.input);
    if (input !== frame.input) frame.bound = UNKNOWN;
    frame.input = input;
    io.stage!(frame, node, "input", input);
  }

  /** A frame leaves its state, which is no Fail: its Exited event, after `previous` where that is not the chain's last. */
  exited(
    frame: Frame,
    node: Node,
    output: Json,
    assigned: JsonObject | null,
    via: string,
    previous = frame.last,
  ): void {
    const id = this.nextId();
    if (this.io.event !== undefined)
      this.tell(
        id,
        previous,
        EXITED[node.kind as keyof typeof EXITED],
        frame.serial,
        node.index,
        { output, assigned },
        via,
      );
    frame.last = id;
    if (this.io.stage !== undefined) this.io.stage(frame, node, "output", output);
  }

  /** Tells of a data stage. The value to go on with; call it only where `io.stage` is there. */
  show(frame: Frame, node: Node, stage: Stage, value: Json): Json {
    const { io } = this;
    const shown = io.replace === undefined ? value : io.replace(frame, node, stage, value);
    io.stage!(frame, node, stage, shown);
    return shown;
  }

  /** Opens the frame's one wait and hands the processor on. */
  openWait(frame: Frame, index: number, phase: Phase = "await"): Token {
    const token = ++this.execution.tokens;
    frame.token = token;
    frame.phase = phase;
    this.execution.awaiting[token] = index;
    this.execution.current = -1;
    return token;
  }

  /** Ends the frame's wait; `withdraw` tells the driver where it may still be at work. */
  closeWait(frame: Frame, withdraw: boolean): void {
    if (frame.token === 0) return;
    delete this.execution.awaiting[frame.token];
    if (withdraw) this.io.command({ type: "Withdraw", token: frame.token });
    frame.token = 0;
    frame.timed = false;
    frame.timeoutDue = 0;
    frame.heartbeatDue = 0;
  }

  /** Asks for a timer under the frame's open wait. */
  timer(frame: Frame, timer: TimerKind, at: number): void {
    this.io.command({ type: "StartTimer", token: frame.token, timer, at });
  }

  /** Where a frame stands in `execution.frames`. O(1) for the running frame, else O(live frames). */
  indexOf(frame: Frame): number {
    const { current, frames } = this.execution;
    return current >= 0 && frames[current] === frame ? current : frames.indexOf(frame);
  }

  /** A frame has something to do again, in this phase; it waits its turn. */
  ready(index: number, phase: Phase): void {
    this.execution.frames[index]!.phase = phase;
    this.execution.ready.push(index);
  }

  /** Goes on at `next` with `input`: the frame keeps running. The caller ends the block where next is END. */
  move(frame: Frame, next: NodeIndex, input: Json, bound: number): void {
    frame.node = next;
    frame.phase = "enter";
    frame.input = input;
    frame.bound = bound;
    frame.output = null;
    frame.attempts = null;
    frame.retries = 0;
  }
}

const ENTERED = {
  Pass: "PassStateEntered",
  Task: "TaskStateEntered",
  Choice: "ChoiceStateEntered",
  Wait: "WaitStateEntered",
  Succeed: "SucceedStateEntered",
  Fail: "FailStateEntered",
  Parallel: "ParallelStateEntered",
  Map: "MapStateEntered",
} as const;

const EXITED = {
  Pass: "PassStateExited",
  Task: "TaskStateExited",
  Choice: "ChoiceStateExited",
  Wait: "WaitStateExited",
  Succeed: "SucceedStateExited",
  Parallel: "ParallelStateExited",
  Map: "MapStateExited",
} as const;

/** The error text as histories show it: interpreter errors name the state and its Entered event. */
export function causeOf(error: StatesError, frame: Frame, node: Node): string {
  if (error.form === "plain") return error.cause;
  const place = `(entered at the event id #${frame.entered})`;
  return `An error occurred while executing the state '${node.name}' ${place}. ${error.cause}`.slice(0, MAX_CAUSE);
}

/** Characters AWS keeps of a cause (API model). */
const MAX_CAUSE = 32_768;
