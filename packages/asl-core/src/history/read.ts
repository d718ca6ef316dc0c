import { isObject, type Json, type JsonObject, MAX_NESTING, own, parseJson } from "../json.js";
import { type AwsEvent, detailsOf, isEventType } from "./aws-event.js";
import { cutRecord, textLines } from "./log-lines.js";
import { isTooDeep } from "./nesting.js";
import { isEvent, member, type RawEvent, readEvent } from "./raw-event.js";
import { HistoryError, type HistoryFormat, type RecordedHistory } from "./recorded.js";

/** What is noted of an execution that has run a distributed Map. */
export const CHILDREN_APART =
  "Child executions of a distributed Map have histories of their own: their tasks need answers.";

const WANTED =
  "Give what `aws stepfunctions get-execution-history` answers, or the records of an execution in CloudWatch Logs.";

/**
 * The executions recorded in a text: an answer of GetExecutionHistory or a list of such pages, the events alone, an
 * object that holds them beside a `definition` and an `executionArn`; records of CloudWatch Logs as the console, `aws
 * logs tail`, get-log-events, filter-log-events and Insights give them, or one record a line (JSON, CSV). Events may
 * stand in any order and spelling of their members. A file of log records may hold several executions: each is one
 * history, in the order in which they began. Throws HistoryError. O(n log n).
 */
export function readHistories(text: string): RecordedHistory[] {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  if (trimmed === "") throw new HistoryError("it is empty", WANTED);
  const value = /^[[{]/.test(trimmed) ? parseJson(trimmed) : undefined;
  if (value !== undefined) return historiesIn(value);
  const found = textLines(trimmed);
  if (found.length === 0) throw notReadable(trimmed);
  return split(found, undefined);
}

const notReadable = (text: string): HistoryError =>
  /^[[{]/.test(text)
    ? new HistoryError(
        "its JSON is damaged or breaks off",
        "Was it saved whole? A page that is cut off cannot be read.",
      )
    : new HistoryError("it is neither JSON nor lines of log records", WANTED);

/** The same for a value that has been read already. */
export function historiesIn(value: Json): RecordedHistory[] {
  const found: RawEvent[] = [];
  gather(value, found, 0);
  if (found.length === 0) throw new HistoryError("this is no answer of GetExecutionHistory: it has no events", WANTED);
  return split(found, isObject(value) ? value : undefined);
}

/** Pages within pages are not nested deeper. */
const DEEPEST = 6;

function gather(value: Json, found: RawEvent[], level: number): void {
  if (level > DEEPEST) return;
  if (Array.isArray(value)) {
    const row = insightsMessage(value);
    if (row !== undefined) gatherMessage(row, found);
    else for (const one of value) gather(one, found, level + 1);
  } else if (isEvent(value)) found.push(readEvent(value));
  else if (isObject(value)) gatherObject(value, found, level);
}

function gatherObject(value: JsonObject, found: RawEvent[], level: number): void {
  const message = own(value, "message") ?? own(value, "@message");
  if (typeof message === "string") gatherMessage(message, found);
  else if (isObject(message)) gather(message, found, level + 1);
  else
    for (const name of ["events", "results", "logEvents", "history", "pages", "expected"]) {
      const inner = member(value, name);
      if (inner !== undefined && (Array.isArray(inner) || isObject(inner))) gather(inner, found, level + 1);
    }
}

function gatherMessage(message: string, found: RawEvent[]): void {
  const value = parseJson(message);
  if (value !== undefined) return void (isEvent(value) && found.push(readEvent(value)));
  const cut = cutRecord(message);
  if (cut !== undefined) found.push(readEvent(cut, false));
}

/** A row of an Insights answer: `[{field: "@message", value: "…"}, …]`. */
function insightsMessage(row: Json[]): string | undefined {
  const cell = row.find((one) => isObject(one) && own(one, "field") === "@message");
  const value = cell === undefined ? undefined : own(cell as JsonObject, "value");
  return typeof value === "string" ? value : undefined;
}

function split(found: readonly RawEvent[], around: JsonObject | undefined): RecordedHistory[] {
  const groups = new Map<string | null, RawEvent[]>();
  const orphans: RawEvent[] = [];
  for (const one of found) {
    const group = groups.get(one.executionArn);
    if (!one.whole && one.executionArn === null) orphans.push(one);
    else if (group === undefined) groups.set(one.executionArn, [one]);
    else group.push(one);
  }
  adopt(orphans, groups);
  return [...groups].map(([arn, group]) => historyOf(arn, group, around)).sort(byStart);
}

/** A record that was cut off before it names its execution belongs to one that lacks an event of its id. */
function adopt(orphans: readonly RawEvent[], groups: Map<string | null, RawEvent[]>): void {
  if (orphans.length === 0) return;
  if (groups.size === 0) groups.set(null, []);
  const known = [...groups.values()].map((group) => ({ group, ids: new Set(group.map(({ event }) => event.id)) }));
  for (const orphan of orphans) {
    const home = known.find(({ ids }) => !ids.has(orphan.event.id));
    home?.ids.add(orphan.event.id);
    home?.group.push(orphan);
  }
}

const byStart = (a: RecordedHistory, b: RecordedHistory): number => a.events[0].timestamp - b.events[0].timestamp;

function historyOf(arn: string | null, group: RawEvent[], around: JsonObject = {}): RecordedHistory {
  const format: HistoryFormat = arn === null ? "history" : "log";
  const named = arn ?? member(around, "executionArn") ?? contextArn(around);
  const executionArn = typeof named === "string" ? named : null;
  const sorted = ordered(group, format);
  const events = untilRedrive(sorted.map(({ event }) => event));
  const timed = events.every(({ timestamp }) => timestamp > 0);
  return {
    format,
    events,
    timed,
    executionArn,
    definition: own(around, "definition"),
    type: typeIn(executionArn, own(around, "type")),
    notes: notesOf(sorted, events, timed),
  };
}

/** Of the state machine: what the recording says, else what the execution's ARN tells. */
function typeIn(executionArn: string | null, written: Json | undefined): RecordedHistory["type"] {
  if (written === "STANDARD" || written === "EXPRESS") return written;
  if (executionArn === null) return undefined;
  return executionArn.split(":")[5] === "express" ? "EXPRESS" : "STANDARD";
}

/** Cases of the conformance format name it there. */
function contextArn(around: JsonObject): Json | undefined {
  const context = own(around, "context");
  return isObject(context) ? own(context, "executionArn") : undefined;
}

/** By id, each once. Throws HistoryError where an id is missing or stands twice for different events. */
function ordered(group: RawEvent[], format: HistoryFormat): RawEvent[] {
  const sorted = group.toSorted((a, b) => a.event.id - b.event.id);
  const once = sorted.filter(
    (one, at) => at === 0 || sorted[at - 1].event.id !== one.event.id || !same(sorted[at - 1], one),
  );
  for (const [at, { event, whole }] of once.entries()) {
    checkEvent(event, whole);
    if (event.id === at + 1) continue;
    if (event.id <= at)
      throw new HistoryError(
        `two different events have the id ${event.id}`,
        "Are these events of two executions?",
        event.id,
      );
    throw missing(at + 1, event.id - 1, format);
  }
  if (once[0].event.type !== "ExecutionStarted")
    throw new HistoryError(`event 1 is ${once[0].event.type}: a history begins with ExecutionStarted`, undefined, 1);
  return once.map((one, at) => inTime(one, once[at - 1]));
}

const SAVE_WHOLE = "Was it saved whole? Records that CloudWatch cut off still name their state.";

function checkEvent(event: AwsEvent, whole: boolean): void {
  const { id, type, previousEventId } = event;
  if (!isEventType(type) && !/^(Execution|MapRun)Redriven$/.test(type))
    throw new HistoryError(`event ${id} has a type that cannot be read: ${JSON.stringify(type)}`, undefined, id);
  if (previousEventId >= id)
    throw new HistoryError(`event ${id} follows event ${previousEventId}, which comes after it`, undefined, id);
  const details = detailsOf(event);
  const { name, index } = details;
  if (/State(Entered|Exited)$/.test(type) && typeof name !== "string")
    throw whole
      ? new HistoryError(`event ${id} (${type}) names no state`, undefined, id)
      : new HistoryError(`the record of event ${id} (${type}) is cut off before the state's name`, SAVE_WHOLE, id);
  if (type.startsWith("MapIteration") && !(Number.isSafeInteger(index) && (index as number) >= 0))
    throw new HistoryError(`event ${id} (${type}) does not say which iteration it is about`, undefined, id);
  for (const key of Object.keys(details))
    if (isTooDeep(details[key]))
      throw new HistoryError(
        `the ${key} of event ${id} (${type}) is nested deeper than ${MAX_NESTING} levels`,
        undefined,
        id,
      );
}

/** A record that was cut off before its time happened right after the one before. */
function inTime(one: RawEvent, before: RawEvent | undefined): RawEvent {
  if (one.whole || one.event.timestamp > 0 || before === undefined) return one;
  one.event.timestamp = before.event.timestamp;
  return one;
}

const same = (a: RawEvent, b: RawEvent): boolean => JSON.stringify(a.event) === JSON.stringify(b.event);

function missing(from: number, to: number, format: HistoryFormat): HistoryError {
  const which = from === to ? `event ${from} is missing` : `events ${from} to ${to} are missing`;
  const hint =
    format === "log"
      ? "Only the log level ALL keeps every event; a query of the logs may also have been cut off."
      : "Give all pages of the history: each answer's nextToken leads to the next page.";
  return new HistoryError(which, hint, from);
}

/** What a redrive adds begins with a failed state, not at the start: only what happened before can be replayed. */
function untilRedrive(events: AwsEvent[]): AwsEvent[] {
  const at = events.findIndex(({ type }) => type === "ExecutionRedriven");
  return at < 0 ? events : events.slice(0, at);
}

const ENDED = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

function notesOf(group: readonly RawEvent[], events: readonly AwsEvent[], timed: boolean): string[] {
  const types = new Set(events.map(({ type }) => type));
  const cut = group.filter(({ whole }) => !whole).map(({ event }) => event.id);
  const notes: string[] = [];
  if (types.has("ExecutionAborted")) notes.push("The execution was stopped, which a replay does not do.");
  if (!ENDED.test(events[events.length - 1].type)) notes.push("The history ends before the execution did.");
  if (types.has("MapRunStarted")) notes.push(CHILDREN_APART);
  if (!timed) notes.push(timeNote(events));
  if (cut.length > 0) notes.push(`Records were cut off: of ${listed(cut)} only the beginning is known.`);
  if (events.length < group.length)
    notes.push(`The execution was redriven at event ${events.length + 1}: what came after is left out.`);
  return notes;
}

/** Which times are missing. */
function timeNote(events: readonly AwsEvent[]): string {
  const without = events.filter(({ timestamp }) => timestamp <= 0).map(({ id }) => id);
  return without.length === events.length
    ? "The history has no times: tasks take none."
    : `The timestamp of ${listed(without)} is missing or cannot be read: tasks take no time.`;
}

const listed = (ids: readonly number[]): string =>
  `${ids.length === 1 ? "event" : "events"} ${ids.slice(0, 10).join(", ")}${ids.length > 10 ? ", …" : ""}`;
