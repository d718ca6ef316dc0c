import { exactDuration } from "../duration.js";
import { detailsOf } from "../history/aws-event.js";
import {
  fromAws,
  HistoryError,
  historiesIn,
  placeEvents,
  type RecordedHistory,
  readHistories,
  type TaskResult,
  taskResults,
} from "../history/index.js";
import { isObject, type Json, type JsonObject, own, put } from "../json.js";
import type { Event } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import { formatTimestamp } from "../time.js";

/** A test case made of a recorded execution: fields of a case as test files have them, but for name and definition. */
export interface RecordedTest {
  readonly input: Json;
  /** When the execution started; absent where the history has no times. */
  readonly clock?: string;
  readonly answers: JsonObject;
  readonly expect: JsonObject;
  /** What of the execution the case cannot show, a sentence each. */
  readonly notes: readonly string[];
}

/** A recording no case can be made of; the message says why. */
export class RecordError extends Error {
  override readonly name = "RecordError";
}

/**
 * The test case that an execution recorded on AWS makes: its input; what its tasks answered, with how long they took where
 * the history has times; how it ended and the states it entered, in order or, where branches or iterations ran side by
 * side, by their counts. `history` is what `readHistories` takes, as text or read already: an answer of
 * GetExecutionHistory, pages of it, or log records of one execution. Throws RecordError. O(n log n) in the history.
 */
export function recordTest(history: Json, machine: Machine): RecordedTest {
  const recorded = read(() => theOne(typeof history === "string" ? readHistories(history) : historiesIn(history)));
  const events = read(() => fromAws(recorded.events, machine));
  const results = taskResults(placeEvents(recorded.events));
  const [first] = events;
  if (first.type !== "ExecutionStarted") throw new RecordError("the history does not begin with ExecutionStarted");
  return {
    input: first.details.input,
    ...(recorded.timed && { clock: formatTimestamp(first.at) }),
    answers: answersOf(results, recorded.timed),
    expect: expectationsOf(events, machine),
    notes: notesOf(recorded, results, machine),
  };
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof HistoryError) throw new RecordError(error.message);
    throw error;
  }
}

function theOne(histories: readonly RecordedHistory[]): RecordedHistory {
  if (histories.length === 1) return histories[0];
  throw new RecordError(`these are the records of ${histories.length} executions: a case is made of one`);
}

/** By state, in the order of scheduling. Calls inside Maps say which iteration they belong to: those race. */
function answersOf(results: readonly TaskResult[], timed: boolean): JsonObject {
  const answers: JsonObject = {};
  for (const result of results) {
    const row = (own(answers, result.state) ?? []) as Json[];
    const answer = answerOf(result, timed);
    const { iteration } = result;
    row.push(iteration.length === 0 ? answer : { iteration: [...iteration], repeat: 1, ...answer });
    put(answers, result.state, row);
  }
  return answers;
}

function answerOf(result: TaskResult, timed: boolean): JsonObject {
  const { kind, output, error, cause, stage, submitted, workerName, at, endedAt } = result;
  const answer: JsonObject = {};
  if (workerName !== undefined) put(answer, "workerName", workerName);
  if (submitted !== undefined) put(answer, "submitted", submitted);
  if (kind === "open") put(answer, "pending", true);
  else if (kind === "timedOut") put(answer, "timeout", true);
  else if (kind !== "failed") put(answer, "output", output);
  else {
    if (error !== undefined || cause === undefined) put(answer, "error", error ?? null);
    if (cause !== undefined) put(answer, "cause", cause);
    if (stage !== undefined) put(answer, "stage", stage);
  }
  const took = endedAt - at;
  if (timed && kind !== "timedOut" && kind !== "open" && took > 0) put(answer, "takes", exactDuration(took));
  return answer;
}

function expectationsOf(events: readonly Event[], machine: Machine): JsonObject {
  const expect: JsonObject = {};
  const last = events[events.length - 1];
  const ended = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.exec(last.type)?.[1];
  put(expect, "status", ended === undefined ? "RUNNING" : ended.replace("Out", "_OUT").toUpperCase());
  if (last.type === "ExecutionSucceeded") put(expect, "output", last.details.output);
  else if (ended !== undefined) {
    const { error, cause } = last.details as unknown as JsonObject;
    if (typeof error === "string") put(expect, "error", error);
    if (typeof cause === "string") put(expect, "cause", cause);
  }
  const entered = events
    .filter(({ type }) => type.endsWith("StateEntered"))
    .map(({ node }) => machine.nodes[node].name);
  if (!events.some(({ type }) => OPENING.test(type))) put(expect, "path", entered);
  else {
    const visited: JsonObject = {};
    for (const name of entered) put(visited, name, ((own(visited, name) ?? 0) as number) + 1);
    put(expect, "visited", visited);
  }
  return expect;
}

/** What runs side by side afterwards is entered in an order of its own. */
const OPENING = /^(ParallelStateStarted|MapIterationStarted|MapRunStarted)$/;

function notesOf(recorded: RecordedHistory, results: readonly TaskResult[], machine: Machine): string[] {
  const notes = recorded.notes.map((note) => note.replace("which a replay does not do", "which a case cannot do"));
  if (JSON.stringify(recorded.events).includes('"truncated":true'))
    notes.push("The history has values that AWS cut off.");
  const unknown = new Set(results.filter(({ kind }) => kind === "unknown").map(({ state }) => state));
  for (const state of unknown) notes.push(`What ${state} answered is not in the history: the case says null.`);
  if (recorded.events.some((event) => isObject(own(detailsOf(event), "cause"))))
    notes.push(
      "A tool has read causes that are JSON: answers have them without blanks, and that of the execution is not expected.",
    );
  const named = JSON.stringify(machine.definition);
  if (
    /\$\$\.(Execution|StateMachine|Task(?!\.Token)|State\.EnteredTime)|\$states\.context(?!\.Task\.Token)|\$now|\$millis|\$uuid|States\.UUID|\$random|States\.MathRandom/.test(
      named,
    )
  )
    notes.push("The definition reads names, times or random values, which differ here from the execution's.");
  return notes;
}
