import { ended } from "../display.js";
import {
  type AwsEvent,
  type Compared,
  comparingHistories,
  dataOf,
  type HistoryDifference,
  HistoryError,
  type RecordedHistory,
  statusIn,
  toAws,
} from "../history/index.js";
import { CHILDREN_APART } from "../history/read.js";
import { type Json, own } from "../json.js";
import type { Status } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import { type Breathe, breathing, pausing } from "./breathing.js";
import type { TaskRequest } from "./handler.js";
import {
  type NeededResult,
  RecordedHandler,
  type RecordedHandlerOptions,
  type Substitution,
} from "./recorded-handler.js";
import { type ReplayRunOptions, replayed, startOfReplay } from "./replay-start.js";
import type { Run } from "./run.js";
import { VirtualDriver } from "./virtual.js";

/** What a replay is given beside the recording and the machine. */
export interface ReplayOptions extends RecordedHandlerOptions, ReplayRunOptions {
  /** Called often while it works, so that others get a word in. */
  breathe?: Breathe;
}

/**
 * How a replay compares with what was recorded. "same-so-far": the same as far as the recording goes, which ends before the
 * execution did; whether the rest is the same nobody knows.
 */
export type Verdict = "same" | "same-so-far" | "diverged" | "needs-result";

/** The same in the words of a table of many replays. */
export type ReplayChange =
  | "same"
  | "same so far"
  /** The same states, with other data. */
  | "different data"
  | "different path"
  | "now fails"
  | "now succeeds"
  | "needs a result";

/** A recorded execution and its end; null where there is none, or where the recording does not tell. */
export interface RecordedEnd {
  readonly status: Status;
  readonly events: readonly AwsEvent[];
  readonly output: Json;
  readonly error: string | null;
  readonly cause: string | null;
}

/** What came of a replay. */
export interface Replay {
  readonly verdict: Verdict;
  /** "same", "same so far: …", "diverged at event 47: Choice rule 2 now matches in …", "needs a result that was never recorded: …". */
  readonly text: string;
  readonly change: ReplayChange;
  /** The first difference, also where a result is needed after it. */
  readonly difference: HistoryDifference | null;
  /** The call that stopped the replay. */
  readonly needed: NeededResult | null;
  /** Results that did not come from the recording. */
  readonly substitutions: readonly Substitution[];
  /** What could not be known or compared, a sentence each. */
  readonly notes: readonly string[];
  readonly recorded: RecordedEnd;
  readonly replayed: { readonly status: Status; readonly events: readonly AwsEvent[]; readonly run: Run };
  /** Both histories as lines of text to be shown one against the other. */
  lines: Compared["lines"];
}

/**
 * Runs a machine, edited or not, on what a recorded execution was given: its input, the results of its tasks, its times.
 * Compares what both did. Throws HistoryError where the recording belongs to another state machine or does not hold its
 * input. O(n log n) in the events.
 */
export async function replay(history: RecordedHistory, machine: Machine, options: ReplayOptions = {}): Promise<Replay> {
  checkMachine(history, machine);
  const recorded = new RecordedHandler(history, options);
  const { run: runOptions, names } = startOfReplay(history, machine, options);
  const { breathe, standInAccount } = options;
  const observer = breathe === undefined ? options.observer : pausing(options.observer);
  const driver = new VirtualDriver(machine, { ...runOptions, observer, handler: recorded.handler });
  const run = await drive(driver, recorded, history, breathe);
  const events = await breathing(writtenOf(run, machine), breathe);
  const about = {
    ...replayed(history, run),
    ...{ names, standInAccount, machine, definition: machine.definition },
    via: (id: number) => run.events[id - 1]?.via ?? null,
  };
  const compared = await breathing(comparingHistories(history.events, events, about), breathe);
  return reportOf(history, { run, events, compared, recorded });
}

/** Events that are written in one go. */
const STRIDE = 512;

function* writtenOf({ events, execution }: Run, machine: Machine): Generator<undefined, AwsEvent[]> {
  const written: AwsEvent[] = [];
  for (let at = 0; at < events.length; at += STRIDE) {
    written.push(...toAws(events.slice(at, at + STRIDE), machine, execution.identity));
    yield;
  }
  return written;
}

/** Goes on until the end, an unanswered task, or until only calls are left that were under way when the recording ended. */
async function drive(
  driver: VirtualDriver,
  recorded: RecordedHandler,
  history: RecordedHistory,
  breathe: Breathe | undefined,
): Promise<Run> {
  const isWhole = /^Execution(Succeeded|Failed|TimedOut)$/.test(history.events[history.events.length - 1].type);
  for (;;) {
    while (!driver.ended && !isIdle(driver, recorded) && (await driver.next())) await breathe?.();
    if (driver.ended || !isWhole) return driver.report();
    const request = driver.waiting().find((one) => recorded.open.has(one));
    if (request === undefined || !(await answer(driver, recorded, request))) return driver.report();
  }
}

/** Whether nothing can happen any more but the patience with calls that were under way when the recording ended. */
const isIdle = (driver: VirtualDriver, recorded: RecordedHandler): boolean => recorded.open.size > 0 && driver.idle;

async function answer(driver: VirtualDriver, recorded: RecordedHandler, request: TaskRequest): Promise<boolean> {
  const outcome = await recorded.resolve(request);
  if (outcome === undefined || outcome.type === "pending") return false;
  if (outcome.type === "success") return driver.answer(request, { type: "TaskSucceeded", output: outcome.output });
  const { error = null, cause = null } = outcome;
  return driver.answer(request, { type: "TaskFailed", error, cause });
}

/** An edit leaves most states as they are called: where it begins with a strange one, and most are, it is no edit. */
function checkMachine({ events }: RecordedHistory, machine: Machine): void {
  const names = new Set(machine.nodes.map(({ name }) => name));
  const entered = events.flatMap((event) => {
    const name = own(event.stateEnteredEventDetails ?? {}, "name");
    return typeof name === "string" ? [name] : [];
  });
  const states = [...new Set(entered)];
  const strange = states.filter((name) => !names.has(name));
  if (states.length === 0 || names.has(states[0]) || strange.length * 2 <= states.length) return;
  throw new HistoryError(
    `it is the history of another state machine: it enters ${strange.slice(0, 5).join(", ")}, which the definition does not have`,
    "Give the definition that ran, or an edited one: --definition.",
    events.find(({ type }) => type.endsWith("StateEntered"))?.id,
  );
}

interface Made {
  readonly run: Run;
  readonly events: readonly AwsEvent[];
  readonly compared: Compared;
  readonly recorded: RecordedHandler;
}

function reportOf(history: RecordedHistory, { run, events, compared, recorded }: Made): Replay {
  const status = statusIn(history.events);
  const { difference } = compared;
  // What would have come after the end of a recording is nobody's to know.
  const isPart = status === "RUNNING" || status === "ABORTED";
  const needed = run.status !== "RUNNING" || isPart ? null : recorded.needed;
  const same: Verdict = status === "RUNNING" ? "same-so-far" : "same";
  const verdict: Verdict = needed !== null ? "needs-result" : difference !== null ? "diverged" : same;
  return {
    verdict,
    text: textOf(verdict, difference, needed, history.events.length),
    change: needed !== null ? "needs a result" : changeOf(status, history, run, compared),
    difference,
    needed,
    substitutions: recorded.substitutions,
    notes: notesOf(history, compared, recorded, needed),
    recorded: recordedEnd(status, history),
    replayed: { status: run.status, events, run },
    lines: compared.lines,
  };
}

function recordedEnd(status: Status, { events }: RecordedHistory): RecordedEnd {
  const { output = null, error, cause } = status === "RUNNING" ? {} : dataOf(events[events.length - 1]).values;
  return { status, events, output, error: textOrNull(error), cause: textOrNull(cause) };
}

const textOrNull = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

function textOf(
  verdict: Verdict,
  difference: HistoryDifference | null,
  needed: NeededResult | null,
  events: number,
): string {
  if (verdict === "same-so-far")
    return `same so far: the history ends after event ${events}, before the execution did; the rest is not known`;
  const diverged = difference === null ? "" : `diverged at event ${difference.event}: ${difference.text}`;
  if (verdict !== "needs-result") return diverged || "same";
  return `needs a result that was never recorded: ${needed!.text}${diverged && `; ${diverged}`}`;
}

function changeOf(status: Status, history: RecordedHistory, run: Run, compared: Compared): ReplayChange {
  if (compared.difference === null) return status === "RUNNING" ? "same so far" : "same";
  const failed = (one: Status): boolean => one === "FAILED" || one === "TIMED_OUT";
  if (status === "SUCCEEDED" && failed(run.status)) return "now fails";
  if (failed(status) && run.status === "SUCCEEDED") return "now succeeds";
  if (!compared.samePath || status !== run.status || recordedEnd(status, history).error !== run.error)
    return "different path";
  return "different data";
}

function notesOf(
  history: RecordedHistory,
  { unknown, volatile }: Compared,
  { substitutions, needed: stop, children }: RecordedHandler,
  needed: NeededResult | null,
): string[] {
  const notes = history.notes.filter((note) => children.count === 0 || note !== CHILDREN_APART);
  if (stop !== null && needed === null) notes.push(`The replay went no further than to ${ended(stop.text)}`);
  if (children.count > 0)
    notes.push(`${children.used} of ${children.count} histories of child executions have given results to theirs.`);
  if (unknown.length > 0)
    notes.push(
      `${unknown.length === 1 ? "Event" : "Events"} ${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? `, … (${unknown.length})` : ""} came without all of their data: what is missing could not be compared.`,
    );
  if (volatile > 0)
    notes.push("Times, names, ARNs, tokens, UUIDs and random numbers that an execution makes anew were not compared.");
  for (const { needed, by } of substitutions.slice(0, 10)) notes.push(`${needed.text}; ${SOURCES[by]}.`);
  if (substitutions.length > 10) notes.push(`${substitutions.length - 10} more results were not recorded.`);
  return notes;
}

const SOURCES: Record<Substitution["by"], string> = {
  nearest: "the nearest recording was taken",
  answers: "the answers gave one",
  asked: "one was given when asked",
};
