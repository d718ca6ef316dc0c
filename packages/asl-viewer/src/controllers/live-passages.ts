import type { DebugClient, ExecutionPassages, Passage, Standing } from "../debugging/index.js";

/** Executions that are asked for at once. */
const MOST = 5000;

interface Known {
  readonly passages: readonly Passage[];
  /** Events that were looked through for them. */
  readonly seen: number;
}

const NOTHING: Known = { passages: [], seen: 0 };

/** When the child executions of a run that is debugged entered and left states, as far as it was asked for. */
export class LivePassages {
  private known = new Map<number, Known>();
  /** Told apart: answers that were asked for before a cut are no longer of use. */
  private cuts = 0;

  /** Asks for what is new of the children of an execution. O(executions + passages of those that have new ones). Rejects with DebugError. */
  async fetch(client: DebugClient, { executions }: Standing, parent: number): Promise<void> {
    const children = executions.filter((one) => one.parent === parent);
    for (;;) {
      const wanted = children.filter(({ execution, known }) => known > this.of(execution).seen).slice(0, MOST);
      if (wanted.length === 0) return;
      const { cuts } = this;
      const asked = wanted.map(({ execution }) => ({ execution, from: this.of(execution).seen }));
      const told = await client.passages(asked);
      if (this.cuts !== cuts || told.every(({ execution, to }) => to <= this.of(execution).seen)) return;
      for (const one of told) this.add(one);
    }
  }

  private of(execution: number): Known {
    return this.known.get(execution) ?? NOTHING;
  }

  private add({ execution, to, passages }: ExecutionPassages): void {
    this.known.set(execution, { passages: [...this.of(execution).passages, ...passages], seen: to });
  }

  /** Those among the first `count` events of an execution. */
  first(execution: number, count: number): readonly Passage[] {
    const { passages, seen } = this.of(execution);
    return seen <= count ? passages : passages.filter(([event]) => event <= count);
  }

  /** Events of an execution from an index on are forgotten. */
  cut(execution: number, count: number): void {
    this.cuts++;
    if (this.of(execution).seen > count)
      this.known.set(execution, { passages: this.first(execution, count), seen: count });
  }

  /** Nothing is known any more. */
  forget(): void {
    this.cuts++;
    this.known = new Map();
  }
}
