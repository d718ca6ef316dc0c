import { isObject, type Json, type JsonObject, own, put } from "../json.js";
import { parseTimestamp } from "../time.js";
import { type AwsEvent, detailsKey } from "./aws-event.js";
import { HistoryError } from "./recorded.js";

/** An event as some tool wrote it, in one shape; `previous` is null where it does not say. */
export interface RawEvent {
  readonly event: AwsEvent;
  readonly executionArn: string | null;
  /** False where its record was cut off: only what stands before the cut is known. */
  readonly whole: boolean;
}

/** Whether a value looks like an event of a history or a record of a log, not like something that holds such. */
export const isEvent = (value: Json | undefined): value is JsonObject =>
  isObject(value) &&
  typeof member(value, "type") === "string" &&
  member(value, "id") !== undefined &&
  !["events", "expected", "definition"].some((name) => member(value, name) !== undefined);

/** A member under any of the spellings tools use: `eventId`, `EventId`, `event_id`. O(members). */
export function member(object: JsonObject, name: string): Json | undefined {
  const plain = own(object, name) ?? own(object, name[0].toUpperCase() + name.slice(1));
  return (
    plain ??
    own(
      object,
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
  );
}

/** Brings an event of GetExecutionHistory, of an SDK or of a log into one shape. Throws HistoryError for what is none. */
export function readEvent(raw: JsonObject, whole = true): RawEvent {
  const type = member(raw, "type") as string;
  const id = wholeNumber(member(raw, "id"));
  if (id === undefined || id < 1)
    throw new HistoryError(
      `an event of type ${type} has the id ${JSON.stringify(member(raw, "id"))}: ids are 1, 2, 3, …`,
    );
  const previousEventId = wholeNumber(member(raw, "previousEventId")) ?? id - 1;
  const event: AwsEvent = { timestamp: secondsOf(raw), type, id, previousEventId };
  if (type === "") throw new HistoryError(`event ${id} has no type`, undefined, id);
  const details = detailsIn(raw);
  if (details !== undefined) event[detailsKey(type)] = details;
  const arn = member(raw, "executionArn");
  return { event, executionArn: typeof arn === "string" ? arn : null, whole };
}

function wholeNumber(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Later than this, a number counts milliseconds: as seconds it would be after the year 5000. */
const SECONDS = 100_000_000_000;

/** No time lies after this: the end of the calendar that dates are written in. */
const LAST = 253_402_300_800;

/** Epoch seconds: from seconds, milliseconds (logs), or a time as the AWS CLI writes it; 0 where there is none. */
function secondsOf(raw: JsonObject): number {
  const value = member(raw, "timestamp") ?? member(raw, "eventTimestamp") ?? 0;
  const number = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === "number") {
    const seconds = number >= SECONDS ? number / 1000 : number;
    return seconds >= 0 && seconds < LAST ? seconds : 0;
  }
  const at = typeof value === "string" ? parseTimestamp(value) : undefined;
  return at === undefined ? 0 : at / 1000;
}

function detailsIn(raw: JsonObject): JsonObject | undefined {
  for (const key of Object.keys(raw))
    if ((key === "details" || key.endsWith("EventDetails")) && isObject(raw[key])) return lowered(raw[key]);
  return undefined;
}

/** Members whose own members are AWS's; those of others are somebody's data. */
const INNER = /Details$|^taskCredentials$/;

/** Members begin with small letters; the SDKs of some languages, and that of Step Functions itself, write capitals. */
function lowered(details: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const [written, value] of Object.entries(details)) {
    const key = written.slice(0, 1).toLowerCase() + written.slice(1);
    put(copy, key, isObject(value) && INNER.test(key) ? lowered(value) : value);
  }
  return copy;
}
