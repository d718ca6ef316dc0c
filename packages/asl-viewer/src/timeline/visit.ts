/** One attempt of a visit at its work. Places are indexes into the events; -1 where it has not ended. */
export interface Try {
  readonly from: number;
  to: number;
  failed: boolean;
  error: string;
  cause: string;
}

/** One stay of a frame in a state. Places are indexes into the events. */
export interface Visit {
  readonly index: number;
  readonly node: number;
  readonly frame: number;
  readonly from: number;
  /** The event that ended it; -1 while none did. */
  to: number;
  /** Of Tasks, Parallels and Maps. */
  readonly tries: Try[];
  failed: boolean;
  /** The first event that tells the failure it ended with, its own or one around it; -1 for none. */
  failedAt: number;
  aborted: boolean;
  /** Edge it was left by. */
  via: string | null;
  /** Frames opened inside, in the order of their beginning: branches or iterations. */
  readonly children: Frame[];
  /** Ends of the execution that a redrive went on from, in their order; absent where there were none. */
  halts?: readonly Halt[];
}

/** How a visit stood when its execution ended, before a redrive went on with it. Places are indexes into the events. */
export interface Halt extends Pick<Visit, "to" | "failed" | "failedAt" | "aborted" | "via"> {
  /** The first event that went on with it. */
  readonly until: number;
  /** How many tries it had begun. */
  readonly tries: number;
}

/** One thread of the execution: the whole, a branch, an iteration. */
export interface Frame {
  readonly serial: number;
  readonly parent: Frame | null;
  /** The visit of the Parallel or Map that opened it; null for the whole execution. */
  readonly within: Visit | null;
  /** Number of the branch or iteration; 0 for the whole execution. */
  readonly number: number;
  readonly depth: number;
  readonly first: number;
  last: number;
  /** How an iteration ended, and where; -1 while it has not. */
  ended: number;
  ending: "succeeded" | "failed" | "aborted" | null;
  /** From which event on nothing more comes of it; -1 while something may. */
  over: number;
  readonly visits: Visit[];
  /** Its row in a timeline. */
  lane: number;
}

/** The last visit begun among the first `count` events. O(log visits). */
export function latest(visits: readonly Visit[], count: number): Visit | undefined {
  let [low, high] = [0, visits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (visits[middle].from < count) low = middle + 1;
    else high = middle;
  }
  return visits[low - 1];
}
