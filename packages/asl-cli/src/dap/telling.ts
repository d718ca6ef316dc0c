import { type Event, isObject, type Json, type Machine, own, printable } from "asl-core";
import type { DebugSession } from "asl-core/debug";
import type { Told } from "./plan.js";

/** Lines that are written about one stretch of a run, at most. */
const MOST = 200;
/** Events of one stretch that are looked at, at most: the last ones. */
const MOST_EVENTS = 20_000;

/** One line for the console, with a value to be opened. */
export interface Line {
  readonly text: string;
  readonly value?: Json;
  /** Path of the state it is about. */
  readonly state?: string;
  /** The line it is about, where that is not the state's. */
  readonly line?: number;
}

/** Where it happened, and when. */
interface News {
  readonly line: Line;
  readonly at: number;
  readonly execution: number;
  readonly id: number;
}

/**
 * Tells what has happened since it told last: of going back nothing, of what is replayed on the way forward nothing twice, of
 * what has come in place of what was cut off all. Of a long stretch only the last events are told, and how many came before
 * them. O(executions × log events), and a copy of references to the new events.
 */
export class Telling {
  /** The events of each execution that have been told, by their numbers; the last session's first. */
  private readonly told = new WeakMap<DebugSession, Map<number, Event[]>>();
  private last: Map<number, Event[]> = new Map();

  constructor(private readonly kind: Told) {}

  /** Lines on what is new, the first ones left out where there are too many. */
  news(session: DebugSession): Line[] {
    if (this.kind === "nothing" || !session.live || session.position.stage > 0) return [];
    const { machine } = session.program;
    const told = this.toldIn(session);
    const news: News[] = [];
    let left = MOST_EVENTS;
    let untold = 0;
    for (const { number, events } of session.scene.executions.toReversed()) {
      const fresh = freshOf(events, told, number);
      const looked = fresh.slice(Math.max(0, fresh.length - left));
      left -= looked.length;
      untold += fresh.length - looked.length;
      for (const event of looked) {
        const line = this.lineOf(event, machine);
        if (line !== undefined) news.push({ line, at: event.at, execution: number, id: event.id });
      }
    }
    news.sort((a, b) => a.at - b.at || a.execution - b.execution || a.id - b.id);
    const lines = news.slice(-MOST).map(({ line }) => line);
    const more = untold + news.length - lines.length;
    return more > 0 ? [{ text: `… ${more} events more before` }, ...lines] : lines;
  }

  /** What was told in a session; in a new one, what was told in the one before it. */
  private toldIn(session: DebugSession): Map<number, Event[]> {
    let told = this.told.get(session);
    if (told === undefined) {
      told = new Map([...this.last].map(([number, events]) => [number, events.slice()]));
      this.told.set(session, told);
    }
    return (this.last = told);
  }

  private lineOf(event: Event, machine: Machine): Line | undefined {
    const state = event.node < 0 ? undefined : machine.nodes[event.node].path;
    const name = printable(state ?? "execution");
    const found = SAID.find(([pattern]) => pattern.test(event.type));
    if (found === undefined) {
      if (this.kind !== "events") return undefined;
      return { text: `  ${event.type}  ${name}`, value: dataOf(event), state };
    }
    const [, arrow, member] = found;
    const details = event.details as unknown as { [name: string]: Json };
    if (member === "error") return { text: `${arrow} ${name}: ${printable(errorOf(details))}`, state };
    return { text: `${arrow} ${name}`, value: own(details, member), state };
  }
}

/** The events that are new since `told`, which holds them from then on. */
function freshOf(events: readonly Event[], told: Map<number, Event[]>, number: number): readonly Event[] {
  const before = told.get(number) ?? [];
  const from = sharedBy(before, events);
  const fresh = events.slice(from);
  before.length = from;
  for (const event of fresh) before.push(event);
  told.set(number, before);
  return fresh;
}

/** How many events two histories begin with alike: where one of them is shared, so are all before it. O(log events). */
function sharedBy(one: readonly Event[], other: readonly Event[]): number {
  let [low, high] = [0, Math.min(one.length, other.length)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (one[middle - 1] === other[middle - 1]) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Type of event, what stands in front of the line, which detail is shown. */
const SAID: readonly [RegExp, string, string][] = [
  [/^(Task|LambdaFunction|Activity)Scheduled$/, "→", "parameters"],
  [/^(Task|LambdaFunction|Activity)Succeeded$/, "←", "output"],
  [/^(Task|LambdaFunction|Activity)(Failed|TimedOut|\w+Failed)$/, "✗", "error"],
  [/^EvaluationFailed$/, "✗", "error"],
];

function errorOf(details: { [name: string]: Json }): string {
  const [error, cause] = [own(details, "error"), own(details, "cause")];
  const name = typeof error === "string" ? error : "failed";
  return typeof cause === "string" && cause !== "" ? `${name}: ${cause}` : name;
}

const dataOf = ({ details }: Event): Json | undefined =>
  isObject(details) && Object.keys(details).length > 0 ? details : undefined;
