import { iterationsOf } from "asl-core";
import { type DebugSession, parseFrameId, type Scene, type Stop as SessionStop, type ThreadId } from "asl-core/debug";
import type { ExecutionStanding, Program, Standing, Stop } from "../protocol.js";
import type { Known } from "./known.js";
import { PORTIONS } from "./limits.js";
import { type KnownAnswers, taskId, waitingTasks } from "./waiting.js";

/** Where a session stands, as clients are told. O(live frames + executions), beside what `Known` and `waitingTasks` cost. */
export function standingOf(session: DebugSession, known: Known, answers: KnownAnswers): Omit<Standing, "revision"> {
  const { stop, position, length, live, status, scene } = session;
  const threads = session.threads();
  return {
    ...{ stop: stopOf(session, stop), position, length, live, status, clock: scene.now },
    ...waitingTasks(session, answers),
    threads: threads.slice(0, PORTIONS.threads),
    threadCount: threads.length,
    executions: executionsOf(session, known),
    breakpoints: session.breakpoints.list(),
  };
}

/** A stop names the task it is about instead of showing it, and the iterations its thread is in. O(live frames). */
export function stopOf(session: DebugSession, { request, ...stop }: SessionStop): Stop {
  const task = request && taskId(session, request);
  const iteration = iterationAt(session, stop.thread);
  return { ...stop, ...(task !== undefined && { task }), ...(iteration.length > 0 && { iteration }) };
}

function iterationAt({ scene }: DebugSession, thread: ThreadId): readonly number[] {
  const id = parseFrameId(thread);
  const found = id && scene.executions[id.execution];
  const frame = found?.execution.frames.find((one) => one?.serial === id?.serial);
  return found && frame ? [...found.iteration, ...iterationsOf(found.execution, frame)] : [];
}

function executionsOf({ scene }: DebugSession, known: Known): ExecutionStanding[] {
  return scene.executions.map(({ number, execution, parent, iteration }) => ({
    execution: number,
    events: execution.events,
    known: known.count(number),
    status: execution.status,
    parent: parent?.execution ?? null,
    iteration,
    ...(parent !== null && lifeOf(execution)),
  }));
}

/** From when to when a child execution went on, for which Map Run, and what went wrong. */
function lifeOf({
  identity,
  status,
  startedAt,
  now,
  error,
}: Scene["executions"][number]["execution"]): Partial<ExecutionStanding> {
  const mapRun = identity.executionArn.split(":")[6];
  return {
    from: startedAt,
    ...(status !== "RUNNING" && { to: now }),
    ...(mapRun !== undefined && { mapRun }),
    ...(error !== null && { failure: { error: error.error ?? "", cause: (error.cause ?? "").slice(0, 300) } }),
  };
}

/** The definition that applies at the end of the run, with its text. */
export function programOf({ past, program }: DebugSession): Program {
  const { machine } = past.machines[past.machines.length - 1];
  const { read, file } = program;
  const isLast = program.machine === machine;
  return {
    ...(file !== undefined && { file }),
    ...(isLast && read && { text: read.text, format: read.format }),
    definition: machine.definition,
  };
}
