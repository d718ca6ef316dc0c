import { isObject, type Json, type JsonObject } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { type Execution, KERNEL_VERSION, type Status } from "./execution.js";

/** A snapshot that does not fit: another kernel's, another definition's, or not a snapshot at all. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** The text of a snapshot; taken between any two steps. */
export const saveSnapshot = (execution: Execution): string => JSON.stringify(execution);

/** The execution a snapshot holds. Throws SnapshotError where it does not belong to this kernel and machine. */
export function loadSnapshot(machine: Machine, text: string): Execution {
  const value = parsed(text);
  if (value.kernel !== KERNEL_VERSION)
    throw new SnapshotError(
      `the snapshot was made by kernel ${String(value.kernel)}, this is kernel ${KERNEL_VERSION}`,
    );
  if (!isSnapshot(value)) throw notASnapshot();
  if (value.machine !== machine.digest)
    throw new SnapshotError("the snapshot belongs to another definition: its digest differs");
  return value as unknown as Execution;
}

function parsed(text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new SnapshotError(`the snapshot is not JSON: ${(error as Error).message}`);
  }
  if (!isObject(value) || typeof value.kernel !== "number") throw notASnapshot();
  return value;
}

const notASnapshot = (): SnapshotError => new SnapshotError("this JSON is not a snapshot");

const STATUSES: readonly unknown[] = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] satisfies Status[];
const COUNTS = ["startedAt", "now", "steps", "transitions", "events", "tokens", "serials", "seed", "current", "block"];

/** Whether it has the form of an execution. What its frames hold is taken on trust: a snapshot is not a definition. */
function isSnapshot(value: JsonObject): boolean {
  const { status, frames, free, ready, awaiting, identity, limits } = value;
  return (
    STATUSES.includes(status) &&
    [frames, free, ready].every(Array.isArray) &&
    [awaiting, identity, limits].every(isObject) &&
    COUNTS.every((name) => typeof value[name] === "number")
  );
}

/** A copy that shares payloads, which are never mutated: O(live frames, results gathered by Maps and their children). */
export function copy(execution: Execution): Execution {
  return {
    ...execution,
    frames: execution.frames.map((frame) =>
      frame === null
        ? null
        : {
            ...frame,
            attempts: frame.attempts?.slice() ?? null,
            join: frame.join === null ? null : copyJoin(frame.join),
          },
    ),
    free: execution.free.slice(),
    ready: execution.ready.slice(),
    awaiting: { ...execution.awaiting },
  };
}

type Join = NonNullable<NonNullable<Execution["frames"][number]>["join"]>;
function copyJoin(join: Join): Join {
  const run =
    join.run === null
      ? null
      : { ...join.run, children: join.run.children.slice(), failures: join.run.failures.slice() };
  return { ...join, results: join.results.slice(), freed: join.freed.slice(), run };
}
