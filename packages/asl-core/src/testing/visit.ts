import type { Json, JsonObject } from "../json.js";
import type { Stage } from "../kernel/index.js";
import type { StateType } from "../machine/machine.js";
import type { Millis } from "../time.js";

/**
 * How a visit stands: the state did its work; it failed and a Catch took over; it failed; something else ended it (a
 * failing sibling, the end of the execution); it is still there.
 */
export type VisitStatus = "succeeded" | "caught" | "failed" | "aborted" | "running";

/** All stages, in the order in which data goes through them. */
export const STAGES = [
  "input",
  "afterInputPath",
  "afterParameters",
  "afterArguments",
  "afterItemsPath",
  "afterItemSelector",
  "afterItemBatcher",
  "result",
  "afterResultSelector",
  "afterResultPath",
  "variables",
  "output",
] as const satisfies readonly Stage[];

/** One stage of a state's data, named as AWS TestState's inspection data names them. */
export interface StageValue {
  readonly stage: Stage;
  readonly value: Json;
}

/** One try of a Task, Parallel or Map. */
export interface Attempt {
  /** What was sent to the service, for a Task that got so far. */
  readonly arguments?: Json;
  /** What the work gave, before ResultSelector: of a try that succeeded. */
  readonly result?: Json;
  /** Of a try that failed; null where a worker gave no name. */
  readonly error?: string | null;
  readonly cause?: string | null;
  /** The stages of this try's data, in their order. */
  readonly stages: readonly StageValue[];
  /** On the execution's clock. */
  readonly startedAt: Millis;
  /** Undefined while it is under way, or where something else ended it. */
  readonly endedAt?: Millis;
}

/** One stay in a state, from its Entered event on. */
export interface Visit {
  /** Name of the state. */
  readonly state: string;
  /** Where the state stands, readable: "Split › branch 0 › Fetch". */
  readonly path: string;
  readonly type: StateType;
  /** Indexes of the Map iterations around it, outermost first; those of distributed Maps included. */
  readonly iteration: readonly number[];
  /** 1 for the first time this state is entered in its iteration, then 2, 3, … */
  readonly visit: number;
  readonly status: VisitStatus;
  readonly input: Json;
  /** Every stage of the data, in order: the input, then those of the last try, then output and variables. */
  readonly stages: readonly StageValue[];
  /** What was sent at the last try, for a Task that got so far. */
  readonly arguments?: Json;
  /** What the work gave, before ResultSelector. */
  readonly result?: Json;
  /** What it handed on; of a caught failure what the Catch made of it. Undefined where the state was not left. */
  readonly output?: Json;
  /** The tries of a Task, Parallel or Map, in order; empty for other states. */
  readonly attempts: readonly Attempt[];
  /** Every variable the next state of the block sees; where the state was not left, what it saw itself. */
  readonly variables: JsonObject;
  /** What Assign set. Undefined where it set nothing. */
  readonly assigned?: JsonObject;
  /** Of a failure that no retry made good; null where a worker gave no name. */
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Name of the next state. Undefined where the block ended here or the state was not left. */
  readonly next?: string;
  /** The edge taken: "next", "default", "choice 2", "catch 0". */
  readonly via?: string;
  /** Id of the Entered event in its execution's history. */
  readonly event: number;
  readonly enteredAt: Millis;
  /** When it was left, failed for good or was aborted. Undefined while it is there. */
  readonly exitedAt?: Millis;
}
