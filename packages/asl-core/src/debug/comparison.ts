import { deepEqual, type Json } from "../json.js";
import type { Event, Status } from "../kernel/index.js";
import type { Scene, SceneExecution } from "./scene.js";

/** How one execution of a run stands. */
export interface Ending {
  readonly status: Status;
  readonly output: Json;
  readonly error: string | null;
  readonly cause: string | null;
}

/** Two runs side by side. Plain JSON. */
export interface Comparison {
  readonly same: boolean;
  /** The first execution that differs, the id of its first event that does, and that event on each side; null where there is none. */
  readonly difference: {
    readonly execution: number;
    readonly event: number;
    readonly left: Event | null;
    readonly right: Event | null;
  } | null;
  readonly left: Ending;
  readonly right: Ending;
  /** One sentence. */
  readonly text: string;
}

/** Compares what has happened in two scenes, executions in the order in which they were started. O(events of both). */
export function compareScenes(left: Scene, right: Scene): Comparison {
  const difference = firstDifference(left.executions, right.executions);
  const [a, b] = [endingOf(left), endingOf(right)];
  return { same: difference === null, difference, left: a, right: b, text: textOf(difference, left, right) };
}

function endingOf({ executions: [{ execution }] }: Scene): Ending {
  const { status, output, error } = execution;
  return { status, output, error: error?.error ?? null, cause: error?.cause ?? null };
}

function firstDifference(left: readonly SceneExecution[], right: readonly SceneExecution[]): Comparison["difference"] {
  for (let execution = 0; execution < Math.max(left.length, right.length); execution++) {
    const [a, b] = [left[execution]?.events ?? [], right[execution]?.events ?? []];
    const event = a.findIndex((one, i) => one !== b[i] && !isSame(one, b[i]));
    const at = event >= 0 ? event : a.length === b.length ? -1 : a.length;
    if (at >= 0) return { execution, event: at + 1, left: a[at] ?? null, right: b[at] ?? null };
  }
  return null;
}

const isSame = (a: Event, b: Event | undefined): boolean => deepEqual(a as unknown as Json, b as unknown as Json);

function textOf(difference: Comparison["difference"], left: Scene, right: Scene): string {
  if (difference === null) return "the same has happened in both";
  const { execution, event } = difference;
  const where = execution === 0 ? "" : ` of execution ${execution}`;
  return `they part at event ${event}${where}: ${told(difference.left, left)} on the left, ${told(difference.right, right)} on the right`;
}

function told(event: Event | null, { machine }: Scene): string {
  if (event === null) return "nothing more";
  const state = machine.nodes[event.node];
  return `${event.type}${state === undefined ? "" : ` in "${state.path}"`}${event.via === null ? "" : ` (${event.via})`}`;
}
