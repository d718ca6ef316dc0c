import type { Event, Json } from "asl-core";
import type { Passage } from "../passage.js";
import type { Outline } from "./outline.js";

/** A child execution of a distributed Map. */
export interface Child {
  /** Its item or batch, from 0; of histories, in the order in which they began. */
  readonly number: number;
  readonly name: string;
  /** Epoch milliseconds; where it ended Infinity while it has not. */
  readonly from: number;
  readonly to: number;
  readonly ending: "succeeded" | "failed" | "aborted" | null;
  readonly error: string;
  /** The first line of it. */
  readonly cause: string;
  /** Its number in a run that is debugged: its events are asked for when it is looked at, and `run` has those that were. */
  readonly execution?: number;
  /** The execution itself, its states' ids those of the whole definition. Made when it is first asked for. */
  run(): Run;
  /** Of a run that is debugged: when it entered and left states, as far as it has gone; states by their indexes in the whole. */
  passages?(): readonly Passage[];
}

/** Child executions by the Map Run that began them: what stands in its ARN between `:mapRun:` and the last colon. */
export type Children = ReadonlyMap<string, readonly Child[]>;

/** One execution with the definition it is drawn on. */
export interface Run {
  readonly outline: Outline;
  /** In the order of their ids, which are 1, 2, 3, …. */
  readonly events: readonly Event[];
  /** Whether events have times. */
  readonly timed: boolean;
  readonly executionArn: string | null;
  /** Whether the definition was made up from the history. */
  readonly inferred: boolean;
  /** What a reader must know of it, a sentence each. */
  readonly notes: readonly string[];
  /** Child executions of distributed Maps, where they are known. */
  readonly children?: Children;
  /** Of a recording: the number of the execution in it, 0 the outermost. */
  readonly execution?: number;
  /** Of a run that is debugged: where it stands, by its events, and what its clock shows there. */
  readonly now?: { readonly count: number; readonly at: number };
}

/** A run of which nothing has happened: a definition alone. */
export const emptyRun = (outline: Outline): Run => ({
  outline,
  events: [],
  timed: false,
  executionArn: null,
  inferred: false,
  notes: [],
});

/** The payload an event carries, undefined for those that carry none. */
export function payloadOf({ details }: Event): Json | undefined {
  if (details === null || details === undefined) return undefined;
  const { input, output, parameters } = details as unknown as Record<string, Json | undefined>;
  return input ?? output ?? parameters;
}

/** Error and cause of an event that tells of a failure. */
export function failureOf(event: Event): { readonly error: string; readonly cause: string } | undefined {
  const details = event.details as { error?: string | null; cause?: string | null } | null;
  if (details === null || details === undefined || !("error" in details)) return undefined;
  return { error: details.error ?? "", cause: details.cause ?? "" };
}
