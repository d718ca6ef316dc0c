import type { DebugClient, ExecutionPassages, Passage, Standing } from "../debugging/index.js";

/** Executions that are asked for at once. */
const MOST = 5000;

interface Known {
  /** In the order of their events; grows. */
  readonly passages: Passage[];
  /** Events that were looked through for them. */
  readonly seen: number;
}

/** When the child executions of a run that is debugged entered and left states, as far as it was asked for. */
export class LivePassages {
  private known = new Map<number, Known>();
  /** Told apart: answers that were asked for before a cut are no longer of use. */
  private cuts = 0;

  /** Asks for what is new of the children of an execution. O(executions + new passages). Rejects with DebugError. */
  async fetch(client: DebugClient, { executions }: Standing, parent: number): Promise<void> {
    const children = executions.filter((one) => one.parent === parent);
    for (;;) {
      const wanted = children.filter(({ execution, known }) => known > this.seenOf(execution)).slice(0, MOST);
      if (wanted.length === 0) return;
      const { cuts } = this;
      const asked = wanted.map(({ execution }) => ({ execution, from: this.seenOf(execution) }));
      const told = await client.passages(asked);
      if (this.cuts !== cuts || told.every(({ execution, to }) => to <= this.seenOf(execution))) return;
      for (const one of told) this.add(one);
    }
  }

  private seenOf(execution: number): number {
    return this.known.get(execution)?.seen ?? 0;
  }

  /** O(new passages). */
  private add({ execution, to, passages }: ExecutionPassages): void {
    const known = this.known.get(execution)?.passages ?? [];
    for (const one of passages) known.push(one);
    this.known.set(execution, { passages: known, seen: to });
  }

  /** Those among the first `count` events of an execution, as far as they are known now: to be read at once, not to be kept. */
  first(execution: number, count: number): readonly Passage[] {
    const { passages = [], seen = 0 } = this.known.get(execution) ?? {};
    return seen <= count ? passages : passages.filter(([event]) => event <= count);
  }

  /** Events of an execution from an index on are forgotten. */
  cut(execution: number, count: number): void {
    this.cuts++;
    if (this.seenOf(execution) > count)
      this.known.set(execution, { passages: [...this.first(execution, count)], seen: count });
  }

  /** Nothing is known any more. */
  forget(): void {
    this.cuts++;
    this.known = new Map();
  }
}
