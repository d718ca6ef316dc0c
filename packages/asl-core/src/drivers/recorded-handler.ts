import type { RecordedHistory } from "../history/index.js";
import type { Answers } from "./answers.js";
import {
  failure,
  pending,
  success,
  type TaskHandler,
  type TaskOutcome,
  type TaskRequest,
  UnansweredTask,
} from "./handler.js";
import { isPromise } from "./objects/eventual.js";
import { placeInChild, RecordedChildren, type RecordedTasks, recordedTasks } from "./recorded-children.js";
import type { RecordedCall } from "./recorded-results.js";
import { lastHeartbeats, timingOf } from "./recorded-timing.js";
import { Visits } from "./visits.js";

/** Why the recording has no result for a call. */
export type Lack =
  /** No task of this state was recorded at all. */
  | "state"
  /** The same, where tasks of child executions of distributed Maps stand in histories of their own. */
  | "child"
  /** The same, where none of the histories of child executions that were given has the input of this one. */
  | "input"
  /** This visit, try or iteration was not recorded. */
  | "call"
  /** Its result was left out of the recording, truncated or cut off. */
  | "data"
  /** It was timed out; this definition waits longer. */
  | "patience"
  /** It was under way when its branch, the execution or the recording ended. */
  | "open";

/** A call whose result was never recorded. */
export interface NeededResult {
  readonly request: TaskRequest;
  /** 1 for the first visit of the state in its iteration. */
  readonly visit: number;
  readonly lack: Lack;
  /** One sentence without a full stop. */
  readonly text: string;
  /** The recorded call of the same state that is nearest and has a result: what "nearest" would give. */
  readonly nearest: RecordedCall | undefined;
}

/**
 * What to do about a result that was never recorded: stop there, take the nearest recording of the same state, or ask.
 * Who is asked may answer through a promise; undefined stops.
 */
export type Missing =
  | "stop"
  | "nearest"
  | ((needed: NeededResult) => TaskOutcome | undefined | Promise<TaskOutcome | undefined>);

/** What a recorded handler is given. */
export interface RecordedHandlerOptions {
  /** "stop" if absent. */
  missing?: Missing;
  /** Asked first where nothing was recorded. Lists of answers count the calls that were not recorded. */
  answers?: Answers;
  /** Histories of child executions of its distributed Maps: they are matched by their inputs. */
  children?: readonly RecordedHistory[];
}

/** A result that does not come from the call's own recording. */
export interface Substitution {
  readonly needed: NeededResult;
  readonly by: "nearest" | "answers" | "asked";
}

/**
 * Serves recorded results by state, visit, try and iteration, whatever their branches do meanwhile. One serves one run:
 * it counts the visits. What was not recorded is sought as the options say; where nothing is found it is unanswered.
 */
export class RecordedHandler {
  /** The last call that found no result. */
  needed: NeededResult | null = null;
  readonly substitutions: Substitution[] = [];
  /** Calls that were under way when the recording or their branch ended: they get no answer by themselves. */
  readonly open = new Map<TaskRequest, NeededResult>();
  /** Histories of child executions. */
  readonly children: RecordedChildren;
  private readonly own: RecordedTasks;
  private readonly visits = new Visits();
  private readonly unrecorded = new Map<string, number>();
  private readonly hasChildren: boolean;

  constructor(
    history: RecordedHistory,
    private readonly options: RecordedHandlerOptions = {},
  ) {
    this.own = recordedTasks(history);
    this.children = new RecordedChildren(options.children ?? []);
    this.hasChildren = history.events.some(({ type }) => type === "MapRunStarted");
  }

  /** Does one task. */
  readonly handler: TaskHandler = (request) => {
    const visit = this.visits.count(request);
    const tasks = this.tasksOf(request);
    const call = tasks?.results.at({ ...this.placeOf(request, tasks), visit });
    const outcome = call === undefined ? undefined : this.outcomeOf(call, request);
    if (outcome !== undefined) {
      if (outcome.type === "pending" && call!.kind === "open")
        this.open.set(request, this.lacking(request, visit, call));
      return outcome;
    }
    const needed = this.lacking(request, visit, call);
    const found = this.supply(needed);
    if (!isPromise(found)) return this.given(needed, found);
    return found.then((answer) => this.given(needed, answer));
  };

  /** What was recorded of the execution that asks: of a child whose history is not there nothing. */
  private tasksOf(request: TaskRequest): RecordedTasks | undefined {
    const isOwn = this.children.count === 0 || !this.hasChildren || this.own.results.knows(request.state);
    return isOwn ? this.own : this.children.of(request);
  }

  private placeOf(request: TaskRequest, tasks: RecordedTasks) {
    if (tasks !== this.own) return placeInChild(request, tasks);
    const { state, iteration, attempt } = request;
    return { state, iteration, attempt };
  }

  /** Seeks a result for a call that waits and was under way at the end of the recording; undefined where there is none. */
  async resolve(request: TaskRequest): Promise<TaskOutcome | undefined> {
    const needed = this.open.get(request);
    if (needed === undefined) return undefined;
    this.open.delete(request);
    const found = await this.supply(needed);
    if (found === undefined) this.needed = needed;
    return found;
  }

  private given(needed: NeededResult, outcome: TaskOutcome | undefined): TaskOutcome {
    if (outcome !== undefined) return outcome;
    this.needed = needed;
    throw new UnansweredTask(needed.request);
  }

  /** Undefined where the recording does not tell what would come of the call. */
  private outcomeOf(call: RecordedCall, request: TaskRequest): TaskOutcome | undefined {
    if (call.kind === "unknown") return undefined;
    if (call.kind === "timedOut") return timedOut(call, request);
    const timing = timingOf(call, request, (this.tasksOf(request) ?? this.own).startedAt);
    if (call.kind === "open") return pending(timing);
    if (call.kind === "succeeded") return success(call.output, timing);
    return failure(call.error, call.cause, { ...timing, ...(call.stage !== undefined && { stage: call.stage }) });
  }

  private lacking(request: TaskRequest, visit: number, call: RecordedCall | undefined): NeededResult {
    const tasks = this.tasksOf(request);
    const lack = this.lackOf(request, call, tasks);
    const near = tasks?.results.nearest({ ...this.placeOf(request, tasks), visit });
    const nearest = near ?? (tasks === this.own ? undefined : this.children.sample(request.state));
    return { request, visit, lack, text: lackText(request, visit, lack) + whereLost(call), nearest };
  }

  private lackOf({ state }: TaskRequest, call: RecordedCall | undefined, tasks: RecordedTasks | undefined): Lack {
    if (tasks === undefined) return "input";
    if (call === undefined)
      return tasks.results.knows(state) ? "call" : tasks === this.own && this.hasChildren ? "child" : "state";
    return call.kind === "unknown" ? "data" : call.kind === "timedOut" ? "patience" : "open";
  }

  private supply(needed: NeededResult): TaskOutcome | undefined | Promise<TaskOutcome | undefined> {
    const { missing = "stop", answers } = this.options;
    const answered = answers?.take(this.renumbered(needed.request))?.outcome(needed.request);
    if (answered !== undefined) return this.note(needed, "answers", answered);
    if (missing === "stop") return undefined;
    if (missing === "nearest") return this.note(needed, "nearest", this.nearest(needed));
    const asked = missing(needed);
    if (!isPromise(asked)) return this.note(needed, "asked", asked);
    return asked.then((outcome) => this.note(needed, "asked", outcome));
  }

  private nearest({ request, nearest }: NeededResult): TaskOutcome | undefined {
    return nearest === undefined ? undefined : this.outcomeOf(nearest, request);
  }

  private note<T extends TaskOutcome | undefined | Promise<TaskOutcome>>(
    needed: NeededResult,
    by: Substitution["by"],
    outcome: T,
  ): T {
    if (outcome !== undefined) this.substitutions.push({ needed, by });
    return outcome;
  }

  /** The request as the answers count it: only calls that were not recorded. */
  private renumbered(request: TaskRequest): TaskRequest {
    const call = this.unrecorded.get(request.path) ?? 0;
    this.unrecorded.set(request.path, call + 1);
    const { state, path, resource, attempt, iteration, at, arguments: sent } = request;
    return {
      ...{ state, path, resource, attempt, iteration, at, arguments: sent, call },
      get context() {
        return request.context;
      },
    };
  }
}

/**
 * A task that was timed out is timed out again by this definition's own patience, unless that is longer: nobody knows what
 * would have come then.
 */
function timedOut(call: RecordedCall, request: TaskRequest): TaskOutcome | undefined {
  const { timeoutSeconds, heartbeatSeconds } = request;
  const [timeout, heartbeat] = [call.timeoutSeconds, call.heartbeatSeconds];
  if (timeoutSeconds === undefined && heartbeatSeconds === undefined)
    return timeout === undefined && heartbeat === undefined
      ? failure(call.error ?? "States.Timeout", call.cause, timingOf(call, request, call.at))
      : undefined;
  const took = call.at === 0 || call.endedAt === 0 ? undefined : (call.endedAt - call.at) / 1000;
  const silent = heartbeat !== undefined && (took === undefined || timeout === undefined || took < timeout - 1);
  if (silent && heartbeatSeconds !== undefined && heartbeatSeconds <= heartbeat) return pending(lastHeartbeats(call));
  const lasted = took === undefined ? (timeout ?? heartbeat ?? 0) : Math.max(took, timeout ?? 0);
  return timeoutSeconds !== undefined && timeoutSeconds <= lasted + 1 ? pending(lastHeartbeats(call)) : undefined;
}

const LACKS: Record<Lack, string> = {
  state: "no task of this state was recorded",
  child: "no task of this state was recorded; those of a distributed Map's children are in their own histories",
  input: "of the histories of its Map's child executions none has the input of this one",
  call: "it was not recorded",
  data: "its result is not in the recording",
  patience: "it was timed out there, and this definition waits longer",
  open: "it was still under way when its branch, the execution or the recording ended",
};

/** The event and field that should hold a result and do not. */
const whereLost = (call: RecordedCall | undefined): string =>
  call?.kind === "unknown" ? `: the output of event ${call.ended} is missing, cut off or no JSON` : "";

function lackText({ state, iteration, attempt }: TaskRequest, visit: number, lack: Lack): string {
  const place = iteration.length === 0 ? "" : `, iteration ${iteration.join("/")}`;
  const call = `visit ${visit}, attempt ${attempt + 1}${place}`;
  return `${state} (${call}): ${LACKS[lack]}`;
}
