import type { FieldValidationMode } from "../drivers/answer-fields.js";
import type { AnswerFunction } from "../drivers/answer-function.js";
import type { Answers } from "../drivers/answers.js";
import type { TaskHandler, TaskOutcome } from "../drivers/handler.js";
import { type Buckets, memoryStore, type ObjectStore } from "../drivers/objects/index.js";
import type { Observer } from "../drivers/observer.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { type Limits, type MapItem, NO_LIMITS } from "../kernel/index.js";
import { type Millis, parseTimestamp } from "../time.js";
import { RUN_FIELDS, TEXT } from "./cases/format.js";
import type { Shape } from "./cases/shape.js";
import { type Check, checkOptions, described, isFunction, shaped, withMethods } from "./checked-options.js";
import type { CoverageSink } from "./coverage-sink.js";
import { mostEventsOf } from "./event-limit.js";
import type { ServiceModels } from "./test-state/service-model.js";

/** One answer, with the fields of an answers file and, in code, functions. */
export interface AnswerObject {
  output?: unknown;
  /** Null alone: a failure with neither error nor cause, as a worker may report. */
  error?: string | null;
  cause?: string | null;
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
  /**
   * Does the tasks that have no answer. What it throws fails the task, but for assertions (an AssertionError, what Jest's
   * matchers throw): those end the run, which rejects with them; so it is with functions among the answers.
   */
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

const { seed, startAt, type, variables, fieldValidation } = RUN_FIELDS;

const WHOLE: Shape = { kind: "number", whole: true };
const FROM_ZERO: Shape = { kind: "number", least: 0 };
const LIMITS: Shape = {
  kind: "either",
  name: "false, or an object with limits",
  of: [
    { kind: "constant", value: false },
    {
      kind: "object",
      name: "limits",
      fields: Object.fromEntries(Object.keys(NO_LIMITS).map((name) => [name, { shape: FROM_ZERO, about: name }])),
    },
  ],
};
const ITEM: Shape = {
  kind: "object",
  name: "an item",
  required: ["Index", "Value"],
  fields: {
    Index: { shape: { kind: "number", whole: true, least: 0 }, about: "Its place in the list." },
    Key: { shape: TEXT, about: "Its key, of an object." },
    Value: { shape: { kind: "any" }, about: "The item itself." },
    Source: { shape: TEXT, about: "Where it was read from." },
  },
};
const FLAG: Shape = {
  kind: "either",
  name: "true or false",
  of: [
    { kind: "constant", value: true },
    { kind: "constant", value: false },
  ],
};
const LISTENERS = ["event", "retrier", "stage", "failure", "child", "stop"] as const satisfies (keyof Observer)[];

/** What each option may be; a clock and an input are checked where they are read. */
const CHECKS: Readonly<Record<keyof TestOptions, Check>> = {
  input: () => {},
  answers: (value, name) => {
    if (!isObject(value))
      throw new TypeError(
        `${name}: here stands ${described(value)}, and it must be an object with an answer for each task`,
      );
  },
  handler: isFunction,
  clock: () => {},
  seed: shaped(seed.shape),
  startAt: shaped(startAt.shape),
  variables: shaped(variables.shape),
  item: shaped(ITEM),
  strict: shaped(FLAG),
  fieldValidation: shaped(fieldValidation.shape),
  models: isFunction,
  type: shaped(type.shape),
  name: shaped(TEXT),
  objects: checkObjects,
  limits: shaped(LIMITS),
  mostEvents: (value) => void mostEventsOf(value as number),
  schedule: shaped(WHOLE),
  coverage: withMethods("what sees which parts a run reaches, like new Coverage()", "collector"),
  observer: (value, name) => checkOptions(value, Object.fromEntries(LISTENERS.map((one) => [one, isFunction])), name),
};

/**
 * Throws TypeError where an option is not known or its value makes no sense, RangeError for `mostEvents`: a misspelt one
 * would make a test say nothing. Linear in the options' keys.
 */
export function checkTestOptions(options: TestOptions): void {
  checkOptions(options, CHECKS, "a run");
  if (options.item !== undefined && options.startAt === undefined)
    throw new TypeError("item is for a start inside a Map: say with startAt in which state");
}

/** A store has a method; buckets have texts or bytes by their keys. */
function checkObjects(value: unknown, name: string): void {
  if (typeof Object(value).get === "function")
    return withMethods("a store of objects", "get", "list", "put")(value, name);
  if (!isObject(value))
    throw new TypeError(
      `${name}: here stands ${described(value)}, and it must be a store, or buckets as { bucket: { key: text } }`,
    );
  for (const [bucket, objects] of Object.entries(value)) {
    const place = `${name}[${JSON.stringify(bucket)}]`;
    if (!isObject(objects))
      throw new TypeError(
        `${place}: here stands ${described(objects)}, and it must be an object with a text or bytes for each key`,
      );
    const [key, body] = Object.entries(objects).find(([, one]) => !isBody(one)) ?? [];
    if (key !== undefined)
      throw new TypeError(
        `${place}[${JSON.stringify(key)}]: here stands ${described(body)}, and it must be a text or bytes`,
      );
  }
}

const isBody = (body: unknown): boolean => typeof body === "string" || ArrayBuffer.isView(body);

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
