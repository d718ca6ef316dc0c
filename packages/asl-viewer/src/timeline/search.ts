import { type Event, type Json, stringify } from "asl-core";
import { failureOf, payloadOf, type Run } from "./run.js";

/** Which events are wanted; what is absent does not matter. */
export interface Filter {
  /** Looked for in types, names of states, errors, causes and payloads, without regard to case. */
  readonly text?: string;
  readonly kind?: EventKind;
  /** Index of a state. */
  readonly node?: number;
  /** The name of an error that they tell of. */
  readonly error?: string;
  /** Frames; of one iteration, say. */
  readonly frames?: ReadonlySet<number>;
}

/** A rough class of events. */
export type EventKind = "states" | "tasks" | "errors" | "containers";

const KINDS: Readonly<Record<EventKind, RegExp>> = {
  states: /State(Entered|Exited)$/,
  tasks: /^(Task|LambdaFunction|Activity)/,
  errors: /(Failed|TimedOut|Aborted)$|^FailStateEntered$/,
  containers: /^Map(Iteration|Run)|^(Map|Parallel)State/,
};

/** The same of every event of one type is found out once; foreign histories may have any number of types. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 1000;

/** Whether an event is of a kind. */
export function isOfKind(type: string, kind: EventKind): boolean {
  const key = `${kind} ${type}`;
  let found = judged.get(key);
  if (found === undefined) {
    if (judged.size >= MOST_JUDGED) judged.clear();
    judged.set(key, (found = KINDS[kind].test(type)));
  }
  return found;
}

/**
 * Finds events. The texts of payloads are made when text is first looked for, each once however many events carry it, so
 * the first search costs what the payloads are long.
 */
export class Search {
  /** Lower case; by number. */
  private readonly texts: string[] = [""];
  private readonly numbers = new Map<string, number>();
  private readonly objects = new Map<Json, number>();
  /** Number of the text of each event that was read. */
  private textOf = new Int32Array(0);
  private read = 0;
  private nameOf: readonly string[] | undefined;

  constructor(private readonly run: Run) {}

  /** Indexes of the events that fit, ascending. Linear in the events, and in the texts where text is looked for. */
  find({ text = "", kind, node, error, frames }: Filter): Int32Array {
    const { events } = this.run;
    const found = new Int32Array(events.length);
    const hits = text === "" ? undefined : this.hits(text.toLowerCase());
    let count = 0;
    for (let at = 0; at < events.length; at++) {
      const event = events[at];
      if (kind !== undefined && !isOfKind(event.type, kind)) continue;
      if (node !== undefined && event.node !== node) continue;
      if (frames !== undefined && !frames.has(event.frame)) continue;
      if (error !== undefined && failureOf(event)?.error !== error) continue;
      if (hits !== undefined && !hits(event, at)) continue;
      found[count++] = at;
    }
    return found.subarray(0, count);
  }

  /** Makes the texts that are not made yet, so that the first search is as quick as others. Linear in the new events. */
  prepare(): void {
    const { events, outline } = this.run;
    this.nameOf ??= outline.nodes.map(({ name }) => name.toLowerCase());
    if (this.textOf.length < events.length) {
      const larger = new Int32Array(Math.max(events.length, this.textOf.length * 2));
      larger.set(this.textOf);
      this.textOf = larger;
    }
    const { numbers, objects, texts } = this;
    for (; this.read < events.length; this.read++)
      this.textOf[this.read] = numberOf(events[this.read], numbers, objects, texts);
  }

  /** Forgets events beyond the first `count`. */
  cut(count: number): void {
    this.read = Math.min(this.read, count);
  }

  private hits(text: string): (event: Event, at: number) => boolean {
    this.prepare();
    const payloads = this.texts.map((one) => one.includes(text));
    const names = this.nameOf!.map((name) => name.includes(text));
    const types = new Map<string, boolean>();
    return ({ type, node }, at) => {
      if (payloads[this.textOf[at]] || names[node]) return true;
      let hit = types.get(type);
      if (hit === undefined) types.set(type, (hit = type.toLowerCase().includes(text)));
      return hit;
    };
  }
}

function numberOf(event: Event, numbers: Map<string, number>, objects: Map<Json, number>, texts: string[]): number {
  const value = payloadOf(event) ?? null;
  const failure = failureOf(event);
  if (value === null && failure === undefined) return 0;
  const shared = typeof value === "object" && value !== null ? objects.get(value) : undefined;
  if (shared !== undefined) return shared;
  const text = (failure === undefined ? stringify(value) : `${failure.error} ${failure.cause}`).toLowerCase();
  let number = numbers.get(text);
  if (number === undefined) {
    number = texts.push(text) - 1;
    numbers.set(text, number);
  }
  if (typeof value === "object" && value !== null) objects.set(value, number);
  return number;
}
