import type { Json } from "../../json.js";
import type { Machine } from "../../machine/machine.js";
import { Collector } from "./collector.js";
import { COVERAGE_VERSION, type CoverageData, type CoverageRecord, readCoverageData } from "./data.js";
import { type Items, itemsOf } from "./items.js";

/** Where a machine comes from, for reports. */
export interface Origin {
  /** The file, as reports are to name it. */
  readonly file?: string;
  /** The machine's id in that file, where it holds several. */
  readonly machine?: string;
}

/** A definition whose runs are being watched. */
interface Watched {
  readonly record: Omit<CoverageRecord, "covered">;
  readonly items: Items;
  readonly marks: Uint8Array;
}

/**
 * Which items of which machines have been covered. Runs are watched through collectors; what other processes saw comes in
 * by `merge`. Merging is a union: in any order, any number of times, the same coverage.
 */
export class Coverage {
  private readonly watched = new Map<string, Watched>();
  private readonly merged = new Map<string, CoverageRecord>();

  /** Watches runs of a machine. Collectors of the same definition from the same place share what they see. */
  collector(machine: Machine, { file, machine: id = "" }: Origin = {}): Collector {
    const record = { file: file ?? null, machine: id, digest: machine.digest, definition: machine.definition };
    const key = keyOf(record);
    let watched = this.watched.get(key);
    if (watched === undefined) {
      const items = itemsOf(machine);
      watched = { record, items, marks: new Uint8Array(items.list.length) };
      this.watched.set(key, watched);
    }
    return new Collector(machine, watched.marks);
  }

  /** Whether no run was watched and nothing merged. */
  get empty(): boolean {
    return this.watched.size === 0 && this.merged.size === 0;
  }

  /** Adds what another coverage has. Linear in it. */
  add(other: Coverage | CoverageData): this {
    const { machines } = other instanceof Coverage ? other.toJSON() : other;
    for (const record of machines) this.take(record);
    return this;
  }

  private take(record: CoverageRecord): void {
    const key = keyOf(record);
    const before = this.merged.get(key);
    this.merged.set(key, before === undefined ? record : { ...before, covered: union(before.covered, record.covered) });
  }

  /** One record per version of a machine, in the order of their keys. */
  records(): CoverageRecord[] {
    const all = new Coverage();
    for (const record of this.merged.values()) all.take(record);
    for (const { record, items, marks } of this.watched.values()) {
      const covered = items.list.flatMap(({ id }, i) => (marks[i] === 1 ? [id] : []));
      all.take({ ...record, covered: union(covered, []) });
    }
    return [...all.merged.keys()].sort().map((key) => all.merged.get(key)!);
  }

  /** Plain JSON for a file. */
  toJSON(): CoverageData {
    return { aslCoverage: COVERAGE_VERSION, machines: this.records() };
  }

  /** Reads what `toJSON` gave. Throws CoverageError for anything else. */
  static from(value: Json | undefined): Coverage {
    return new Coverage().add(readCoverageData(value));
  }
}

/** The union of two coverages, which stay as they are. */
export const mergeCoverage = (a: Coverage, b: Coverage): Coverage => new Coverage().add(a).add(b);

const keyOf = ({ file, machine, digest }: Omit<CoverageRecord, "covered" | "definition">): string =>
  JSON.stringify([file, machine, digest]);

/** Sorted, each once. */
const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])].sort();
