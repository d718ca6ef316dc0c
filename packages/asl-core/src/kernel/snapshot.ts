import { type JsonObject, isObject, type Json } from "../json.js";
import type { Machine } from "../machine/machine.js";
import { type Execution, KERNEL_VERSION } from "./execution.js";

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
    throw new SnapshotError(`the snapshot was made by kernel ${String(value.kernel)}, this is kernel ${KERNEL_VERSION}`);
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
  if (!isObject(value) || !Array.isArray(value.frames)) throw new SnapshotError("this JSON is not a snapshot");
  return value;
}

/** A copy that shares payloads, which are never mutated: O(live frames). */
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
  const run = join.run === null ? null : { ...join.run, children: join.run.children.map((child) => ({ ...child })) };
  return { ...join, results: join.results.slice(), freed: join.freed.slice(), run };
}
