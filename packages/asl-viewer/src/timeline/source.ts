import {
  ended,
  isObject,
  type Json,
  type JsonObject,
  MAX_NESTING,
  nestsTooDeeply,
  own,
  parseJson,
  type ReadText,
  readDefinition,
  readSource,
  type Segment,
  type Source,
} from "asl-core";
import type { Recording } from "asl-core/debug";
import {
  type AwsEvent,
  atOnce,
  CHILDREN_APART,
  detailsOf,
  HistoryError,
  historiesIn,
  isEventType,
  lackOf,
  type RecordedHistory,
  readHistories,
  readingAws,
} from "asl-core/history";
import { familyOf } from "./family.js";
import { inferDefinition } from "./inferred.js";
import { jsonError } from "./json-error.js";
import { asMachine, type Outline, outlineOf } from "./outline.js";
import type { Run } from "./run.js";
import { SourceError } from "./source-error.js";

export { SourceError } from "./source-error.js";

/** Nothing here is run again. */
const TO_SHOW = { toShow: true };

/** Longer texts are not looked at, in UTF-16 units. */
export const LONGEST = 128 * 1024 * 1024;
/** Longer histories are not drawn; AWS ends an execution at 25,000 events. */
export const MOST_EVENTS = 250_000;

/** A definition with its text, where it has one. */
export interface Drawn {
  readonly name: string;
  readonly definition: Json;
  readonly read?: ReadText;
  /** Its id among the machines of a template. */
  readonly id?: string;
}

/** What was found in a text. A file may hold several machines or several executions. */
export interface Found {
  /** What the text is, in a few words. */
  readonly kind: "definition" | "template" | "history" | "log" | "recording";
  readonly definitions: readonly Drawn[];
  readonly histories: readonly RecordedHistory[];
  /** Of a recording: what happened, on its own definition. */
  readonly run?: Run;
}

const WANTED =
  "Give a definition (JSON or YAML), a template with a state machine, the answer of get-execution-history, an export of " +
  "the console, or log records of an execution.";

/**
 * Guesses what a text is and reads it. The file's name, which may be "", helps. Rejects with SourceError for what is
 * none of those, with the place for damaged JSON. Linear in the text.
 */
export async function openText(text: string, file = "", { parts = false }: OpeningOptions = {}): Promise<Found> {
  const found = await openAny(text, file);
  const lack = parts ? undefined : found.histories.map(lackOf).find((one) => one !== undefined);
  if (lack !== undefined) throw asSourceError(lack);
  return found;
}

/** How texts are opened. */
export interface OpeningOptions {
  /** Histories of which events are missing are found, too: what stands beyond the first gap is their `rest`. */
  readonly parts?: boolean;
}

async function openAny(text: string, file: string): Promise<Found> {
  if (text.length > LONGEST) throw new SourceError(`it is too long: ${megabytes(text.length)} MB, of at most 128`);
  const trimmed = text.replace(/^\ufeff/, "").trim();
  if (trimmed === "") throw new SourceError("it is empty", WANTED);
  if (trimmed.slice(0, 4000).includes("\0")) throw new SourceError("it is no text, but a file of another kind", WANTED);
  return /^[[{]/.test(trimmed) ? openJson(text, trimmed, file) : openOther(text, file);
}

const megabytes = (length: number): number => Math.ceil(length / 1024 / 1024);

/** Texts longer than this are looked over for words that everything wanted holds before they are parsed. */
const LONG = 1024 * 1024;
const WORDS = /States|ExecutionStarted|Resources|StateMachine|previous_?event_?id/i;

async function openJson(text: string, trimmed: string, file: string): Promise<Found> {
  if (text.length > LONG && !WORDS.test(text))
    throw new SourceError("it is neither a state machine nor a history", WANTED);
  const value = parseJson(trimmed);
  if (value === undefined) return openBroken(text, trimmed, file);
  if (isObject(value) && own(value, "format") === "asl-recording") return openRecording(value, file);
  if (isMachine(value)) return openDefinition(text, file, value);
  const recorded = recordedIn(value, file);
  if (recorded !== undefined) return recorded;
  const held = isObject(value) ? machineIn(own(value, "definition")) : undefined;
  if (held !== undefined) return { kind: "definition", definitions: [{ name: file, definition: held }], histories: [] };
  return openDefinition(text, file, value);
}

/** The executions in a value; undefined where it holds no events and is not meant to. Throws SourceError. */
function recordedIn(value: Json, file: string): Found | undefined {
  try {
    return openHistories(severalIn(value), file);
  } catch (error) {
    if (!(error instanceof HistoryError && /has no events/.test(error.message))) throw asSourceError(error);
  }
  if (holdsNoEvents(value)) throw new SourceError("it is a history without events", NO_EVENTS);
  return undefined;
}

/** `{"definition": …, "histories": [...]}`, or a list of executions that each hold all their events: one after the other. */
function severalIn(value: Json): RecordedHistory[] {
  const list = isObject(value) ? own(value, "histories") : value;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isWhole)) return historiesIn(value, TO_SHOW);
  const shared = isObject(value) ? own(value, "definition") : undefined;
  return list.flatMap((one) =>
    historiesIn(one, TO_SHOW).map((history) => ({ ...history, definition: history.definition ?? shared })),
  );
}

/** Whether a value holds an execution with its beginning: of the pages of one, one alone does. */
function isWhole(value: Json): boolean {
  const events = isObject(value) ? own(value, "events") : undefined;
  return Array.isArray(events) && events.some((event) => isObject(event) && own(event, "type") === "ExecutionStarted");
}

const NO_EVENTS = "Was it saved whole? Where it names a nextToken, the events stand on the next page.";

/** Whether a value is a page of a history, or of a log, or several, without any event. */
function holdsNoEvents(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => isObject(one) && holdsNoEvents(one));
  if (!isObject(value)) return false;
  const pages = own(value, "pages");
  if (Array.isArray(pages)) return holdsNoEvents(pages);
  const events = own(value, "events") ?? own(value, "Events") ?? own(value, "logEvents");
  return Array.isArray(events) && events.length === 0;
}

/** A machine, or the JSON text of one. */
function machineIn(written: Json | undefined): Json | undefined {
  const value = typeof written === "string" ? parseJson(written) : written;
  return value !== undefined && isMachine(value) ? value : undefined;
}

const isMachine = (value: Json): boolean =>
  isObject(value) && isObject(own(value, "States")) && !Array.isArray(own(value, "events"));

/** Several records, one a line, or JSON with comments, or something damaged. */
async function openBroken(text: string, trimmed: string, file: string): Promise<Found> {
  if (/"(event_?[iI]d|previous_?[eE]vent_?[iI]d|previous_event_id)"/.test(trimmed))
    try {
      return openHistories(readHistories(trimmed, TO_SHOW), file);
    } catch (error) {
      const damaged = error instanceof HistoryError && /JSON is damaged/.test(error.message);
      if (!damaged) throw asSourceError(error);
      throw jsonError(text, error.hint);
    }
  const found = await definitionIn(text, file);
  if (found !== undefined) return found;
  throw jsonError(text);
}

async function openOther(text: string, file: string): Promise<Found> {
  const source = await sourceOf(text, file);
  const found = foundIn(source, file);
  if (found !== undefined) return found;
  const written = await yamlOf(text);
  const recorded = written === undefined ? undefined : recordedIn(written, file);
  if (recorded !== undefined) return recorded;
  try {
    return openHistories(readHistories(text, TO_SHOW), file);
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    const fault = LIKE_DEFINITION.test(text) || /\.ya?ml$/i.test(file) ? faultOf(source) : undefined;
    throw fault ?? new SourceError("it is neither a state machine nor a history", WANTED);
  }
}

/** A key of definitions or templates. */
const LIKE_DEFINITION = /(?:^|[{,])[ \t]*["']?(StartAt|States|Resources)["']?[ \t]*:/m;

/** Why a machine in a text could not be read; undefined where there is none. */
function faultOf({ machines, diagnostics }: Source): SourceError | undefined {
  const unread = machines.filter(({ read }) => read.value === undefined).flatMap(({ read }) => read.diagnostics);
  const fault = [...unread, ...diagnostics].find(({ rule }) => rule !== "no-machine");
  if (fault === undefined) return undefined;
  const { rule, message, hint, range } = fault;
  const what = rule === "invalid-yaml" ? "its YAML is damaged" : "it cannot be read";
  return new SourceError(`${what}: ${message}`, hint, range?.start);
}

/** A member of an event at the beginning of a line, as `--output yaml` writes it. Looked for in time linear in the text. */
const EVENT_MEMBER = /^[ \t-]*["']?(previousEventId|type|id)["']?:/m;

/** The value of a text in YAML that shows members of events; undefined for others. Throws SourceError where it is too long. */
async function yamlOf(text: string): Promise<Json | undefined> {
  if (!EVENT_MEMBER.test(text)) return undefined;
  if (text.length > LONGEST_DEFINITION && /^[ \t-]*["']?previousEventId["']?:/m.test(text))
    throw new SourceError(`it is too long for YAML: ${megabytes(text.length)} MB, of at most 16`, "Save it as JSON.");
  return text.length > LONGEST_DEFINITION ? undefined : (await readDefinition(text, { format: "yaml" })).value;
}

const definitionIn = async (text: string, file: string): Promise<Found | undefined> =>
  foundIn(await sourceOf(text, file), file);

const sourceOf = (text: string, file: string): Promise<Source> => readSource(file === "" ? "pasted" : file, text);

function foundIn(source: Source, file: string): Found | undefined {
  const definitions = source.machines.flatMap(({ id, read }): Drawn[] =>
    read.value !== undefined && isMachine(read.value)
      ? [{ name: id === "" ? file : id, definition: read.value, read, ...(id !== "" && { id }) }]
      : [],
  );
  if (definitions.length === 0) return undefined;
  return { kind: source.kind === "definition" ? "definition" : "template", definitions, histories: [] };
}

async function openDefinition(text: string, file: string, value: Json): Promise<Found> {
  const source = await sourceOf(text, file);
  const found = foundIn(source, file);
  if (found !== undefined) return found;
  throw (
    noDefinition(value, text.length) ??
    faultOf(source) ??
    new SourceError("it is neither a state machine nor a history", WANTED)
  );
}

/** Longer definitions and templates are not read, in UTF-16 units: the limit of `readText`. AWS accepts 1 Mi. */
const LONGEST_DEFINITION = 16 * 1024 * 1024;

/** Why a value that looks like a definition, or a template, could not be read as one; undefined where it looks like neither. */
function noDefinition(value: Json, length: number): SourceError | undefined {
  if (!isObject(value)) return undefined;
  const [states, start] = [own(value, "States"), own(value, "StartAt")];
  if (start !== undefined && states !== undefined && !isObject(states))
    return new SourceError("States must be an object", "Each of its keys is the name of a state.");
  if (!isObject(states) && !isObject(own(value, "Resources"))) return undefined;
  if (length > LONGEST_DEFINITION)
    return new SourceError(`it is too large for a definition: ${megabytes(length)} MB, of at most 16`, AWS_LIMIT);
  return nestsTooDeeply(value) ? new SourceError(`it is nested deeper than ${MAX_NESTING} levels`) : undefined;
}

const AWS_LIMIT = "AWS accepts definitions of 1 MB.";

function openHistories(histories: readonly RecordedHistory[], file: string): Found {
  const long = histories.find(({ events }) => events.length > MOST_EVENTS);
  if (long !== undefined) throw new SourceError(`it has ${long.events.length} events, of at most ${MOST_EVENTS}`, "");
  const definitions = histories.flatMap(({ definition }) => {
    const value = machineIn(definition);
    return value === undefined ? [] : [{ name: file, definition: value }];
  });
  return { kind: histories[0].format, definitions: definitions.slice(0, 1), histories };
}

/** A recording of ours is made again: its events follow from what came to it from outside. */
async function openRecording(value: JsonObject, file: string): Promise<Found> {
  const definition = machineIn(own(value, "definition"));
  if (definition === undefined) throw new SourceError("this recording does not hold its definition");
  const { DebugSession } = await import("asl-core/debug");
  try {
    const { executions } = DebugSession.open(value as unknown as Recording).scene;
    const run = familyOf(executions, definition);
    return { kind: "recording", definitions: [{ name: file, definition }], histories: [], run };
  } catch (error) {
    throw new SourceError(error instanceof Error ? error.message : String(error));
  }
}

function asSourceError(error: unknown): unknown {
  return error instanceof HistoryError ? new SourceError(error.message, error.hint) : error;
}

/**
 * Lays a history on a definition. Without one, or where the history is of another, the definition is made up from what
 * ran, and a note says so. `place`: where the definition stands in a larger one. Throws SourceError where the history fits
 * nothing.
 */
export const runOf = (history: RecordedHistory, definition?: Json, place: readonly Segment[] = []): Run =>
  atOnce(layingRun(history, definition, place));

/** `runOf` for those who do something else in between: each step is little work. */
export function* layingRun(
  history: RecordedHistory,
  definition?: Json,
  place: readonly Segment[] = [],
): Generator<undefined, Run> {
  const { events, timed, executionArn } = history;
  const notes = notesOf(history);
  if (definition === undefined)
    return yield* inferred(history, "There is no definition: what is drawn was inferred from the history.");
  const outline = outlineOf(definition, place);
  const misfit = misfitOf(events, outline);
  if (misfit !== undefined) return yield* inferred(history, misfit);
  try {
    const found = yield* placed(events, outline);
    return { outline, events: found, timed, executionArn, inferred: false, notes: [...notes, ...unfitIn(found)] };
  } catch (error) {
    return yield* inferred(history, ended(`The history does not fit the definition: ${(error as Error).message}`));
  }
}

/** What is noted of a history, for somebody who looks at it: nothing is asked for answers. */
const notesOf = ({ notes, events }: RecordedHistory): readonly string[] => [
  ...notes.map((note) => (note === CHILDREN_APART ? OPEN_CHILDREN : note)),
  ...(events.some(hasInput) && !events.some(isTold) ? [NO_DATA] : []),
];

/** Every state has an input. Log records of a level above ALL hold no events that would tell it. */
const hasInput = ({ stateEnteredEventDetails }: AwsEvent): boolean => stateEnteredEventDetails !== undefined;

/** Whether an event tells any data. */
function isTold(event: AwsEvent): boolean {
  const { input, output, parameters } = detailsOf(event);
  return (input ?? output ?? parameters) !== undefined;
}

/** What is noted where data was left out. */
export const NO_DATA = "The history holds no data. It may have been written with includeExecutionData off.";

/** What is noted while the child executions of a distributed Map are not known. */
export const OPEN_CHILDREN =
  "Child executions of a distributed Map have histories of their own: open those too, together with this one, to look into them.";

function* inferred(history: RecordedHistory, note: string): Generator<undefined, Run> {
  const outline = outlineOf(inferDefinition(history.events));
  const { timed, executionArn } = history;
  const events = yield* placed(history.events, outline);
  const notes = [note, ...notesOf(history), ...unfitIn(events)];
  return { outline, events, timed, executionArn, inferred: true, notes };
}

/** What is noted of events that fit nowhere, which are read as of no known type. */
const unfitIn = (events: Run["events"]): string[] =>
  events
    .filter(({ type }) => type.endsWith("Aborted?"))
    .slice(0, 5)
    .map(({ id }) => `Event ${id} does not fit the state machine: no state is changed by it.`);

function* placed(events: readonly AwsEvent[], outline: Outline): Generator<undefined, Run["events"]> {
  try {
    return yield* readingAws(events, asMachine(outline), TO_SHOW);
  } catch (error) {
    throw asSourceError(error);
  }
}

/** The first state of a history that a definition does not have, or has as another type, in a sentence. */
function misfitOf(events: readonly AwsEvent[], outline: Outline): string | undefined {
  const kinds = new Map(outline.nodes.map(({ name, kind }) => [name, kind]));
  for (const { id, type, stateEnteredEventDetails } of events) {
    if (stateEnteredEventDetails === undefined || !isEventType(type)) continue;
    const name = String(stateEnteredEventDetails?.name);
    const wanted = type.slice(0, -"StateEntered".length);
    const kind = kinds.get(name);
    if (kind === wanted) continue;
    const what =
      kind === undefined ? "which the definition does not have" : `a ${wanted}, which the definition has as a ${kind}`;
    return `The history is of another definition: event ${id} entered "${name}", ${what}. It is drawn from what ran.`;
  }
  return undefined;
}
