import { exactDuration } from "../duration.js";
import { type AwsEvent, fromAws, HistoryError } from "../history/index.js";
import { isObject, type Json, type JsonObject, own, put } from "../json.js";
import type { Event } from "../kernel/index.js";
import type { Machine, TaskNode } from "../machine/machine.js";
import { formatTimestamp, type Millis, parseTimestamp } from "../time.js";

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
 * side, by their counts. `history` is what GetExecutionHistory answers, one page or a list of pages, or the events alone,
 * in any order. Throws RecordError. Linear in the history.
 */
export function recordTest(history: Json, machine: Machine): RecordedTest {
  const recorded = eventsOf(history);
  const events = read(recorded, machine);
  const timed = recorded.every(({ timestamp }) => timestamp > 0);
  const tasks = tasksOf(events, machine, timed);
  const [first] = events;
  if (first?.type !== "ExecutionStarted") throw new RecordError("the history does not begin with ExecutionStarted");
  return {
    input: first.details.input,
    ...(timed && { clock: formatTimestamp(first.at) }),
    answers: answersOf(tasks, machine),
    expect: expectationsOf(events, machine),
    notes: notesOf(recorded, events, machine),
  };
}

function read(recorded: readonly AwsEvent[], machine: Machine): Event[] {
  try {
    return fromAws(recorded, machine);
  } catch (error) {
    if (error instanceof HistoryError) throw new RecordError(error.message);
    throw error;
  }
}

/** The events in AWS's order, their times in seconds; 0 where they have none. */
function eventsOf(history: Json): AwsEvent[] {
  const pages = Array.isArray(history) ? history : [history];
  const events = pages.flatMap((page) => {
    const listed = isObject(page) ? (own(page, "events") ?? own(page, "Events")) : undefined;
    if (Array.isArray(listed)) return listed;
    return isObject(page) && typeof own(page, "type") === "string" ? [page] : [];
  });
  if (events.length === 0 || !events.every(isObject))
    throw new RecordError("this is no answer of GetExecutionHistory: it has no events");
  const read = events.map(
    (event) => ({ ...event, timestamp: secondsOf(own(event, "timestamp")) }) as unknown as AwsEvent,
  );
  return read.sort((a, b) => a.id - b.id);
}

/** Epoch seconds, or a time as the AWS CLI writes it. */
function secondsOf(value: Json | undefined): number {
  if (typeof value === "number") return value;
  const at = typeof value === "string" ? parseTimestamp(value) : undefined;
  return at === undefined ? 0 : at / 1000;
}

/** One call of a task, from Scheduled to its end. */
interface Call {
  readonly node: TaskNode;
  readonly iteration: readonly number[];
  readonly answer: JsonObject;
  readonly at: Millis;
  /** False where the history says nothing about its end. */
  ended: boolean;
}

function tasksOf(events: readonly Event[], machine: Machine, timed: boolean): Call[] {
  const calls: Call[] = [];
  const open = new Map<number, Call>();
  const iterations = new Iterations(machine);
  for (const event of events) {
    iterations.follow(event);
    const step = stepOf(event.type);
    const node = machine.nodes[event.node];
    if (step === undefined || node?.kind !== "Task") continue;
    if (step === "Scheduled") {
      const call = { node, iteration: iterations.of(event.frame), answer: {}, at: event.at, ended: false };
      calls.push(call);
      open.set(event.frame, call);
    } else record(open.get(event.frame), event, step, timed);
  }
  for (const { answer, ended } of calls) if (!ended) put(answer, "pending", true);
  return calls;
}

const STEP =
  /^(?:Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

const stepOf = (type: string): string | undefined => STEP.exec(type)?.[1];

function record(call: Call | undefined, event: Event, step: string, timed: boolean): void {
  if (call === undefined) return;
  const { answer } = call;
  const { output, error, cause, workerName } = (event.details ?? {}) as JsonObject;
  if (step === "Started") return typeof workerName === "string" ? put(answer, "workerName", workerName) : undefined;
  if (step === "Submitted") return put(answer, "submitted", output);
  call.ended = true;
  if (step === "Succeeded") put(answer, "output", output);
  else if (step === "TimedOut") put(answer, "timeout", true);
  else {
    if (typeof error === "string") put(answer, "error", error);
    if (typeof cause === "string" || typeof error !== "string")
      put(answer, "cause", typeof cause === "string" ? cause : "");
    const stage = STAGES[step];
    if (stage !== undefined) put(answer, "stage", stage);
  }
  if (timed && step !== "TimedOut" && event.at > call.at) put(answer, "takes", exactDuration(event.at - call.at));
}

const STAGES: Readonly<Record<string, string | undefined>> = {
  ScheduleFailed: "schedule",
  StartFailed: "start",
  SubmitFailed: "submit",
};

/** Which Map iterations are around a frame, by the order in which frames are opened. */
class Iterations {
  private readonly around = new Map<number, readonly number[]>([[1, []]]);
  private serial = 1;

  constructor(private readonly machine: Machine) {}

  of = (frame: number): readonly number[] => this.around.get(frame) ?? [];

  follow(event: Event): void {
    const node = this.machine.nodes[event.node];
    if (event.type === "MapIterationStarted") this.open([...this.of(event.frame), event.details.index]);
    else if (event.type === "ParallelStateStarted" && node.kind === "Parallel")
      for (const _ of node.branches) this.open(this.of(event.frame));
  }

  private open(iteration: readonly number[]): void {
    this.around.set(++this.serial, iteration);
  }
}

/** By state, in the order of scheduling. Calls inside Maps say which iteration they belong to: those race. */
function answersOf(calls: readonly Call[], machine: Machine): JsonObject {
  const answers: JsonObject = {};
  const names = new Map<string, number>();
  for (const { name } of machine.nodes) names.set(name, (names.get(name) ?? 0) + 1);
  for (const { node, iteration, answer } of calls) {
    const key = names.get(node.name) === 1 ? node.name : node.path;
    const row = (own(answers, key) ?? []) as Json[];
    row.push(iteration.length === 0 ? answer : { iteration: [...iteration], repeat: 1, ...answer });
    put(answers, key, row);
  }
  return answers;
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

function notesOf(recorded: readonly AwsEvent[], events: readonly Event[], machine: Machine): string[] {
  const notes: string[] = [];
  const types = new Set<string>(events.map(({ type }) => type));
  if (types.has("ExecutionAborted")) notes.push("The execution was stopped, which a case cannot do.");
  if (!/^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(events[events.length - 1].type))
    notes.push("The history ends before the execution did.");
  if (types.has("MapRunStarted"))
    notes.push("Child executions of a distributed Map have histories of their own: their tasks need answers.");
  if (recorded.some(({ timestamp }) => timestamp === 0)) notes.push("The history has no times: tasks take none.");
  if (JSON.stringify(recorded).includes('"truncated":true')) notes.push("The history has values that AWS cut off.");
  const named = JSON.stringify(machine.definition);
  if (
    /\$\$\.(Execution|StateMachine|Task|State\.EnteredTime)|\$states\.context|\$now|\$millis|\$uuid|States\.UUID|\$random|States\.MathRandom/.test(
      named,
    )
  )
    notes.push("The definition reads names, times or random values, which differ here from the execution's.");
  return notes;
}
