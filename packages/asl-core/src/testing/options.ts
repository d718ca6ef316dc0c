import { FIELD_VALIDATION_MODES, type FieldValidationMode } from "../drivers/answer-fields.js";
import type { AnswerFunction } from "../drivers/answer-function.js";
import type { Answers } from "../drivers/answers.js";
import type { TaskHandler, TaskOutcome } from "../drivers/handler.js";
import { type Buckets, memoryStore, type ObjectStore } from "../drivers/objects/index.js";
import type { Observer } from "../drivers/observer.js";
import type { Json, JsonObject } from "../json.js";
import { type Limits, type MapItem, NO_LIMITS } from "../kernel/index.js";
import { type Millis, parseTimestamp } from "../time.js";
import type { CoverageSink } from "./coverage-sink.js";
import type { ServiceModels } from "./test-state/service-model.js";

/** One answer, with the fields of an answers file and, in code, functions. */
export interface AnswerObject {
  output?: unknown;
  error?: string;
  cause?: string;
  identity?: true;
  pending?: true;
  timeout?: true;
  /** A function in the place of an output, so that selectors can stand beside it. */
  handler?: AnswerFunction;
  takes?: Millis | string;
  submitted?: Json;
  heartbeats?: readonly (Millis | string)[];
  workerName?: string;
  stage?: "schedule" | "start" | "submit" | "run";
  repeat?: true | number;
  /** How this answer is judged, unless the run says NONE. */
  fieldValidation?: FieldValidationMode;
  visit?: number | string;
  attempt?: number | string;
  iteration?: number | string | readonly number[];
  when?: { arguments?: Json; context?: JsonObject };
}

/** One entry of answers: an answer, or several that serve one call after the other. */
export type TestAnswer = AnswerObject | AnswerFunction | TaskOutcome;

/** Answers by the state's name, its path, a Resource with stars, or "default"; or what `readAnswers` made of a file. */
export type TestAnswers = Readonly<Record<string, TestAnswer | readonly TestAnswer[]>> | Answers;

/** What a run in a test is given. Everything has a default, so that the same call always gives the same run. */
export interface TestOptions {
  /** `{}` if absent. */
  input?: Json;
  answers?: TestAnswers;
  /** Does the tasks that have no answer. */
  handler?: TaskHandler;
  /** Where the virtual clock starts, as an RFC 3339 time or in milliseconds; 2026-01-01T00:00:00Z if absent. */
  clock?: string | Millis;
  /** Everything random follows from it. 1 if absent. */
  seed?: number;
  /**
   * Name or path of the state to begin in. Its block is then the whole run: a state of a branch or an item processor
   * runs on to the end of that branch or iteration.
   */
  startAt?: string;
  /** Variables that are set at the start. */
  variables?: JsonObject;
  /** The item `$$.Map.Item` shows, for a start inside a Map. */
  item?: MapItem;
  /**
   * True if absent: a task without an answer makes `run` reject with UnansweredError, and waits in a session. False: it
   * gets a plausible one.
   */
  strict?: boolean;
  /**
   * Compares what tasks are answered with, by answers, handler or session, with what the service they call gives, by its
   * published model, as TestState does: STRICT, all required members and all right; PRESENT, those that are there are
   * right; NONE, nothing is judged. If absent, only answers that say so are. What does not fit ends the run with
   * FieldValidationError. Functions called by their ARN,
   * activities, callbacks, HTTP and services without a model take any answer; failures are not judged.
   */
  fieldValidation?: FieldValidationMode;
  /** The models; those of MODELS_PACKAGE, found from the definition's file or the working folder, if absent. */
  models?: ServiceModels;
  /** What the file says if absent, or STANDARD. */
  type?: "STANDARD" | "EXPRESS";
  /** Name of the execution; "run" if absent. */
  name?: string;
  /** What S3 holds: a store, or buckets as `{ bucket: { key: text } }`. */
  objects?: ObjectStore | Buckets;
  /** False lifts AWS's limits; AWS's if absent. */
  limits?: Limits | false;
  /**
   * Events a run may have, those of child executions included, before it is ended with EventLimitError; 500,000 if absent.
   * It bounds time and memory where AWS's limits do not: a distributed Map may start 10,000 child executions, each with
   * 25,000 events. Infinity lifts it.
   */
  mostEvents?: number;
  /** Orders what is due at one moment: see exploreSchedules. First come, first served if absent. */
  schedule?: number;
  /** Sees which parts of the machine the run reaches. What `coverAll` was given if absent. */
  coverage?: CoverageSink;
  /** Hears of everything that happens. */
  observer?: Observer;
}

const KNOWN: ReadonlySet<string> = new Set([
  "input",
  "answers",
  "handler",
  "clock",
  "seed",
  "startAt",
  "variables",
  "item",
  "strict",
  "fieldValidation",
  "models",
  "type",
  "name",
  "objects",
  "limits",
  "mostEvents",
  "schedule",
  "coverage",
  "observer",
] satisfies (keyof TestOptions)[]);

/** Throws TypeError where an option or a mode is not known: a misspelt one would make a test say nothing. */
export function checkNames(options: TestOptions): void {
  const unknown = Object.keys(options).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw new TypeError(`there is no option "${unknown}": known are ${[...KNOWN].join(", ")}`);
  const { fieldValidation: mode = "NONE" } = options;
  if (!FIELD_VALIDATION_MODES.includes(mode))
    throw new TypeError(`fieldValidation is one of ${FIELD_VALIDATION_MODES.join(", ")}, not ${JSON.stringify(mode)}`);
}

/** The moment `clock` names. Throws TypeError where it names none. */
export function startOf(clock: string | Millis | undefined): Millis | undefined {
  if (clock === undefined || (typeof clock === "number" && Number.isFinite(clock))) return clock as Millis | undefined;
  const at = typeof clock === "string" ? parseTimestamp(clock) : undefined;
  if (at !== undefined) return at;
  throw new TypeError(`clock is no time: ${JSON.stringify(clock)}; write it like "2026-01-01T00:00:00Z"`);
}

/** The store that is meant. */
export function storeOf(objects: TestOptions["objects"]): ObjectStore | undefined {
  if (objects === undefined) return undefined;
  return typeof objects.get === "function" ? (objects as ObjectStore) : memoryStore(objects as Buckets);
}

/** The limits that are meant; undefined: AWS's. */
export const limitsFor = (limits: TestOptions["limits"]): Limits | undefined => (limits === false ? NO_LIMITS : limits);
