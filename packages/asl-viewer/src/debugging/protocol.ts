import type { Event, Json, JsonObject, Millis, Status } from "asl-core";
import type {
  BackKind,
  Breakpoint,
  BreakpointSpec,
  ChoiceWhy,
  FailureWhy,
  FrameId,
  Position,
  Recording,
  ReloadResult,
  Retries,
  Scope,
  ScopeName,
  Stop as SessionStop,
  StageValue,
  StepKind,
  Thread,
  ThreadId,
  ValueWhy,
} from "asl-core/debug";
import type { Placements } from "../layout/layout.js";
import type { Passage } from "../passage.js";
import type { Start } from "./start.js";

export type { Passage } from "../passage.js";
export * from "./codes.js";
export * from "./start.js";

/** Version of the protocol: JSON-RPC 2.0, one message a text, no batches. */
export const PROTOCOL = 3;

/** The WebSocket subprotocol of a live page; the token is offered as a second one, so that it stands in no address. */
export const SUBPROTOCOL = "asl-debug";

/** Of a task that waits for an answer: the thread that waits. */
export type TaskId = ThreadId;

/** A file that the host has opened for the page. */
export interface OpenFile {
  /** As people call it; unique among the files of a host. */
  readonly name: string;
  readonly text: string;
  readonly kind: "definition" | "history" | "recording";
  /** The version before of the definition that is opened first: both are shown as one picture. */
  readonly compared?: boolean;
}

/** What is debugged: the definition that applies at the end of the run, and its text where that is known. */
export interface Program {
  readonly file?: string;
  readonly text?: string;
  readonly format?: "json" | "yaml";
  readonly definition: JsonObject;
}

/** Why a session stands where it stands; as of a DebugSession, but for the request, which is one of `Standing.waiting`. */
export interface Stop extends Omit<SessionStop, "request"> {
  /** With reason "task": the task that waits for an answer. */
  readonly task?: TaskId;
  /** Indexes of the Map iterations around its thread, outermost first; absent where it is in none. */
  readonly iteration?: readonly number[];
}

/** A value that a task may be answered with. */
export type Given = { readonly output: Json } | { readonly error?: string; readonly cause?: string };

/** A task that waits for an answer. */
export interface WaitingTask {
  readonly id: TaskId;
  readonly execution: number;
  /** Name of the state. */
  readonly state: string;
  /** Path of the state: "Split › branch 0 › Fetch". */
  readonly path: string;
  readonly resource: string;
  /** What AWS would send. */
  readonly arguments: Json;
  /** 0 for the first try of this visit. */
  readonly attempt: number;
  /** Indexes of the Map iterations around it, outermost first. */
  readonly iteration: readonly number[];
  readonly taskToken?: string;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  /** When it was asked for, on the run's clock. */
  readonly at: Millis;
}

/** What tasks of a state could be answered: its last answer in this run, or one recorded for it or near to it. */
export interface Suggestion {
  /** Path of the state. */
  readonly path: string;
  readonly given: Given;
}

/** One execution of a run: 0 is the root, children of distributed Maps follow. */
export interface ExecutionStanding {
  readonly execution: number;
  /** Events written at this position. */
  readonly events: number;
  /** Events written as far as the run has ever gone: those up to `events` and the ones behind the position. */
  readonly known: number;
  readonly status: Status;
  /** The execution that started it; null for the root. */
  readonly parent: number | null;
  /** Places in the distributed Maps around it, outermost first. */
  readonly iteration: readonly number[];
  /** Of a child: when it began on the run's clock, and when it ended. */
  readonly from?: Millis;
  readonly to?: Millis;
  /** Of a child: "machine/label" of the Map Run that started it, as in that one's ARN. */
  readonly mapRun?: string;
  /** Of a child that failed: why; the cause's first 300 characters. */
  readonly failure?: { readonly error: string; readonly cause: string };
}

/** Where the session stands. */
export interface Standing {
  /** Counts what a host has found of where its runs stand: of two, the larger is the later one. */
  readonly revision: number;
  readonly stop: Stop;
  readonly position: Position;
  /** Positions up to this step can be gone to. */
  readonly length: number;
  /** Whether it stands at the end of what has happened. */
  readonly live: boolean;
  /** Of the root execution. */
  readonly status: Status;
  /** The run's clock. */
  readonly clock: Millis;
  /** At most 200 of them. */
  readonly waiting: readonly WaitingTask[];
  /** For states with tasks in `waiting`, one each. */
  readonly suggestions: readonly Suggestion[];
  /** At most 200 of them; `threads` gives all. */
  readonly threads: readonly Thread[];
  /** How many threads there are. */
  readonly threadCount: number;
  readonly executions: readonly ExecutionStanding[];
  /** With the hits they have had up to here. */
  readonly breakpoints: readonly Breakpoint[];
}

/** So many of a list as they were, one after another, from that place on in the list before. */
export type Kept = readonly [from: number, count: number];

/** Where the session stands, told as what is otherwise than in the standing with revision `since`. */
export interface StandingChange extends Omit<Standing, "waiting" | "suggestions" | "threads" | "executions"> {
  readonly since: number;
  readonly waiting: readonly (WaitingTask | Kept)[];
  /** Absent where they are as they were. */
  readonly suggestions?: readonly Suggestion[];
  readonly threads: readonly (Thread | Kept)[];
  /** Those that stand otherwise and those that are new, by their numbers. */
  readonly executions: readonly ExecutionStanding[];
  /** How many executions there are: of those that were known the ones beyond are gone. */
  readonly executionCount: number;
}

/** What a host has. */
export interface Initialized {
  readonly protocol: typeof PROTOCOL;
  /** What the run, or the files, are called. */
  readonly title: string;
  readonly files: readonly OpenFile[];
  /** Whether `start` is taken. Where it is not, a page debugs with a host of its own. */
  readonly starts: boolean;
  /** Null where nothing is debugged. */
  readonly session: SessionInfo | null;
  /** What the first picture needs, so that it waits for no layout, where that is known by now. */
  readonly placements?: Placements;
}

/** The run that is debugged. */
export interface SessionInfo {
  readonly title: string;
  readonly program: Program;
  readonly standing: Standing;
  /** Whether it goes on at this moment; then `standing` is where it was before. */
  readonly running: boolean;
  /** Whether `reload` without a text reads the definition's file once more. */
  readonly rereads: boolean;
  /** Of a replayed history: how the run compares with what was recorded. */
  readonly replay?: Replayed;
  /** What is to be said of it, a sentence each. */
  readonly notes: readonly string[];
}

/** How a replayed run compares with its history, as far as it has gone by itself. */
export interface Replayed {
  /**
   * Whether the run wrote the recorded events, one by one: then events of the history and of the run have the same ids. Data
   * that AWS makes up itself may differ.
   */
  readonly same: boolean;
  /** Where not the same: for each recorded event, from event 1 on, the id of the run's event in its place; 0 for none. */
  readonly ids?: readonly number[];
  /** Where it parts from the recording, in a sentence. */
  readonly difference?: string;
  /** A call whose result was never recorded, in a sentence: there the run waits. */
  readonly needed?: string;
}

/**
 * A visit, and how much of it is seen: `event` is the id of its Entered event, `count` how many events of its execution have
 * been written by then. Both as in the history of that execution.
 */
export interface Look {
  readonly execution: number;
  readonly event: number;
  readonly count: number;
}

/** What can be seen of a visit. */
export interface Inspection {
  /** Where it was looked from: the place where `count` events are written, or the last one at which the visit was still there. */
  readonly position: Position;
  /** The frame that made the visit. */
  readonly frame: FrameId;
  /** Path of the state. */
  readonly state: string;
  /** Whether the session stands in this visit, so that `set` with this frame changes what comes next. */
  readonly here: boolean;
  /** The value after each data stage, in order. */
  readonly stages: readonly StageValue[];
  readonly scopes: readonly Scope[];
  readonly retries: Retries;
  /** Of a Choice: how its rules came out. */
  readonly choice?: ChoiceWhy;
  /** Of a visit in which something failed: which retriers and catchers were asked about the last failure. */
  readonly failure?: FailureWhy;
}

/** Where an expression is evaluated: in a frame at the session's position, or in a visit. */
export type EvaluationPlace = { readonly frame: FrameId } | { readonly look: Look };

/** Events of an execution. */
export interface EventRange {
  /** Index of the first of them: its id is one more. */
  readonly from: number;
  /** Fewer than asked for where they are large: ask on from `from + events.length`. */
  readonly events: readonly Event[];
  readonly known: number;
}

/** When an execution entered and left states. */
export interface ExecutionPassages {
  readonly execution: number;
  /** Events up to here were looked through. */
  readonly to: number;
  readonly passages: readonly Passage[];
}

type None = Record<string, never>;

/**
 * Methods of a host. Those that move or change a run answer with its `Stop`, after `stopped` has told everybody. `step` and
 * `continue` take their time; meanwhile everything else but `initialize`, `standing`, `pause` and `breakpoints`' reading is
 * refused with BUSY. What cannot be done is refused as `DebugError` says, and then nothing has changed.
 */
export interface Methods {
  /** What there is. May be called again at any time, as after a connection was lost. */
  initialize(params: { readonly protocol: number }): Initialized;
  /** Begins to debug something else. */
  start(params: Start): SessionInfo;
  /** One step; in the thread of the last stop if absent. */
  step(params: { readonly kind: StepKind; readonly thread?: ThreadId }): Stop;
  /** On to the next stop. */
  continue(params: None): Stop;
  /** Asks a run that goes on to halt; it answers at once, and `stopped` follows. False where nothing goes on. */
  pause(params: None): boolean;
  /** "step" if absent. */
  back(params: { readonly kind?: BackKind }): Stop;
  /** Back to the last breakpoint or failure. */
  reverse(params: None): Stop;
  /** To a position, or to where an execution has written so many events. */
  goTo(params: { readonly position: Position } | { readonly execution: number; readonly count: number }): Stop;
  /** Replaces all breakpoints; `breakpoints` tells everybody. Answers with them in the order given. */
  breakpoints(params: { readonly breakpoints: readonly BreakpointSpec[] }): readonly Breakpoint[];
  /** Where the session stands, as it was told last; also while it goes on. For whoever has missed a change. */
  standing(params: None): Standing;
  /** All threads at the session's position. */
  threads(params: None): readonly Thread[];
  /** Answers a task that waits. Later events are forgotten. */
  answer(params: { readonly task: TaskId; readonly output: Json }): Stop;
  /** Fails it. */
  fail(params: { readonly task: TaskId; readonly error?: string; readonly cause?: string }): Stop;
  /** Sets a value in a scope of a frame at the session's position; `pointer` (RFC 6901) "" is the whole. Later events are forgotten. */
  set(params: {
    readonly frame: FrameId;
    readonly scope: ScopeName;
    readonly pointer: string;
    readonly value: Json;
  }): Stop;
  /** The value of an expression. Nothing changes. */
  evaluate(params: {
    readonly expression: string;
    readonly place: EvaluationPlace;
    readonly language?: "JSONPath" | "JSONata";
  }): { readonly value: Json };
  /** Lets a frame start anew at a state of its block, by name. Later events are forgotten. */
  jump(params: { readonly frame: FrameId; readonly state: string; readonly input?: Json }): Stop;
  /** Lets the timer fire that a thread waits for. Later events are forgotten. */
  fireTimer(params: { readonly thread?: ThreadId }): Stop;
  /** Goes on with an edited definition: the text, or the file read once more. Where it cannot, the problems say why. */
  reload(params: { readonly text?: string }): ReloadResult;
  /** Begins the run anew, with its breakpoints; what was changed by hand is forgotten. */
  restart(params: None): Stop;
  /** The run as it can be opened again. `redact`: values of keys that hold one of these texts are taken out. */
  save(params: { readonly redact?: readonly string[] }): Recording;
  /** Events from an index on, up to another, exclusive; all that are known if absent. */
  events(params: { readonly execution: number; readonly from: number; readonly to?: number }): EventRange;
  /**
   * When executions entered and left states, each from an index of its events on, as far as known. Fewer than asked for where
   * they are many: ask on for those that are missing.
   */
  passages(params: {
    readonly executions: readonly { readonly execution: number; readonly from: number }[];
  }): readonly ExecutionPassages[];
  /**
   * What can be seen of a visit; the session stays where it is. With `frame` what can be seen in a frame at the session's
   * position, also in front of a state that is not entered yet.
   */
  inspect(params: Look | { readonly frame: FrameId }): Inspection;
  /** Where a value in a scope of a visit came from. `level`: for Variables, the frame that keeps them. */
  whyValue(params: {
    readonly look: Look;
    readonly scope: ScopeName;
    readonly pointer: string;
    readonly level?: FrameId;
  }): ValueWhy;
}

/** What a host tells everybody who is connected. */
export interface Notifications {
  /**
   * The run stands somewhere: after each move and each change, and after `start`. Told as what changed since the last time;
   * `DebugClient` gives the whole Standing to who listens.
   */
  stopped: StandingChange;
  /** The run goes on. */
  running: { readonly by: "step" | "continue" };
  /** Another run, or another definition of it, is debugged: nothing of the old one holds. `stopped` follows. */
  started: SessionInfo;
  /** Events of an execution from this index on are forgotten, or are not what they were. Told before `stopped`. */
  cut: { readonly execution: number; readonly count: number };
  /** Breakpoints were replaced. */
  breakpoints: readonly Breakpoint[];
  /** The text of a log point, or what is wrong with a condition or a handler. */
  log: { readonly text: string; readonly breakpoint?: number; readonly position: Position };
  /** The run goes on with an edited definition. */
  reloaded: { readonly program: Program; readonly result: ReloadResult };
  /** A file was saved; with `error`, it could not be read, and the text is the one before. */
  changed: { readonly file: OpenFile; readonly error?: string };
  /** The host ends: there is nobody left to answer. */
  ended: { readonly reason: string };
}

export type MethodName = keyof Methods;
export type Params<M extends MethodName> = Parameters<Methods[M]>[0];
export type Result<M extends MethodName> = ReturnType<Methods[M]>;
export type NotificationName = keyof Notifications;
