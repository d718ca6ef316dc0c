import type { Event, Execution, StartChild, Token } from "../kernel/index.js";
import type { Millis } from "../time.js";
import { Numbers } from "./numbers.js";

/** How a child execution was started. */
export interface Birth {
  readonly parent: number;
  readonly token: Token;
  readonly command: StartChild;
  readonly at: Millis;
}

const NONE: readonly never[] = [];

/** What the tape keeps of one execution. */
export class Track {
  /** The events of the whole tape; replaced, not emptied, where the tape is cut. */
  events: Event[] = [];
  /** The same events before a reload. */
  private eras: readonly { readonly until: number; readonly events: Event[] }[] = NONE;
  /** For each event the number of the step that wrote it. */
  steps = new Numbers();
  /** How many steps had happened when something last reached it. */
  touched = 0;

  constructor(
    readonly number: number,
    /** How many steps had happened when it was started. */
    readonly born: number,
    readonly birth: Birth | null,
    readonly iteration: readonly number[],
    /** As it stands at the end of the tape. */
    public execution: Execution,
  ) {}

  /** Adds an event that a step has written. */
  write(event: Event, step: number): void {
    this.events.push(event);
    this.steps.push(step);
  }

  /** A step has written all events whose step is not known yet. */
  credit(step: number): void {
    const { steps, events } = this;
    for (let i = steps.length; i < events.length; i++) steps.push(step);
  }

  /** The number of the step that ended it. */
  get ended(): number {
    return this.execution.status === "RUNNING" ? Number.POSITIVE_INFINITY : this.steps.at(this.steps.length - 1)!;
  }

  /** Events as positions up to a step have them: with the nodes of the machine that applied then. */
  eventsAt(step: number): readonly Event[] {
    return this.eras.find(({ until }) => step <= until)?.events ?? this.events;
  }

  /**
   * From here on another machine applies: its nodes have other numbers. Every event becomes another object, by which those
   * who remember a history know that it is not the one they have seen. O(events).
   */
  reload(until: number, node: (index: number) => number): void {
    this.eras = [...this.eras, { until, events: this.events }];
    this.events = this.events.map((event) => ({ ...event, node: event.node < 0 ? event.node : node(event.node) }));
  }

  /** Forgets what is not in an execution, which becomes the track's own. `step`: where the tape ends. */
  cut(execution: Execution, step: number): void {
    this.execution = execution;
    const era = this.eras.findIndex(({ until }) => step <= until);
    // Copies of the tape share the events of an era: those that are added to are the track's own.
    if (era >= 0) this.events = this.eras[era].events.slice(0, execution.events);
    else if (this.events.length > execution.events) this.events = this.events.slice(0, execution.events);
    if (era >= 0) this.eras = this.eras.slice(0, era);
    this.steps.cut(execution.events);
  }

  copy(): Track {
    const copy = new Track(this.number, this.born, this.birth, this.iteration, this.execution);
    copy.events = this.events.slice();
    copy.eras = this.eras;
    copy.steps = this.steps.copy();
    copy.touched = this.touched;
    return copy;
  }
}
