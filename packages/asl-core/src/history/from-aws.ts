import { isObject, type Json, type JsonObject, parseJson } from "../json.js";
import type { Event, EventType } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import { atOnce } from "./at-once.js";
import { type AwsDetails, type AwsEvent, detailsKey, isEventType } from "./aws-event.js";
import { Places } from "./places.js";
import { HistoryError, type HistoryOptions } from "./recorded.js";
import { inferVia } from "./via.js";

/**
 * Events from the answer of GetExecutionHistory, in AWS's order. What AWS does not record is inferred: the frame from the
 * chain of previous events, `via` from the state that follows (where several edges lead there, the first). Texts that are
 * not JSON (truncated values) stay texts. Throws HistoryError. O(size of the history).
 */
export const fromAws = (history: readonly AwsEvent[], machine: Machine): Event[] =>
  atOnce(readingAws(history, machine));

/** Behind the type of an event that is shown though it fits nowhere, so that it is of no known type: "MapIterationAborted?". */
const UNFIT = "?";

/** Events that are read in one go. */
const STRIDE = 256;

/**
 * `fromAws` for those who do something else in between: each step is little work. To be shown, events of a redrive and of types
 * that are not known are read, too, under their own types, without details; they change no place. So are
 * Aborted events that fit nowhere: "?" stands behind their types.
 */
export function* readingAws(
  history: readonly AwsEvent[],
  machine: Machine,
  { toShow = false }: HistoryOptions = {},
): Generator<undefined, Event[]> {
  const places = new Places(machine);
  const texts = new Map<string, Json>();
  const events: Event[] = [];
  for (const event of history) if (events.push(read(event, places, texts, toShow)) % STRIDE === 0) yield;
  inferVia(events, machine);
  return events;
}

/** Values by their JSON texts: what one state gives the next state gets, in the same words. Events share it. */
type Texts = Map<string, Json>;

function read(event: AwsEvent, places: Places, texts: Texts, toShow: boolean): Event {
  const { type, id, previousEventId: previous, timestamp } = event;
  const isKnown = typeof type === "string" && isEventType(type);
  if (!isKnown && !toShow) throw new HistoryError(`event ${id} has a type that cannot be read: ${String(type)}`);
  const details = (event[detailsKey(type)] ?? {}) as AwsDetails;
  const place = places.locate(id, previous, type, details);
  if (place === undefined && toShow && type.endsWith("Aborted"))
    return read({ ...event, type: type + UNFIT }, places, texts, toShow);
  if (place === undefined) throw new HistoryError(`event ${id} (${type}) does not fit the state machine`);
  const at = Math.round(timestamp * 1000);
  return {
    id,
    previous,
    at,
    type: type as EventType,
    ...place,
    via: null,
    details: isKnown ? detailsOf(type, details, texts) : null,
  } as Event;
}

/** The value a JSON text stands for; texts that AWS has cut off stay as they are. */
function value(text: Json | undefined, texts: Texts): Json {
  if (typeof text !== "string") return text ?? null;
  const known = texts.get(text);
  if (known !== undefined) return known;
  const parsed = parseJson(text);
  const value = parsed === undefined ? text : parsed;
  texts.set(text, value);
  return value;
}

function detailsOf(type: string, details: AwsDetails, texts: Texts): unknown {
  if (type === "ExecutionStarted") return { input: value(details.input, texts), roleArn: details.roleArn ?? "" };
  if (type.endsWith("StateEntered")) return { input: value(details.input, texts) };
  if (type.endsWith("StateExited"))
    return { output: value(details.output, texts), assigned: assignedOf(details, texts) };
  if (type.endsWith("Scheduled")) return scheduledOf(details, texts);
  if (/^(Task|LambdaFunction|Activity)Started$/.test(type)) return { workerName: details.workerName ?? null };
  if (type === "TaskSubmitted" || type === "ExecutionSucceeded") return { output: value(details.output, texts) };
  if (/^(Task|LambdaFunction|Activity)Succeeded$/.test(type)) return { output: value(details.output, texts) };
  if (type.startsWith("MapIteration")) return { index: details.index };
  if (type === "EvaluationFailed")
    return { error: details.error, cause: details.cause, location: details.location ?? null };
  if (type === "MapStateStarted") return { length: details.length };
  if (type === "MapRunStarted") return { mapRunArn: details.mapRunArn };
  if (FAILURES.test(type)) return { error: details.error ?? null, cause: details.cause ?? null };
  return null;
}
const FAILURES =
  /^(Execution|MapRun)(Failed|Aborted|TimedOut)$|^(Task|LambdaFunction|Activity)(Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

function assignedOf({ assignedVariables }: AwsDetails, texts: Texts): JsonObject | null {
  if (!isObject(assignedVariables)) return null;
  return Object.fromEntries(Object.entries(assignedVariables).map(([name, text]) => [name, value(text, texts)]));
}

function scheduledOf(details: AwsDetails, texts: Texts): unknown {
  const { taskCredentials } = details;
  return {
    parameters: value(details.parameters ?? details.input, texts),
    timeoutSeconds: details.timeoutInSeconds ?? null,
    heartbeatSeconds: details.heartbeatInSeconds ?? null,
    credentials: isObject(taskCredentials) ? { RoleArn: taskCredentials.roleArn } : null,
  };
}
