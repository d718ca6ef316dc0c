import { knownText } from "../history/event-data.js";
import { placeEvents, type RecordedHistory, taskResults } from "../history/index.js";
import { isObject, type Json, own } from "../json.js";
import type { Millis } from "../time.js";
import type { TaskRequest } from "./handler.js";
import { type RecordedCall, RecordedResults } from "./recorded-results.js";

/** What one execution's history tells of its tasks. */
export interface RecordedTasks {
  readonly results: RecordedResults;
  /** When the recorded execution began. */
  readonly startedAt: Millis;
}

/** Reads the results of tasks out of a history. O(n log n) in its events. */
export function recordedTasks({ events }: RecordedHistory): RecordedTasks {
  return {
    results: new RecordedResults(taskResults(placeEvents(events))),
    startedAt: Math.round(events[0].timestamp * 1000),
  };
}

/**
 * Histories of the child executions of distributed Maps. A parent's history does not tell which of its child executions is
 * which, so they are told apart by their inputs: a child execution takes the first history with its input that no other has
 * taken, one that enters the state that asks before others; children with equal inputs take them in the order in which they
 * began.
 */
export class RecordedChildren {
  /** Histories by their inputs that no child execution has taken, in the order of their beginnings. */
  private readonly free = new Map<string, RecordedHistory[]>();
  private readonly taken = new Map<string, RecordedTasks | undefined>();
  private readonly bySample = new Map<string, RecordedCall>();

  /** O(n log n) in the histories. */
  constructor(private readonly histories: readonly RecordedHistory[]) {
    for (const history of histories.toSorted((a, b) => a.events[0].timestamp - b.events[0].timestamp)) {
      const input = knownText(history.events[0], "input");
      if (input === undefined) continue;
      const key = canonical(input);
      const same = this.free.get(key);
      if (same === undefined) this.free.set(key, [history]);
      else same.push(history);
    }
  }

  get count(): number {
    return this.histories.length;
  }

  /** How many of them child executions have taken. */
  get used(): number {
    return [...this.taken.values()].filter((one) => one !== undefined).length;
  }

  /** The history of the child execution that asks; undefined where none has its input. */
  of(request: TaskRequest): RecordedTasks | undefined {
    const execution = own(request.context, "Execution");
    if (!isObject(execution)) return undefined;
    const id = String(own(execution, "Id"));
    if (!this.taken.has(id)) this.taken.set(id, this.take(own(execution, "Input") ?? null, request.state));
    return this.taken.get(id);
  }

  private take(input: Json, state: string): RecordedTasks | undefined {
    const same = this.free.get(canonical(input)) ?? [];
    const entering = same.findIndex((history) => enters(history, state));
    const [history] = same.splice(Math.max(0, entering), 1);
    return history && recordedTasks(history);
  }

  /** Any recorded call of a state whose result is known: the nearest there is where the child execution itself has none. */
  sample(state: string): RecordedCall | undefined {
    if (this.bySample.size === 0)
      for (const { events } of this.histories)
        for (const call of taskResults(placeEvents(events)))
          if (call.kind === "succeeded" || call.kind === "failed") this.bySample.set(call.state, { ...call, visit: 1 });
    return this.bySample.get(state);
  }
}

/** The place of a child's request in its own history, which does not count the Maps around the child. */
export function placeInChild({ state, iteration, attempt }: TaskRequest, { results }: RecordedTasks) {
  const depth = results.depthOf(state);
  return { state, attempt, iteration: depth === 0 ? [] : iteration.slice(-depth) };
}

const enters = ({ events }: RecordedHistory, state: string): boolean =>
  events.some(({ stateEnteredEventDetails: details }) => own(details ?? {}, "name") === state);

/** The same text for equal values, whatever the order of their members. */
const canonical = (value: Json): string =>
  JSON.stringify(value, (_, one: Json) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
