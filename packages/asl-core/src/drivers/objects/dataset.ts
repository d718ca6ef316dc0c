import { StatesError } from "../../errors.js";
import { type Json, stringify } from "../../json.js";
import { utf8Length } from "../../utf8.js";

/** One item of a distributed Map. */
export interface Item {
  readonly value: Json;
  /** Only where the entries of a JSON object are the items: `Map.Item.Key`. */
  readonly key?: string;
  /** `Map.Item.Source`: "STATE_DATA", "S3://bucket" (a listing) or "S3://bucket/key". */
  readonly source: string;
}

/** Why an ItemReader fails: States.ItemReaderFailed, which AWS reports without its introduction (recorded). */
export const refusal = (cause: string): StatesError =>
  new StatesError("States.ItemReaderFailed", cause, undefined, "plain");

/** Gathers the items of one Map and keeps the limits: readers push until `push` or `full` tells them to stop. */
export class Dataset {
  readonly items: Item[] = [];
  private bytes = 0;

  constructor(
    private readonly maxItems: number,
    private readonly maxItemBytes: number,
    private readonly maxBytes: number,
  ) {}

  get full(): boolean {
    return this.items.length >= this.maxItems;
  }

  /** How many more items fit. */
  get room(): number {
    return this.maxItems - this.items.length;
  }

  /** Counts bytes read for this Map; throws where they exceed what one Map may read. */
  charge(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.maxBytes)
      throw refusal(`The dataset is larger than ${this.maxBytes} bytes, the most that is held in memory.`);
  }

  /**
   * Adds an item and tells whether there is room for another one. `atMost` is a bound of the item's size known without
   * measuring it; only an item that may be too large is measured.
   */
  push(value: Json, source: string, key?: string, atMost = Number.POSITIVE_INFINITY): boolean {
    if (atMost > this.maxItemBytes) this.measure(value);
    this.items.push(key === undefined ? { value, source } : { value, key, source });
    return !this.full;
  }

  private measure(value: Json): void {
    const text = stringify(value);
    if (text.length * 3 <= this.maxItemBytes) return;
    const bytes = utf8Length(text);
    if (bytes > this.maxItemBytes)
      throw refusal(`Item ${this.items.length} has ${bytes} bytes; the limit is ${this.maxItemBytes} bytes.`);
  }
}
