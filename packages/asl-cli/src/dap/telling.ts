import { type Event, isObject, type Json, type Machine, own, printable } from "asl-core";
import type { DebugSession } from "asl-core/debug";
import type { Told } from "./plan.js";

/** Lines that are written about one stretch of a run, at most. */
const MOST = 200;

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
 * what has come in place of what was cut off all. O(new events).
 */
export class Telling {
  private readonly told = new WeakSet<Event>();

  constructor(private readonly kind: Told) {}

  /** Lines on what is new, the first ones left out where there are too many. */
  news(session: DebugSession): Line[] {
    if (this.kind === "nothing" || !session.live || session.position.stage > 0) return [];
    const { machine } = session.program;
    const news = session.scene.executions.flatMap(({ number, events }) => this.newsOf(events, number, machine));
    news.sort((a, b) => a.at - b.at || a.execution - b.execution || a.id - b.id);
    const lines = news.slice(-MOST).map(({ line }) => line);
    return news.length > MOST ? [{ text: `… ${news.length - MOST} more before` }, ...lines] : lines;
  }

  /** All events before one that was told have been told, too. */
  private newsOf(events: readonly Event[], execution: number, machine: Machine): News[] {
    const news: News[] = [];
    for (let index = events.length - 1; index >= 0 && !this.told.has(events[index]); index--) {
      const event = events[index];
      this.told.add(event);
      const line = this.lineOf(event, machine);
      if (line !== undefined) news.push({ line, at: event.at, execution, id: event.id });
    }
    return news;
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
