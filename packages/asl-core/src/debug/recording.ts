import type { Due } from "../drivers/ledger.js";
import type { Json, JsonObject } from "../json.js";
import type { Identity, Limits, MapItem, StartChild, Status, Token } from "../kernel/index.js";
import type { Millis } from "../time.js";
import type { Arrival } from "./entry.js";
import type { Source } from "./program.js";
import type { StageChange } from "./tape.js";
import type { Track } from "./track.js";

/** The form of recordings this version writes and reads. */
export const RECORDING_VERSION = 1;

/** A recording that cannot be opened: another format or version, damaged, or not to be reproduced. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/**
 * A run as far as it has gone, and all that is needed to make it again: its definition, its beginning, and what came to it
 * from outside. Plain JSON; executions, events and states follow from it.
 */
export interface Recording {
  readonly format: "asl-recording";
  readonly version: typeof RECORDING_VERSION;
  /** Behaviour version of the kernel that made it. */
  readonly kernel: number;
  readonly definition: JsonObject;
  /** The file as written, where it was known. */
  readonly source?: Source;
  readonly start: RecordedStart;
  /** Steps of the run. */
  readonly length: number;
  /** What came from outside, by step. `[step, execution, clock, what]`, and 1 behind where it is no step of its own. */
  readonly entries: readonly RecordedEntry[];
  /** Data stages changed by hand: `[step, change]`. */
  readonly stages: readonly (readonly [step: number, change: StageChange])[];
  /** Child executions, in the order in which they were started. */
  readonly children: readonly RecordedChild[];
  /** What was due: a number is the place of its entry in `entries`. */
  readonly deliveries: readonly RecordedDelivery[];
  /** Tasks that were asked for: `[step, execution, token, node]`. */
  readonly asked: readonly (readonly [step: number, execution: number, token: Token, node: number])[];
  /** Those nobody has answered: `[step, execution, token]`. */
  readonly unanswered: readonly (readonly [step: number, execution: number, token: Token])[];
  /** Those answered by hand in the middle of a turn: `[step, execution, token]`. */
  readonly answered?: readonly (readonly [step: number, execution: number, token: Token])[];
  /** Inputs that a person has given: `[step, execution, token]`, as `step` counts what must have happened for them to count. */
  readonly given?: readonly (readonly [step: number, execution: number, token: Token])[];
  /** How each execution stands at the end, to see that it was reproduced. */
  readonly ends: readonly RecordedEnd[];
  /** Patterns of the keys whose values were taken out: the run may then not come out the same. */
  readonly redacted?: readonly string[];
}

/** How an execution stands at the end of a recording. */
export interface RecordedEnd {
  readonly status: Status;
  readonly events: number;
  readonly steps: number;
  /** Of types, places and times of its events, in order. */
  readonly trace: number;
}

/** The end of an execution. O(events). */
export function endOf({ execution: { status, events, steps }, events: all }: Track): RecordedEnd {
  let trace = 0;
  for (const { type, node, frame, previous, at, via } of all)
    trace = mixed(trace, `${type} ${node} ${frame} ${previous} ${at} ${via}`);
  return { status, events, steps, trace };
}

/** FNV-1a, 32 bits. */
function mixed(from: number, text: string): number {
  let mix = from ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) mix = Math.imul(mix ^ text.charCodeAt(i), 0x01000193);
  return mix >>> 0;
}

/** How a recorded run began; as RunOptions, with everything filled in that has a default. */
export interface RecordedStart {
  readonly input: Json;
  readonly seed: number;
  readonly at: Millis;
  readonly type: "STANDARD" | "EXPRESS";
  readonly identity: Identity;
  readonly limits: Limits;
  /** Those of child executions; AWS's where absent. */
  readonly childLimits?: Limits;
  readonly activities?: readonly string[];
  readonly refuseObjects?: boolean;
  readonly schedule?: number;
  /** Index of the state it began in, where that was not the first. */
  readonly startAt?: number;
  readonly variables?: JsonObject;
  readonly item?: MapItem;
  readonly abort?: { readonly after: Millis; readonly error?: string; readonly cause?: string };
}

/** What came to an execution from outside, after how many steps, and the clock then. */
export type RecordedEntry = readonly [step: number, execution: number, at: Millis, what: Arrival, aside?: 1];

/** How a child execution was started. */
export interface RecordedChild {
  /** How many steps had happened then. */
  readonly born: number;
  readonly parent: number;
  readonly token: Token;
  readonly at: Millis;
  readonly iteration: readonly number[];
  readonly command: StartChild;
}

/** Something that was due to an execution. */
export interface RecordedDelivery {
  readonly execution: number;
  readonly at: Millis;
  /** Steps that had happened when it became due, and when it came about; -1: it has not. */
  readonly asked: number;
  readonly done: number;
  readonly lane?: number;
  readonly rank?: number;
  readonly what: Due | number;
}
