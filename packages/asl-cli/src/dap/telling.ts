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
}

/**
 * Tells what has happened since it told last: of going back nothing, of what is replayed on the way forward nothing twice.
 * O(new events).
 */
export class Telling {
  /** Events of each execution that have been told. */
  private readonly told: number[] = [];

  constructor(private readonly kind: Told) {}

  /** Lines on what is new, the first ones left out where there are too many. */
  news(session: DebugSession): Line[] {
    if (this.kind === "nothing" || !session.live) return [];
    const { machine } = session.program;
    const fresh: { line: Line; at: number; execution: number; id: number }[] = [];
    let skipped = 0;
    for (const { number, events } of session.scene.executions) {
      for (let index = events.length - 1; index >= (this.told[number] ?? 0); index--) {
        const event = events[index];
        const line = this.lineOf(event, machine);
        if (line === undefined) continue;
        if (fresh.length < 50 * MOST) fresh.push({ line, at: event.at, execution: number, id: event.id });
        else skipped++;
      }
      this.told[number] = events.length;
    }
    fresh.sort((a, b) => a.at - b.at || a.execution - b.execution || a.id - b.id);
    skipped += Math.max(0, fresh.length - MOST);
    const lines = fresh.slice(-MOST).map(({ line }) => line);
    return skipped > 0 ? [{ text: `… ${skipped} more before` }, ...lines] : lines;
  }

  /** Where the run stands at its end, what was told beyond it has been cut off, or was another run's. */
  cut(session: DebugSession): void {
    if (!session.live) return;
    for (const [number, count] of this.told.entries())
      this.told[number] = Math.min(count, session.scene.executions[number]?.events.length ?? 0);
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
