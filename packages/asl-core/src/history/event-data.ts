import { isObject, type Json, type JsonObject, own, parseJson, put, stringify } from "../json.js";
import { type AwsEvent, detailsOf } from "./aws-event.js";

/** What an event tells, its JSON texts read. */
export interface EventData {
  readonly values: JsonObject;
  /** Fields that the execution had and the recording does not: left out, truncated, or cut off. */
  readonly unknown: readonly string[];
}

/** Fields that hold JSON texts. */
const TEXTS = ["input", "output", "parameters"];

/** Reads the details of an event. Linear in their size. */
export function dataOf(event: AwsEvent): EventData {
  const details = detailsOf(event);
  const values: JsonObject = {};
  const unknown: string[] = [];
  for (const key of Object.keys(details)) {
    if (key.endsWith("Details")) continue;
    const value = TEXTS.includes(key) ? readText(details, key) : details[key];
    if (value === undefined) unknown.push(key);
    else if (key === "cause") put(values, key, causeText(value));
    else if (key === "assignedVariables" && isObject(value)) put(values, key, textsRead(value));
    else put(values, key, value);
  }
  const field = fieldOf(event.type);
  if (field !== undefined && details[field] === undefined) unknown.push(field);
  return { values, unknown };
}

/** A cause is a text; some tools read those that are JSON. */
export const causeText = (cause: Json): Json => (isObject(cause) ? stringify(cause) : cause);

/** One field of an event that holds a JSON text; undefined where it is not known. */
export function knownText(event: AwsEvent, field: string): Json | undefined {
  return readText(detailsOf(event), field);
}

/** AWS sends JSON only, so a text that is none was cut off. */
function readText(details: JsonObject, field: string): Json | undefined {
  const value = own(details, field);
  const more = own(details, `${field}Details`);
  if (isObject(more) && own(more, "truncated") === true) return undefined;
  return typeof value === "string" ? parseJson(value) : value;
}

function textsRead(values: JsonObject): JsonObject {
  const read: JsonObject = {};
  for (const [name, text] of Object.entries(values))
    put(read, name, typeof text === "string" ? (parseJson(text) ?? text) : text);
  return read;
}

/** The text that AWS gives every event of a type, where it gives the data of executions at all. */
function fieldOf(type: string): string | undefined {
  if (type.endsWith("StateEntered") || type === "ExecutionStarted") return "input";
  if (type.endsWith("StateExited") || type === "ExecutionSucceeded" || type === "TaskSubmitted") return "output";
  if (type === "TaskScheduled") return "parameters";
  if (/^(LambdaFunction|Activity)Scheduled$/.test(type)) return "input";
  return /^(Task|LambdaFunction|Activity)Succeeded$/.test(type) ? "output" : undefined;
}
