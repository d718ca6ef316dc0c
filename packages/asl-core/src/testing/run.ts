import type { TaskRequest } from "../drivers/handler.js";
import type { Run } from "../drivers/run.js";
import { type AwsEvent, toAws } from "../history/index.js";
import type { Json } from "../json.js";
import type { Event, Status } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { Mistake } from "./guarded-handler.js";
import { namedStates } from "./named-states.js";
import { traceOf } from "./trace.js";
import type { Visit } from "./visit.js";

/** An answer nobody asked for: a whole entry (`index` -1), or one of a list. */
export interface UnusedAnswer {
  readonly key: string;
  readonly index: number;
}

/** What a TestRun is made of. */
interface Parts {
  readonly machine: Machine;
  readonly run: Run;
  readonly visits: readonly Visit[];
  readonly unused: readonly UnusedAnswer[];
  readonly waiting: readonly TaskRequest[];
  readonly mistakes: readonly Mistake[];
}

/** How a run in a test went, or stands so far. */
export class TestRun {
  /** RUNNING where it waits for something nobody sends. */
  readonly status: Status;
  /** Null unless it succeeded. */
  readonly output: Json;
  readonly error: string | null;
  readonly cause: string | null;
  /** Events of the execution itself, as the kernel emits them; those of child executions are in `raw.children`. */
  readonly events: readonly Event[];
  /** On the execution's virtual clock. */
  readonly duration: Millis;
  /** States entered and tried again, child executions not counted. */
  readonly transitions: number;
  /** Every stay in a state, in order of entry; those in child executions of distributed Maps included. */
  readonly visits: readonly Visit[];
  /** Answers that nobody asked for. */
  readonly unused: readonly UnusedAnswer[];
  /** The request that had no answer and stopped the run. */
  readonly unanswered: TaskRequest | null;
  /** Requests without an answer so far. */
  readonly waiting: readonly TaskRequest[];
  /** TypeErrors and ReferenceErrors that handlers and functions threw, the first twenty: they failed their tasks. */
  readonly mistakes: readonly Mistake[];
  readonly machine: Machine;
  /** The driver's own account: snapshot, inputs, child executions. */
  readonly raw: Run;

  constructor({ machine, run, visits, unused, waiting, mistakes }: Parts) {
    this.status = run.status;
    this.output = run.output;
    this.error = run.error;
    this.cause = run.cause;
    this.events = run.events;
    this.duration = run.duration;
    this.transitions = run.transitions;
    this.visits = visits;
    this.unused = unused;
    this.unanswered = run.unanswered;
    this.waiting = waiting;
    this.mistakes = mistakes;
    this.machine = machine;
    this.raw = run;
  }

  /** The history in the shape of GetExecutionHistory. O(size of the history) at every call. */
  get history(): AwsEvent[] {
    return toAws(this.events, this.machine, this.raw.execution.identity);
  }

  /** The golden trace: what happened as a text for people, without what differs from run to run. See trace.ts. Linear, at every call. */
  get trace(): string {
    return traceOf(this);
  }

  /** Every visit of a state, by its name or its path; empty where it was not entered. Throws RangeError where there is no such state. */
  state(nameOrPath: string): Visit[] {
    const paths = new Set(namedStates(this.machine, nameOrPath).map(({ path }) => path));
    return this.visits.filter(({ path }) => paths.has(path));
  }
}
