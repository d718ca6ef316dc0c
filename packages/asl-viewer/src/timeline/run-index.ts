import type { Event } from "asl-core";
import { StatusIndex } from "asl-core/history";
import { Journal } from "./journal.js";
import { asMachine } from "./outline.js";
import type { Run } from "./run.js";
import { Search } from "./search.js";
import { Reading } from "./visits.js";

/** Failures worth stopping at: those of a state's work and of the execution, not those they bring about around them. */
const ERROR =
  /^(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)$|^EvaluationFailed$|^FailStateEntered$|^Execution(Failed|TimedOut|Aborted)$/;

/** Events that are taken in one go. */
const STRIDE = 512;

/** What is known of a run's events, and grows and shrinks with them. `kept`: whether events can be taken back in what they took. */
export class RunIndex {
  readonly visits: Reading;
  readonly search: Search;
  readonly statuses: StatusIndex;
  /** Indexes of failures, ascending. */
  readonly errors: number[] = [];
  private readonly journal: Journal;
  private readonly events: readonly Event[];
  private readonly judged = new Map<string, boolean>();

  constructor(
    readonly run: Run,
    readonly kept: boolean,
    isTaken = true,
  ) {
    this.journal = new Journal(kept);
    this.events = run.events;
    this.visits = new Reading(run.events, run.outline, this.journal);
    this.search = new Search(run);
    this.statuses = new StatusIndex(asMachine(run.outline));
    if (isTaken) this.take(0);
  }

  /** Takes in all events, step by step. */
  *taking(): Generator<undefined> {
    for (let at = 0; at < this.events.length; at += STRIDE) {
      this.take(at, Math.min(at + STRIDE, this.events.length));
      yield;
    }
  }

  /** Takes in the events from an index on. */
  take(from: number, to = this.events.length): void {
    for (let at = from; at < to; at++) {
      this.journal.next();
      this.visits.add(at);
      if (this.isError(this.events[at].type)) this.errors.push(at);
    }
  }

  /** Takes back the events beyond the first `count`. */
  cut(count: number): void {
    this.journal.cut(count);
    this.search.cut(count);
    while ((this.errors.at(-1) ?? -1) >= count) this.errors.pop();
  }

  private isError(type: string): boolean {
    let found = this.judged.get(type);
    if (found === undefined) this.judged.set(type, (found = ERROR.test(type)));
    return found;
  }
}
