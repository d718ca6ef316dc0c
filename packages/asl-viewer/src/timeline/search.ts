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
  private readonly texts = new Texts();
  /** Number of the text of each event that was read. */
  private textOf = new Int32Array(0);
  /** How many texts and payloads had been met when each event had been read. */
  private metBy = new Int32Array(0);
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
      const size = Math.max(events.length, this.textOf.length * 2);
      [this.textOf, this.metBy] = [larger(this.textOf, size), larger(this.metBy, size)];
    }
    const { texts, textOf, metBy } = this;
    for (; this.read < events.length; this.read++) {
      textOf[this.read] = texts.numberOf(events[this.read]);
      metBy[this.read] = texts.met;
    }
  }

  /** Forgets events beyond the first `count`, and texts that no other has. O(what is forgotten). */
  cut(count: number): void {
    if (count >= this.read) return;
    this.read = count;
    this.texts.forget(this.metBy[count - 1] ?? 0);
  }

  /** How many texts and payloads are kept by now. */
  get kept(): number {
    return this.texts.met;
  }

  private hits(text: string): (event: Event, at: number) => boolean {
    this.prepare();
    const payloads = this.texts.all.map((one) => one.includes(text));
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

function larger(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const all = new Int32Array(size);
  all.set(numbers);
  return all;
}

/** The texts of payloads and failures, each once, with numbers in the order in which they were met; 0 is no text. */
class Texts {
  /** Lower case; by number. */
  readonly all: string[] = [""];
  private readonly numbers = new Map<string, number>();
  private readonly objects = new Map<Json, number>();
  /** Texts and objects in the order in which they were met. */
  private readonly order: Json[] = [];

  /** How many texts and objects were met. */
  get met(): number {
    return this.order.length;
  }

  numberOf(event: Event): number {
    const value = payloadOf(event) ?? null;
    const failure = failureOf(event);
    if (value === null && failure === undefined) return 0;
    const shared = typeof value === "object" && value !== null ? this.objects.get(value) : undefined;
    if (shared !== undefined) return shared;
    const number = this.add(
      (failure === undefined ? stringify(value) : `${failure.error} ${failure.cause}`).toLowerCase(),
    );
    if (typeof value === "object" && value !== null) {
      this.objects.set(value, number);
      this.order.push(value);
    }
    return number;
  }

  private add(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.all.push(text) - 1;
      this.numbers.set(text, number);
      this.order.push(text);
    }
    return number;
  }

  /** All but the first so many that were met. */
  forget(met: number): void {
    while (this.order.length > met) {
      const last = this.order.pop() as Json;
      if (typeof last === "string") this.numbers.delete(this.all.pop() as string);
      else this.objects.delete(last);
    }
  }
}
