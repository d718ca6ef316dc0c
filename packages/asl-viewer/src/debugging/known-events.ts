import type { Event } from "asl-core";
import type { DebugClient } from "./client.js";
import type { Standing } from "./protocol.js";

const NONE: readonly Event[] = [];

/**
 * The events of a run as a page knows them: only new ones are asked for, and what the host cuts is dropped. Make it before
 * `initialize` or `start` is called, so that it hears everything.
 */
export class KnownEvents {
  private readonly known = new Map<number, Event[]>();
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: DebugClient) {
    client.on("cut", ({ execution, count }) => this.cut(execution, count));
    client.on("started", () => this.known.clear());
  }

  /** The events of an execution that are known by now, those behind the session's position included. A new array each time they change. */
  of(execution: number): readonly Event[] {
    return this.known.get(execution) ?? NONE;
  }

  private cut(execution: number, count: number): void {
    const events = this.known.get(execution);
    if (events !== undefined && events.length > count) this.known.set(execution, events.slice(0, count));
  }

  /**
   * Asks for the events of an execution that a standing tells of and that are not known yet; gives all of them. Calls wait for
   * each other. Rejects with DebugError.
   */
  update({ executions }: Pick<Standing, "executions">, execution = 0): Promise<readonly Event[]> {
    const wanted = executions.find((one) => one.execution === execution)?.known ?? 0;
    const work = this.work.then(() => this.fetch(execution, wanted));
    this.work = work.catch(() => {});
    return work;
  }

  private async fetch(execution: number, wanted: number): Promise<readonly Event[]> {
    while (this.of(execution).length < wanted) {
      const before = this.of(execution);
      const { from, events, known } = await this.client.events(execution, before.length, wanted);
      if (this.of(execution) !== before) continue;
      if (events.length === 0 || known < wanted) return before;
      this.known.set(execution, [...before.slice(0, from), ...events]);
    }
    return this.of(execution);
  }
}
