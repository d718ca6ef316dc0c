import { isObject, type Json, type JsonObject, MAX_NESTING, own, parseJson } from "../json.js";
import { type AwsEvent, detailsOf, isEventType, isRedrive } from "./aws-event.js";
import { cutRecord, textLines } from "./log-lines.js";
import { isTooDeep } from "./nesting.js";
import { isEvent, member, type RawEvent, readEvent } from "./raw-event.js";
import { HistoryError, type HistoryFormat, type HistoryOptions, type RecordedHistory } from "./recorded.js";

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
export function readHistories(text: string, options: HistoryOptions = {}): RecordedHistory[] {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  if (trimmed === "") throw new HistoryError("it is empty", WANTED);
  const value = /^[[{]/.test(trimmed) ? parseJson(trimmed) : undefined;
  if (value !== undefined) return historiesIn(value, options);
  const found = textLines(trimmed);
  if (found.length === 0) throw notReadable(trimmed);
  return split({ events: found, pages: 0, tokens: 0 }, undefined, options);
}

const notReadable = (text: string): HistoryError =>
  /^[[{]/.test(text)
    ? new HistoryError(
        "its JSON is damaged or breaks off",
        "Was it saved whole? A page that is cut off cannot be read.",
      )
    : new HistoryError("it is neither JSON nor lines of log records", WANTED);

/** The same for a value that has been read already. */
export function historiesIn(value: Json, options: HistoryOptions = {}): RecordedHistory[] {
  const found: Gathered = { events: [], pages: 0, tokens: 0 };
  gather(value, found, 0);
  if (found.events.length === 0)
    throw new HistoryError("this is no answer of GetExecutionHistory: it has no events", WANTED);
  return split(found, isObject(value) ? value : undefined, options);
}

/** Events, and of the pages they came in how many there are and how many name another one. */
interface Gathered {
  readonly events: RawEvent[];
  pages: number;
  tokens: number;
}

/** Pages within pages are not nested deeper. */
const DEEPEST = 6;

function gather(value: Json, found: Gathered, level: number): void {
  if (level > DEEPEST) return;
  if (Array.isArray(value)) {
    const row = insightsMessage(value);
    if (row !== undefined) gatherMessage(row, found);
    else for (const one of value) gather(one, found, level + 1);
  } else if (isEvent(value)) found.events.push(readEvent(value));
  else if (isObject(value)) gatherObject(value, found, level);
}

function gatherObject(value: JsonObject, found: Gathered, level: number): void {
  const message = own(value, "message") ?? own(value, "@message");
  if (typeof message === "string") gatherMessage(message, found);
  else if (isObject(message)) gather(message, found, level + 1);
  else
    for (const name of ["events", "results", "logEvents", "history", "pages", "expected"]) {
      const inner = member(value, name);
      if (inner !== undefined && (Array.isArray(inner) || isObject(inner))) gather(inner, found, level + 1);
      if (name === "events" && Array.isArray(inner)) countPage(value, found);
    }
}

function countPage(page: JsonObject, found: Gathered): void {
  const token = member(page, "nextToken");
  found.pages++;
  if (typeof token === "string" && token !== "") found.tokens++;
}

function gatherMessage(message: string, { events }: Gathered): void {
  const value = parseJson(message);
  if (value !== undefined) return void (isEvent(value) && events.push(readEvent(value)));
  const cut = cutRecord(message);
  if (cut !== undefined) events.push(readEvent(cut, false));
}

/** A row of an Insights answer: `[{field: "@message", value: "…"}, …]`. */
function insightsMessage(row: Json[]): string | undefined {
  const cell = row.find((one) => isObject(one) && own(one, "field") === "@message");
  const value = cell === undefined ? undefined : own(cell as JsonObject, "value");
  return typeof value === "string" ? value : undefined;
}

function split(
  { events, pages, tokens }: Gathered,
  around: JsonObject = {},
  { toShow = false }: HistoryOptions,
): RecordedHistory[] {
  const groups = new Map<string | null, RawEvent[]>();
  const orphans: RawEvent[] = [];
  for (const one of events) {
    const group = groups.get(one.executionArn);
    if (!one.whole && one.executionArn === null) orphans.push(one);
    else if (group === undefined) groups.set(one.executionArn, [one]);
    else group.push(one);
  }
  adopt(orphans, groups);
  const more = pages > 0 && tokens === pages;
  return [...groups].map(([arn, group]) => historyOf(group, { ...told(arn, around), more }, toShow)).sort(byStart);
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

const startOf = ({ events, rest = [] }: RecordedHistory): number => (events[0] ?? rest[0]).timestamp;

const byStart = (a: RecordedHistory, b: RecordedHistory): number => startOf(a) - startOf(b);

/** What a recording tells beside events. */
type Told = Pick<RecordedHistory, "format" | "executionArn" | "definition" | "type" | "more">;

function told(arn: string | null, around: JsonObject): Told {
  const named = arn ?? member(around, "executionArn") ?? contextArn(around);
  const executionArn = typeof named === "string" ? named : null;
  return {
    format: arn === null ? "history" : "log",
    executionArn,
    definition: own(around, "definition"),
    type: typeIn(executionArn, own(around, "type")),
  };
}

function historyOf(group: readonly RawEvent[], { more, ...told }: Told, toShow: boolean): RecordedHistory {
  const sorted = ordered(group, told.format, toShow);
  const length = toShow ? lengthOf(sorted) : untilRedrive(sorted);
  const [events, rest] = [sorted.slice(0, length), toShow ? sorted.slice(length) : []].map((part) =>
    part.map(({ event }) => event),
  );
  const timed = [...events, ...rest].every(({ timestamp }) => timestamp > 0);
  const cut = sorted.filter(({ whole }) => !whole).map(({ event }) => event.id);
  const found = {
    ...{ ...told, events, timed },
    ...(rest.length > 0 && { rest }),
    ...(more && { more }),
    ...(cut.length > 0 && { cut }),
  };
  const redriven = sorted.find(({ event }) => event.type === "ExecutionRedriven")?.event.id;
  return { ...found, notes: [...notesOf(found), ...redriveNote(redriven, toShow), ...unknownNote(events)] };
}

/**
 * Two parts of one execution as one, read to be shown: pages of its history, or parts of its log. Undefined where they are of
 * two executions: they name others, have other events with one id, or those with larger ids came earlier, or after the end.
 * O(n log n).
 */
export function joinHistories(a: RecordedHistory, b: RecordedHistory): RecordedHistory | undefined {
  const [{ executionArn }, other] = [a, b.executionArn];
  if (a.format !== b.format || (executionArn !== null && other !== null && executionArn !== other)) return undefined;
  const told: Told = {
    ...{ format: a.format, executionArn: executionArn ?? other, type: a.type ?? b.type },
    ...{ definition: a.definition ?? b.definition, more: a.more === true && b.more === true },
  };
  if (!goesOn(a, b)) return undefined;
  try {
    return historyOf([...rawOf(a), ...rawOf(b)], told, true);
  } catch (error) {
    if (error instanceof HistoryError) return undefined;
    throw error;
  }
}

/** Whether the events of both, by their ids, may have happened one after the other. O(n log n). */
function goesOn(a: RecordedHistory, b: RecordedHistory): boolean {
  const first = new Set(rawOf(a).map(({ event }) => event));
  const all = [...rawOf(a), ...rawOf(b)].map(({ event }) => event).sort((one, other) => one.id - other.id);
  return all.every((event, at) => {
    const before = all[at - 1];
    if (before === undefined || before.id === event.id || first.has(before) === first.has(event)) return true;
    const isLater = before.timestamp <= event.timestamp || event.timestamp <= 0;
    return isLater && (!ENDED.test(before.type) || event.type === "ExecutionRedriven");
  });
}

function rawOf({ events, rest = [], cut, executionArn }: RecordedHistory): RawEvent[] {
  const ids = new Set(cut);
  return [...events, ...rest].map((event) => ({ event, executionArn, whole: !ids.has(event.id) }));
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

/** By id, each once. Throws HistoryError where an id stands twice for different events, or one is missing that is wanted. */
function ordered(group: readonly RawEvent[], format: HistoryFormat, toShow: boolean): RawEvent[] {
  const sorted = group.toSorted((a, b) => a.event.id - b.event.id);
  const once = sorted.filter(
    (one, at) => at === 0 || sorted[at - 1].event.id !== one.event.id || !same(sorted[at - 1], one),
  );
  for (const [at, { event, whole }] of once.entries()) {
    checkEvent(event, whole, toShow);
    checkId(event.id, once[at - 1]?.event.id ?? 0, toShow ? undefined : format);
  }
  const [{ event: first }] = once;
  if (first.id === 1 && first.type !== "ExecutionStarted")
    throw new HistoryError(`event 1 is ${first.type}: a history begins with ExecutionStarted`, undefined, 1);
  return once.map((one, at) => inTime(one, once[at - 1]));
}

/** `format` undefined: events may be missing. */
function checkId(id: number, before: number, format: HistoryFormat | undefined): void {
  if (id === before)
    throw new HistoryError(`two different events have the id ${id}`, "Are these events of two executions?", id);
  if (id !== before + 1 && format !== undefined) throw missing(before + 1, id - 1, format);
}

/** How many events there are before the first that is missing. */
function lengthOf(sorted: readonly RawEvent[]): number {
  const gap = sorted.findIndex(({ event }, at) => event.id !== at + 1);
  return gap < 0 ? sorted.length : gap;
}

const SAVE_WHOLE = "Was it saved whole? Records that CloudWatch cut off still name their state.";

function checkEvent(event: AwsEvent, whole: boolean, toShow: boolean): void {
  const { id, type, previousEventId } = event;
  const isKnown = isEventType(type) || isRedrive(type);
  if (!isKnown && !toShow)
    throw new HistoryError(`event ${id} has a type that cannot be read: ${JSON.stringify(type)}`, undefined, id);
  if (previousEventId >= id)
    throw new HistoryError(`event ${id} follows event ${previousEventId}, which comes after it`, undefined, id);
  const details = detailsOf(event);
  if (isKnown) checkKnown(event, details, whole);
  const deep = Object.keys(details).find((key) => isTooDeep(details[key]));
  if (deep === undefined) return;
  const where = `the ${deep} of event ${id} (${type})`;
  throw new HistoryError(`${where} is nested deeper than ${MAX_NESTING} levels`, undefined, id);
}

/** What an event of a type that is known must tell. */
function checkKnown({ id, type }: AwsEvent, { name, index }: ReturnType<typeof detailsOf>, whole: boolean): void {
  if (/State(Entered|Exited)$/.test(type) && typeof name !== "string")
    throw whole
      ? new HistoryError(`event ${id} (${type}) names no state`, undefined, id)
      : new HistoryError(`the record of event ${id} (${type}) is cut off before the state's name`, SAVE_WHOLE, id);
  if (type.startsWith("MapIteration") && !(Number.isSafeInteger(index) && (index as number) >= 0))
    throw new HistoryError(`event ${id} (${type}) does not say which iteration it is about`, undefined, id);
}

/** A record that was cut off before its time happened right after the one before. */
function inTime(one: RawEvent, before: RawEvent | undefined): RawEvent {
  if (one.whole || one.event.timestamp > 0 || before === undefined) return one;
  one.event.timestamp = before.event.timestamp;
  return one;
}

const same = (a: RawEvent, b: RawEvent): boolean => JSON.stringify(a.event) === JSON.stringify(b.event);

function missing(from: number, to: number, format: HistoryFormat): HistoryError {
  return new HistoryError(`${range(from, to)} ${from === to ? "is" : "are"} missing`, LACKING[format], from);
}

const range = (from: number, to: number): string => (from === to ? `event ${from}` : `events ${from} to ${to}`);

const LACKING: Readonly<Record<HistoryFormat, string>> = {
  log: "Only the log level ALL keeps every event; a query of the logs may also have been cut off.",
  history: "Give all pages of the history: each answer's nextToken leads to the next page.",
};

/** Which events of a history that was read to be shown are missing, and what to do about it; undefined where none is known to be. */
export function lackOf(history: Pick<RecordedHistory, "events" | "rest" | "format">): HistoryError | undefined {
  const { events, rest = [], format } = history;
  if (rest.length === 0) return undefined;
  const first = missing(events.length + 1, rest[0].id - 1, format);
  const isMore = rest.some(({ id }, at) => at > 0 && id !== rest[at - 1].id + 1);
  return isMore ? new HistoryError(`${first.message}, and later ones, too`, first.hint, first.event) : first;
}

/** What a redrive adds begins with a failed state, not at the start: only what happened before can be replayed. */
function untilRedrive(sorted: readonly RawEvent[]): number {
  const at = sorted.findIndex(({ event }) => event.type === "ExecutionRedriven");
  return at < 0 ? sorted.length : at;
}

const ENDED = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

function notesOf(history: Omit<RecordedHistory, "notes">): string[] {
  const { events, timed, cut = [], more } = history;
  const types = new Set(events.map(({ type }) => type));
  const lack = lackOf(history);
  const notes: string[] = [];
  if (types.has("ExecutionAborted")) notes.push("The execution was stopped, which a replay does not do.");
  if (lack !== undefined) notes.push(lackNote(lack, events.length));
  else if (!ENDED.test(events[events.length - 1].type))
    notes.push(more ? MORE_PAGES : "The history ends before the execution did.");
  if (types.has("MapRunStarted")) notes.push(CHILDREN_APART);
  if (!timed) notes.push(timeNote(events));
  if (cut.length > 0) notes.push(`Records were cut off: of ${listed(cut)} only the beginning is known.`);
  return notes;
}

function redriveNote(at: number | undefined, toShow: boolean): string[] {
  if (at === undefined) return [];
  return [
    `The execution was redriven at event ${at}${toShow ? ", which a replay does not do." : ": what came after is left out."}`,
  ];
}

function unknownNote(events: readonly AwsEvent[]): string[] {
  const unknown = events.filter(({ type }) => !isEventType(type) && !isRedrive(type));
  if (unknown.length === 0) return [];
  const types = [...new Set(unknown.map(({ type }) => type))].slice(0, 5).join(", ");
  const ids = unknown.map(({ id }) => id);
  return [
    `What ${listed(ids)} ${ids.length === 1 ? "tells" : "tell"} is not known (${types}): no state is changed by it.`,
  ];
}

const MORE_PAGES = "The history ends before the execution did: its nextToken leads to more pages, which belong to it.";

const lackNote = ({ message, hint }: HistoryError, length: number): string =>
  `${message[0].toUpperCase()}${message.slice(1)}: only what happened before is shown, ${length} events. ${hint}`;

/** Which times are missing. */
function timeNote(events: readonly AwsEvent[]): string {
  const without = events.filter(({ timestamp }) => timestamp <= 0).map(({ id }) => id);
  return without.length === events.length
    ? "The history has no times: tasks take none."
    : `The timestamp of ${listed(without)} is missing or cannot be read: tasks take no time.`;
}

const listed = (ids: readonly number[]): string =>
  `${ids.length === 1 ? "event" : "events"} ${ids.slice(0, 10).join(", ")}${ids.length > 10 ? ", …" : ""}`;
