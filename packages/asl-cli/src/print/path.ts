import type { Event, Execution, Machine, Observer } from "asl-core";

/** Most states of a path that are kept; "…" stands for the rest. */
const MOST = 1_000_000;

/** Remembers the states a run enters, in order: pass `event` and `failure` to a run's observer. */
export class Path {
  /** Readable places of all states, those inside containers and child executions included. */
  readonly all: string[] = [];
  /** Names of the states of the top level; those left by a Catch with their error: "Charge (caught Boom)". */
  readonly top: string[] = [];
  /** The last error of a state of the top level. */
  private error = "";

  constructor(private readonly machine: Machine) {}

  readonly failure: Observer["failure"] = ({ error }, _frame, { block }, execution) => {
    if (block === 0 && execution.block === 0) this.error = error ?? "an error without a name";
  };

  readonly event = ({ type, node, via }: Event, execution: Execution): void => {
    if (via?.startsWith("catch") && type.endsWith("StateExited")) return this.caught(node, execution);
    if (!type.endsWith("StateEntered")) return;
    const { name, path, block } = this.machine.nodes[node];
    add(this.all, path);
    if (block === 0 && execution.block === 0) add(this.top, name);
  };

  private caught(node: number, execution: Execution): void {
    const { block, name } = this.machine.nodes[node];
    if (block !== 0 || execution.block !== 0 || this.top.at(-1) !== name) return;
    this.top[this.top.length - 1] = `${name} (caught ${this.error})`;
  }
}

function add(path: string[], state: string): void {
  if (path.length < MOST) path.push(state);
  else if (path.length === MOST) path.push("…");
}

const LONGEST_LOOP = 12;

/** A path with its loops folded: `["A", "B", "C", "B", "C", "D"]` → `["A", "(B → C) ×2", "D"]`. O(length). */
export function foldLoops(path: readonly string[], arrow = " → "): string[] {
  const folded: string[] = [];
  for (let at = 0; at < path.length; ) {
    const { length, times } = loopAt(path, at);
    const body = path.slice(at, at + length).join(arrow);
    folded.push(times === 1 ? body : length === 1 ? `${body} ×${times}` : `(${body}) ×${times}`);
    at += length * times;
  }
  return folded;
}

function loopAt(path: readonly string[], at: number): { length: number; times: number } {
  for (let length = 1; length <= LONGEST_LOOP; length++) {
    let end = at + length;
    while (end < path.length && path[end] === path[end - length]) end++;
    const times = Math.floor((end - at) / length);
    if (times > 1) return { length, times };
  }
  return { length: 1, times: 1 };
}
