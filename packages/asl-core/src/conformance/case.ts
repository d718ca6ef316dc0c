import { isObject, type Json, type JsonObject, own } from "../json.js";
import type { Identity, Status } from "../kernel/index.js";
import { type Millis, parseTimestamp } from "../time.js";

/** One answer recorded for a task. docs/conformance-format.md describes every field. */
export interface RecordedOutcome {
  /** The history event AWS wrote for it; null where the task never ended. */
  readonly event?: string | null;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Set where the task never answered and the interpreter's own timer ended it. */
  readonly timeout?: string;
  readonly pending?: boolean;
  readonly submitted?: Json;
  readonly workerName?: string;
  readonly iteration?: readonly number[];
  readonly repeat?: boolean;
  readonly behaviour?: string;
}
/** State name → its answers, in the order in which AWS scheduled that state's task. */
export type Mocks = ReadonlyMap<string, readonly RecordedOutcome[]>;

/** An event as recorded: AWS's shape; a null id or previousEventId was not recorded. */
export interface ExpectedEvent extends JsonObject {
  type: string;
}

/** What AWS gave. An absent field was not recorded, or was absent on AWS where the status says so. */
export interface Expected {
  readonly status: Status;
  readonly output?: Json;
  readonly error?: Json;
  readonly cause?: Json;
  readonly events?: readonly ExpectedEvent[];
  readonly describe_execution?: JsonObject;
  readonly sync_response?: JsonObject;
  readonly logged_events?: readonly JsonObject[];
  readonly logged_end_event?: JsonObject;
}

/** How much the recorded state machine logged. */
export interface Logging {
  readonly level: string;
  readonly includeExecutionData: boolean;
}

/** One recorded execution: what it was given, and what AWS answered. Plain data; nothing in it is ever changed. */
export interface ConformanceCase {
  readonly id: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly definition: JsonObject;
  readonly input: Json;
  readonly identity: Partial<Identity>;
  /** The clock at StartExecution. */
  readonly at: Millis;
  /** When AWS answered; Infinity where that is not known. AWS changed in the meantime. */
  readonly recorded: Millis;
  readonly mocks: Mocks;
  /** Bucket → key → text. */
  readonly objects: Record<string, Record<string, string>>;
  readonly expected: Expected;
  /** Parallel branches were recorded in sorted order: events compare as a multiset. */
  readonly unordered: boolean;
  readonly logging: Logging;
}

/** Something that is not a case; the message names the field. */
export class CaseError extends Error {
  override readonly name = "CaseError";
}

const DEFAULT_CLOCK = Date.UTC(2024, 0, 1);
const STATUSES: readonly unknown[] = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] satisfies Status[];

/** Reads the parsed JSON of one case file. Unknown fields are ignored. Throws CaseError. */
export function readCase(json: Json): ConformanceCase {
  const file = objectAt(json, "the case");
  const id = own(file, "id");
  if (typeof id !== "string") throw new CaseError("id must be a text");
  const type = own(file, "type") ?? "STANDARD";
  if (type !== "STANDARD" && type !== "EXPRESS") throw new CaseError("type must be STANDARD or EXPRESS");
  return {
    id,
    type,
    definition: objectAt(own(file, "definition"), "definition"),
    input: own(file, "input") ?? {},
    identity: identityOf(objectAt(own(file, "context") ?? {}, "context")),
    at: clockOf(file),
    recorded: timeOf(own(file, "recorded")) ?? Number.POSITIVE_INFINITY,
    mocks: mocksOf(objectAt(own(file, "mocks") ?? {}, "mocks")),
    objects: objectsOf(objectAt(own(file, "s3") ?? {}, "s3")),
    expected: expectedOf(objectAt(own(file, "expected"), "expected")),
    unordered: own(file, "unordered") === true,
    logging: loggingOf(objectAt(own(file, "logging") ?? {}, "logging")),
  };
}

function objectAt(value: Json | undefined, place: string): JsonObject {
  if (!isObject(value)) throw new CaseError(`${place} must be an object`);
  return value;
}

const NAMES = ["executionArn", "executionName", "stateMachineArn", "stateMachineName", "roleArn"] as const;

function identityOf(context: JsonObject): Partial<Identity> {
  const identity: Partial<Identity> = {};
  for (const name of NAMES) {
    const value = own(context, name);
    if (typeof value === "string") identity[name] = value;
  }
  return identity;
}

/** The clock a case asks for, else the moment at which it was recorded. */
const clockOf = (file: JsonObject): Millis =>
  timeOf(own(file, "clock")) ?? timeOf(own(file, "recorded")) ?? DEFAULT_CLOCK;

/** Times without a zone are UTC. */
function timeOf(text: Json | undefined): Millis | undefined {
  return typeof text === "string" ? (parseTimestamp(text) ?? parseTimestamp(`${text}Z`)) : undefined;
}

function mocksOf(mocks: JsonObject): Mocks {
  return new Map(Object.entries(mocks).map(([state, outcomes]) => [state, outcomesOf(state, outcomes)]));
}

function outcomesOf(state: string, outcomes: Json): RecordedOutcome[] {
  if (!Array.isArray(outcomes) || !outcomes.every(isObject))
    throw new CaseError(`mocks.${state} must be an array of objects`);
  return outcomes as unknown as RecordedOutcome[];
}

/** Bodies that are not texts stand for bytes the recorder could not write; no reader reads them. */
function objectsOf(buckets: JsonObject): Record<string, Record<string, string>> {
  const texts = Object.entries(buckets).map(([bucket, objects]) => [
    bucket,
    Object.fromEntries(
      Object.entries(objectAt(objects, `s3.${bucket}`)).filter(([, body]) => typeof body === "string"),
    ),
  ]);
  return Object.fromEntries(texts) as Record<string, Record<string, string>>;
}

function expectedOf(expected: JsonObject): Expected {
  if (!STATUSES.includes(own(expected, "status")))
    throw new CaseError("expected.status must be SUCCEEDED, FAILED, TIMED_OUT, ABORTED or RUNNING");
  const events = own(expected, "events");
  if (events !== undefined && !(Array.isArray(events) && events.every(isObject)))
    throw new CaseError("expected.events must be an array of objects");
  return expected as unknown as Expected;
}

function loggingOf(logging: JsonObject): Logging {
  const level = own(logging, "level");
  return {
    level: typeof level === "string" ? level : "ALL",
    includeExecutionData: own(logging, "includeExecutionData") !== false,
  };
}
