import { type EventOf, iterationsOf, type Json, type TaskRequest } from "asl-core";
import { type DebugSession, frameId, type Scene } from "asl-core/debug";
import type { Given, Standing, Suggestion, TaskId, WaitingTask } from "../protocol.js";
import { PORTIONS } from "./limits.js";

/** Events that are looked through for an earlier answer. */
const LOOK = 10_000;

/** What is known of answers beside the run itself. */
export interface KnownAnswers {
  /** By the path of a state: what was last given by hand. */
  readonly given: ReadonlyMap<string, Given>;
  suggested?(request: TaskRequest): Given | undefined;
}

/** The tasks that wait for an answer at the session's position, with their ids, and what they could be answered. O(live frames + tasks of the run). */
export function waitingTasks({ scene }: DebugSession, known: KnownAnswers): Pick<Standing, "waiting" | "suggestions"> {
  if (scene.waiting.length === 0) return { waiting: [], suggestions: [] };
  const ids = idsIn(scene);
  const requests = scene.waiting.slice(0, PORTIONS.waiting);
  const waiting = requests.flatMap((request) => {
    const id = ids.get(placeOf(request.path, request.iteration));
    return id === undefined ? [] : [told(request, id)];
  });
  return { waiting, suggestions: suggestionsFor(requests, known, earlierAnswers(scene)) };
}

/** The request that waits under an id. Throws RangeError where none does. */
export function requestUnder({ scene }: DebugSession, id: TaskId): TaskRequest {
  const ids = idsIn(scene);
  const found = scene.waiting.find(({ path, iteration }) => ids.get(placeOf(path, iteration)) === id);
  if (found === undefined) throw new RangeError("no such task waits here");
  return found;
}

/** The id of a request. */
export const taskId = ({ scene }: DebugSession, { path, iteration }: TaskRequest): TaskId | undefined =>
  idsIn(scene).get(placeOf(path, iteration));

const placeOf = (path: string, iteration: readonly number[]): string => `${iteration.join()} ${path}`;

/** By place: the frame that waits. A state is waited in once in each iteration. */
function idsIn({ executions, machine }: Scene): Map<string, TaskId> {
  const ids = new Map<string, TaskId>();
  for (const { number, execution, iteration } of executions) {
    if (execution.status !== "RUNNING") continue;
    for (const frame of execution.frames) {
      if (frame?.phase !== "await" || machine.nodes[frame.node].kind !== "Task") continue;
      const around = [...iteration, ...iterationsOf(execution, frame)];
      ids.set(placeOf(machine.nodes[frame.node].path, around), frameId(number, frame.serial));
    }
  }
  return ids;
}

function told(request: TaskRequest, id: TaskId): WaitingTask {
  const { state, path, resource, attempt, iteration, taskToken, timeoutSeconds, heartbeatSeconds, at } = request;
  return {
    ...{ id, execution: Number(id.slice(0, id.indexOf(":"))), state, path, resource, arguments: request.arguments },
    ...{ attempt, iteration, at },
    ...(taskToken !== undefined && { taskToken }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
  };
}

/** By states: all tasks of one are told the same. */
function suggestionsFor(
  requests: readonly TaskRequest[],
  known: KnownAnswers,
  answers: ReadonlyMap<string, Json>,
): Suggestion[] {
  const byPath = new Map(requests.map((request) => [request.path, request]));
  return [...byPath].flatMap(([path, request]) => {
    const given = suggestionFor(request, known, answers);
    return given === undefined ? [] : [{ path, given }];
  });
}

function suggestionFor(
  request: TaskRequest,
  { given, suggested }: KnownAnswers,
  answers: ReadonlyMap<string, Json>,
): Given | undefined {
  const known = given.get(request.path) ?? suggested?.(request);
  if (known !== undefined) return known;
  const output = answers.get(request.path);
  return output === undefined ? undefined : { output };
}

/** The last answers of states in the last events of the run, by their paths. */
function earlierAnswers({ executions, machine }: Scene): Map<string, Json> {
  const answers = new Map<string, Json>();
  let left = LOOK;
  for (const { events, execution } of executions.toReversed()) {
    if (execution.events === 0) continue;
    for (let i = events.length - 1; i >= 0 && left > 0; i--, left--) {
      const { type, node, details } = events[i];
      const path = machine.nodes[node]?.path;
      if (path === undefined || answers.has(path)) continue;
      if (/^(Task|LambdaFunction|Activity)Succeeded$/.test(type))
        answers.set(path, (details as EventOf<"TaskSucceeded">["details"]).output);
    }
    if (left <= 0) break;
  }
  return answers;
}
