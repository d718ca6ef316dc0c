import {
  deepEqual,
  identityOf,
  type Json,
  type JsonObject,
  type MemoryStore,
  memoryStore,
  parseJson,
  RecordedHandler,
  type RecordedHistory,
  type RunOptions,
  readAnswers,
  readDefinition,
  readHistories,
  startOfReplay,
  type TaskHandler,
} from "asl-core";
import { DebugSession, type Recording } from "asl-core/debug";
import { historiesIn } from "asl-core/history";
import { DebugError } from "../debug-error.js";
import { CODES, type Given, type GivenObject, type Start } from "../protocol.js";
import type { Debugged } from "./debugged.js";
import { type ReadProgram, readProgram } from "./reading.js";
import { comparison } from "./replaying.js";

type Definition = Extract<Start, { kind: "definition" }>;
type History = Extract<Start, { kind: "history" }>;
type Saved = Extract<Start, { kind: "recording" }>;

/** Gives others a turn, between pieces of work on a long text. */
export type Breathe = () => Promise<void>;

/** Reads what `start` was given. Rejects where it cannot be debugged, as refusalOf knows. */
export async function debuggedOf(start: Start, breathe: Breathe): Promise<Debugged> {
  const rest = start.text.length > LONG ? breathe : async () => {};
  if (start.kind === "definition") return definition(start);
  return start.kind === "history" ? history(start, rest) : recording(start);
}

/** Others get no turn while shorter texts are read. */
const LONG = 256 * 1024;

async function definition(start: Definition): Promise<Debugged> {
  const { program, type } = await readProgram(start);
  const { input, seed, at, execution = "run" } = start;
  const identity = identityOf(machineName(start), execution, type ?? "STANDARD");
  const store = start.objects === undefined ? undefined : storeOf(start.objects);
  const options: RunOptions = { input, seed, at, type, identity };
  const makeHandler = await answering(start.answers, program.machine);
  return {
    title: start.machine ?? start.name ?? "definition",
    open: ({ log, breathe }) =>
      DebugSession.start(program, { ...options, objects: store?.copy(), makeHandler, onLog: log, breathe }),
    read: async (text) => (await readProgram({ ...start, text })).program,
  };
}

function storeOf(objects: readonly GivenObject[]): MemoryStore {
  const store = memoryStore();
  const encoder = new TextEncoder();
  for (const { bucket, key, text } of objects) store.put(bucket, key, encoder.encode(text));
  return store;
}

/** As AWS allows names. */
function machineName({ name = "machine", machine }: Definition): string {
  const bare = (machine ?? name).replace(/^.*[\\/]/, "").replace(/(\.asl)?\.(json[5c]?|ya?ml)$|\.asl$/i, "");
  return bare.replace(/[^\w-]/g, "-").slice(0, 80) || "machine";
}

/** Makes handlers of answers as they are written; undefined where there are none. Rejects where they cannot serve. */
async function answering(
  text: string | undefined,
  machine?: ReadProgram["program"]["machine"],
): Promise<(() => TaskHandler) | undefined> {
  if (text === undefined || text.trim() === "") return undefined;
  const read = await readDefinition(text, { format: /^\s*[[{]/.test(text) ? "json" : "yaml" });
  const fault = read.diagnostics.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw new DebugError(CODES.TEXT, `the answers cannot be read: ${fault.message}`);
  const value = read.value ?? null;
  readAnswers(value, machine);
  return () => readAnswers(value, machine).handler;
}

async function history(start: History, rest: Breathe): Promise<Debugged> {
  await rest();
  const recorded = await historyIn(start, rest);
  await rest();
  const { program, type } = await readProgram(writtenFor(start, recorded));
  await rest();
  const { run } = startOfReplay(recorded, program.machine, { type: recorded.type ?? type, input: start.input });
  const options: RunOptions = start.input === undefined ? run : { ...run, input: start.input };
  const isOther = !deepEqual(run.input ?? null, options.input ?? null);
  let last: RecordedHandler | undefined;
  const missing = start.missing ?? "stop";
  const children = childrenIn(start);
  const makeHandler = () => (last = new RecordedHandler(recorded, { missing, children })).handler;
  const same = { missing, children, type: options.type, input: start.input } as const;
  return {
    title: recorded.executionArn?.split(":")[7] ?? start.name ?? "replay",
    open: ({ log, breathe }) => DebugSession.start(program, { ...options, makeHandler, onLog: log, breathe }),
    read: async (text) => (await readProgram({ ...writtenFor(start, recorded), text })).program,
    suggested: ({ path }) => (last?.needed?.request.path === path ? nearestOf(last) : undefined),
    ...(!isOther && { compare: (session, breathe) => comparison(recorded, session, same, breathe) }),
    runs: true,
    notes: recorded.notes,
  };
}

async function historyIn({ text, index = 0 }: History, rest: Breathe): Promise<RecordedHistory> {
  const value = parseJson(text);
  await rest();
  const found = (value === undefined ? readHistories(text) : historiesIn(value))[index];
  if (found === undefined) throw new RangeError(`there is no execution ${index} in the history`);
  return found;
}

function childrenIn({ children }: History): RecordedHistory[] {
  const list = children === undefined ? [] : parseJson(children);
  if (!Array.isArray(list)) throw new DebugError(CODES.TEXT, "the children are no JSON list of histories");
  return list.flatMap((one) => historiesIn(one));
}

function writtenFor({ definition: text, name, machine }: History, { definition, type }: RecordedHistory) {
  if (text !== undefined) return { text, name, machine };
  const value = typeof definition === "string" ? parseJson(definition) : definition;
  if (value === undefined)
    throw new DebugError(CODES.TEXT, "the history does not hold the definition that ran", {
      hint: "Open the definition too: describe-state-machine-for-execution answers with what ran.",
    });
  return { text: JSON.stringify(value, null, 2), name: "definition.asl.json", type };
}

/** What was recorded nearest to a call that has no result. */
function nearestOf({ needed }: RecordedHandler): Given | undefined {
  const nearest = needed?.nearest;
  if (nearest === undefined) return undefined;
  if (nearest.kind === "succeeded") return { output: nearest.output };
  return { error: nearest.error ?? undefined, cause: nearest.cause ?? undefined };
}

async function recording({ text, name = "recording", answers }: Saved): Promise<Debugged> {
  const value: Json | undefined = parseJson(text);
  if (value === undefined) throw new DebugError(CODES.TEXT, "the recording is no JSON");
  const makeHandler = await answering(answers);
  const open: Debugged["open"] = ({ log, breathe }) =>
    DebugSession.open(value as JsonObject as unknown as Recording, { makeHandler, onLog: log, breathe });
  return { title: name, open };
}
