import { StatesError } from "../../errors.js";
import type { Frame } from "../../kernel/index.js";
import { backoffSeconds } from "../../machine/policies.js";
import type { Millis } from "../../time.js";
import type { Past } from "../past.js";
import type { Scene, SceneExecution } from "../scene.js";
import { frameId, type Thread } from "../thread.js";
import { observe } from "./observe.js";
import { nameOf, type Place, place } from "./place.js";
import { OnlookerScope } from "./surroundings.js";

/**
 * The threads of a scene: every live frame without live children, in the order of executions and then of frames' serials.
 * A run that has ended has none. O(live frames), and for retries with jitter a look back at the visit.
 */
export function threads(scene: Scene, past: Past): Thread[] {
  const parents = runParents(scene);
  return scene.executions.flatMap((actor) =>
    isGivenUp(scene, actor) ? [] : leavesOf(actor, parents).map((frame) => thread(place(scene, actor, frame), past)),
  );
}

/** Whether its Map Run was over before it began: it never will. */
function isGivenUp({ executions }: Scene, { execution, parent }: SceneExecution): boolean {
  if (parent === null || execution.events > 0) return false;
  return executions[parent.execution].execution.awaiting[parent.token] === undefined;
}

/** Execution and token of every Map Run that has a live child execution. */
function runParents({ executions }: Scene): Set<string> {
  const live = executions.filter(({ execution }) => execution.status === "RUNNING");
  return new Set(live.flatMap(({ parent }) => (parent === null ? [] : [`${parent.execution}:${parent.token}`])));
}

function leavesOf({ number, execution }: SceneExecution, parents: ReadonlySet<string>): Frame[] {
  const { frames, status } = execution;
  if (status !== "RUNNING") return [];
  const around = new Set(frames.map((frame) => frame?.parent ?? -1));
  const leaves = frames.filter(
    (frame, index): frame is Frame =>
      frame !== null && !around.has(index) && (frame.token === 0 || !parents.has(`${number}:${frame.token}`)),
  );
  return leaves.sort((a, b) => a.serial - b.serial);
}

function thread(at: Place, past: Past): Thread {
  const { actor, frame, node } = at;
  const id = frameId(actor.number, frame.serial);
  const status = STATUSES[frame.phase];
  const waits = waitOf(at, past);
  return {
    id,
    name: nameOf(at),
    execution: actor.number,
    frame: frame.serial,
    state: node.path,
    status,
    ...(waits && { waits }),
    ...(isAnswered(at) && { answered: true as const }),
  };
}

const STATUSES: Record<Frame["phase"], Thread["status"]> = {
  enter: "ready",
  again: "ready",
  resume: "ready",
  recover: "ready",
  await: "waiting",
  join: "joining",
  backoff: "backoff",
};

function waitOf(at: Place, past: Past): Thread["waits"] {
  const { frame, node } = at;
  if (frame.phase === "backoff") return wait("the next try", nextTry(at, past));
  if (frame.phase === "join") return wait(frame.join?.run ? RUN_WAITS[frame.join.run.stage] : "its branches");
  if (frame.phase !== "await") return undefined;
  if (node.kind === "Wait") return wait("the end of the wait", endOfWait(at));
  if (node.kind !== "Task") return undefined;
  if (isAnswered(at)) return wait("its answer to be taken up");
  return wait(`an answer of ${node.resource.arn}`, soonest(frame.timeoutDue, frame.heartbeatDue));
}

/** Whether the task a frame waits for was answered by hand, and the answer waits for the turn under way. */
const isAnswered = ({ scene, actor, frame }: Place): boolean =>
  scene.answered?.some(({ execution, token }) => execution === actor.number && token === frame.token) === true;

const RUN_WAITS = { reading: "its items", running: "its child executions", writing: "its results to be written" };

const wait = (what: string, until?: Millis) => (until === undefined ? { for: what } : { until, for: what });

function soonest(a: Millis, b: Millis): Millis | undefined {
  if (a === 0 || b === 0) return a || b || undefined;
  return Math.min(a, b);
}

/** A Wait keeps no moment; it follows from what the state was given when it was entered. */
function endOfWait({ scene, actor, frame, node }: Place): Millis | undefined {
  if (node.kind !== "Wait") return undefined;
  const scope = new OnlookerScope(scene.machine, actor.execution).as(frame.enteredAt);
  try {
    const { effective } = node.flow;
    const input = effective === null ? frame.input : effective(scope.at(frame, frame.input));
    return node.until(scope.at(frame, input));
  } catch (error) {
    if (error instanceof StatesError) return undefined;
    throw error;
  }
}

/** Without jitter the delay follows from the counters; the failure is as old as the frame's last event. */
export function nextTry(at: Place, past: Past): Millis | undefined {
  const { frame, node, actor } = at;
  if (frame.phase !== "backoff") return undefined;
  const used = (frame.attempts ?? []).flatMap((count, index) => (count > 0 ? [index] : []));
  const retrier = used.length === 1 ? node.retry[used[0]] : undefined;
  const failed = actor.events[frame.last - 1];
  const told = failed?.type.endsWith("Failed") || failed?.type.endsWith("TimedOut");
  if (retrier === undefined || retrier.jitter || !told || node.kind !== "Task")
    return observe(at, past, true).tries.at(-1)?.due ?? undefined;
  return failed.at + Math.round(backoffSeconds(retrier, frame.attempts![used[0]] - 1) * 1000);
}
