/**
 * Remembers what was changed while each event was taken in, so that the latest events can be taken back. Taking back costs
 * what taking in did, so any row of both is amortised over the events taken in.
 */
export class Journal {
  /** Target, key and what was there, in turn. */
  private readonly changes: unknown[] = [];
  /** How many entries there were before each event. */
  private readonly marks: number[] = [];

  /** `kept` false: nothing is remembered, and nothing can be taken back. */
  constructor(readonly kept: boolean) {}

  /** From here on, changes belong to the next event. */
  next(): void {
    if (this.kept) this.marks.push(this.changes.length);
  }

  change<T extends object>(target: T, values: Partial<T>): void {
    for (const key of Object.keys(values) as (keyof T)[]) {
      if (this.kept) this.changes.push(target, key, target[key]);
      target[key] = values[key] as T[keyof T];
    }
  }

  push<T>(target: T[], value: T): void {
    if (this.kept) this.changes.push(target, "length", target.length);
    target.push(value);
  }

  put<K, V>(target: Map<K, V>, key: K, value: V): void {
    if (this.kept) this.changes.push(target, key, target.get(key));
    target.set(key, value);
  }

  drop<K, V>(target: Map<K, V>, key: K): void {
    if (this.kept && target.has(key)) this.changes.push(target, key, target.get(key));
    target.delete(key);
  }

  /** As it was when `count` events had been taken in. */
  cut(count: number): void {
    const to = this.marks[count];
    if (to === undefined) return;
    for (let at = this.changes.length - 3; at >= to; at -= 3)
      restore(this.changes[at] as object, this.changes[at + 1], this.changes[at + 2]);
    this.changes.length = to;
    this.marks.length = count;
  }
}

function restore(target: object, key: unknown, before: unknown): void {
  if (!(target instanceof Map)) (target as Record<string, unknown>)[key as string] = before;
  else if (before === undefined) target.delete(key);
  else target.set(key, before);
}
