import type { TaskRequest } from "../drivers/handler.js";
import { ScheduledRequest } from "../drivers/request.js";
import type { EventOf, Frame, ScheduleTask } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import { movedNode } from "./reload.js";
import type { Scene, SceneExecution } from "./scene.js";
import type { Tape } from "./tape.js";
import { isSameWait, type Wait } from "./wait.js";

const waits = new WeakMap<TaskRequest, Wait>();

/** The wait of a request that a scene has made; undefined for others. */
export const waitOf = (request: TaskRequest): Wait | undefined => waits.get(request);

/** Tasks that were asked for and have no answer, in the order in which they were scheduled. O(tasks of the run + live frames). */
export function waitingTasks(scene: Scene, tape: Tape): TaskRequest[] {
  const open = scene.executions.filter(({ execution }) => execution.status === "RUNNING");
  const calls = callsOf(tape, scene);
  const requests = open.flatMap((actor) => requestsOf(scene.machine, actor, calls));
  const answered = tape.answered.filter(({ step }) => step <= scene.position.step);
  return requests
    .filter((request) => !answered.some((wait) => isSameWait(wait, waitOf(request))))
    .sort((a, b) => a.at - b.at);
}

/** By frame: how many tasks of the same state were asked for before the one it waits for. O(tasks of the run). */
function callsOf(tape: Tape, { executions, position, machine }: Scene): ReadonlyMap<Frame, number> {
  const { asked } = tape;
  const calls = new Map<Frame, number>();
  const counts = new Map<number, number>();
  for (let i = 0; i < asked.steps.length && asked.steps.at(i)! <= position.step; i++) {
    const node = movedNode(asked.nodes.at(i)!, tape.machineAt(asked.steps.at(i)!), machine);
    const count = counts.get(node) ?? 0;
    counts.set(node, count + 1);
    const { awaiting, frames } = executions[asked.executions.at(i)!].execution;
    const frame = frames[awaiting[asked.tokens.at(i)!]];
    if (frame) calls.set(frame, count);
  }
  return calls;
}

function requestsOf(machine: Machine, actor: SceneExecution, calls: ReadonlyMap<Frame, number>): TaskRequest[] {
  const { frames, awaiting } = actor.execution;
  return Object.values(awaiting).flatMap((index) => {
    const frame = frames[index];
    const call = frame ? calls.get(frame) : undefined;
    if (frame?.phase !== "await" || machine.nodes[frame.node].kind !== "Task" || call === undefined) return [];
    return [requestOf(machine, actor, index, call)];
  });
}

/** An execution with its events so far. */
type Actor = Pick<SceneExecution, "number" | "execution" | "events" | "iteration">;

/** The request of the task that a frame waits for. The execution must not change any more. O(1). */
export function requestOf(machine: Machine, actor: Actor, index: number, call: number): TaskRequest {
  const frame = actor.execution.frames[index]!;
  const { at, details } = scheduled(actor, frame);
  const command: ScheduleTask = {
    type: "ScheduleTask",
    token: frame.token,
    node: frame.node,
    frame: index,
    arguments: details.parameters,
    credentials: details.credentials,
    timeoutSeconds: details.timeoutSeconds,
    heartbeatSeconds: details.heartbeatSeconds,
    attempt: frame.retries,
  };
  const asked = { ...actor.execution, now: at };
  const request = new ScheduledRequest(machine, asked, command, call, actor.iteration);
  waits.set(request, { execution: actor.number, token: frame.token });
  return request;
}

/** The event that scheduled the task a frame waits for: Started and Submitted may follow it. */
function scheduled({ events }: Actor, frame: Frame): EventOf<"TaskScheduled"> {
  let event = events[frame.last - 1];
  while (!event.type.endsWith("Scheduled")) event = events[event.previous - 1];
  return event as EventOf<"TaskScheduled">;
}
