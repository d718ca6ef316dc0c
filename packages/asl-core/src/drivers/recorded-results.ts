import type { TaskResult } from "../history/index.js";
import type { TaskRequest } from "./handler.js";
import { Visits } from "./visits.js";

/** A recorded call, with the visit of its state it belongs to: 1 for the first. */
export interface RecordedCall extends TaskResult {
  readonly visit: number;
}

/** The place of a call: which state, in which iterations, which visit of it, which try of that visit. */
export type CallPlace = Pick<TaskRequest, "state" | "iteration" | "attempt"> & { readonly visit: number };

/** Recorded results of tasks by the places of their calls. */
export class RecordedResults {
  private readonly byPlace = new Map<string, RecordedCall>();
  private readonly byState = new Map<string, RecordedCall[]>();

  /** `results` in the order of scheduling. Linear. */
  constructor(results: readonly TaskResult[]) {
    const visits = new Visits();
    for (const result of results) {
      const call = { ...result, visit: visits.count({ ...result, path: result.state }) };
      this.byPlace.set(keyOf(call), call);
      const calls = this.byState.get(call.state);
      if (calls === undefined) this.byState.set(call.state, [call]);
      else calls.push(call);
    }
  }

  /** The call recorded at this very place. O(1). */
  at(place: CallPlace): RecordedCall | undefined {
    return this.byPlace.get(keyOf(place));
  }

  /** Whether any call of the state was recorded. */
  knows(state: string): boolean {
    return this.byState.has(state);
  }

  /** In how many Maps within the execution the state's calls were recorded; 0 where there are none. O(1). */
  depthOf(state: string): number {
    return this.byState.get(state)?.[0].iteration.length ?? 0;
  }

  /**
   * The recorded call of the same state whose result is known and whose place is nearest: first by iteration, then by
   * visit, then by try; of those equally near the later. Linear in the state's calls.
   */
  nearest(place: CallPlace): RecordedCall | undefined {
    let best: RecordedCall | undefined;
    let least: readonly number[] = [];
    for (const call of this.byState.get(place.state) ?? []) {
      if (call.kind !== "succeeded" && call.kind !== "failed") continue;
      const distance = distanceOf(call, place);
      if (best !== undefined && compare(distance, least) > 0) continue;
      [best, least] = [call, distance];
    }
    return best;
  }
}

const keyOf = ({ state, iteration, visit, attempt }: CallPlace): string =>
  `${iteration.join()}:${visit}:${attempt}:${state}`;

function distanceOf(call: RecordedCall, place: CallPlace): readonly number[] {
  const depth = Math.max(call.iteration.length, place.iteration.length);
  const apart = Array.from({ length: depth }, (_, at) =>
    Math.abs((call.iteration[at] ?? -1) - (place.iteration[at] ?? -1)),
  );
  return [...apart, Math.abs(call.visit - place.visit), Math.abs(call.attempt - place.attempt)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
