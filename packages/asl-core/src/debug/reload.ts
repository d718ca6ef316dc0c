import { parsePointer } from "../definition/location.js";
import { type Json, type JsonObject, own } from "../json.js";
import type { Execution, Frame } from "../kernel/index.js";
import { END, type Machine, type Node, type NodeIndex } from "../machine/machine.js";
import type { Stand } from "./stand.js";

/** Why an execution cannot go on with an edited definition. Plain JSON. */
export interface ReloadProblem {
  readonly execution: number;
  /** Serial of the frame. */
  readonly frame: number;
  /** Path of the state it stands in. */
  readonly state: string;
  /** One sentence. */
  readonly text: string;
}

/** What became of a reload: where there are problems nothing has changed. */
export interface ReloadResult {
  readonly ok: boolean;
  /** Whether the definition is the one that applies already: then nothing has happened, but that its text is taken over. */
  readonly same: boolean;
  readonly problems: readonly ReloadProblem[];
  /** Paths of states that are new, gone, or written differently. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Whether a run can go on from a stand with another machine. O(states + live frames). */
export function judgeReload(stand: Stand, to: Machine): ReloadResult {
  const problems = stand.executions.flatMap((execution, number) => problemsOf(execution, number, stand.machine, to));
  return { ok: problems.length === 0, same: false, problems, ...differences(stand.machine, to) };
}

/** What is said of a definition that is the one already. */
export const SAME: ReloadResult = { ok: true, same: true, problems: [], added: [], removed: [], changed: [] };

function problemsOf(execution: Execution, number: number, from: Machine, to: Machine): ReloadProblem[] {
  if (execution.status !== "RUNNING") return [];
  const paths = byPath(to);
  return execution.frames.flatMap((frame) => {
    if (frame === null) return [];
    const node = from.nodes[frame.node];
    const text = problemOf(frame, node, paths.get(node.path), from, to);
    return text === undefined ? [] : [{ execution: number, frame: frame.serial, state: node.path, text }];
  });
}

const known = new WeakMap<Machine, ReadonlyMap<string, Node>>();

/** States by their paths; made once for a machine. */
function byPath(machine: Machine): ReadonlyMap<string, Node> {
  let paths = known.get(machine);
  if (paths === undefined) known.set(machine, (paths = new Map(machine.nodes.map((node) => [node.path, node]))));
  return paths;
}

function problemOf(frame: Frame, old: Node, now: Node | undefined, from: Machine, to: Machine): string | undefined {
  if (now === undefined) return `the state "${old.path}", in which a thread stands, is not there any more`;
  if (kindOfBlock(old, from) !== kindOfBlock(now, to))
    return `what is around "${old.path}" is another kind of state now`;
  if (frame.phase === "enter") return undefined;
  if (old.kind !== now.kind) return `"${old.path}" was entered as a ${old.kind} state and is a ${now.kind} state now`;
  return frame.join === null ? undefined : joinProblem(old, now);
}

/** What opened the block of a state. */
function kindOfBlock({ block }: Node, { blocks, nodes }: Machine): string {
  const { owner } = blocks[block];
  if (owner === END) return "root";
  const node = nodes[owner];
  return node.kind === "Map" && node.distributed !== null ? "distributed Map" : node.kind;
}

function joinProblem(old: Node, now: Node): string | undefined {
  if (old.kind === "Parallel" && now.kind === "Parallel" && old.branches.length !== now.branches.length)
    return `"${old.path}" runs ${old.branches.length} branches, and there are ${now.branches.length} of them now`;
  if (old.kind === "Map" && now.kind === "Map" && (old.distributed === null) !== (now.distributed === null))
    return `"${old.path}" was begun ${old.distributed === null ? "inline" : "distributed"}, and it is the other way now`;
  return undefined;
}

function differences(from: Machine, to: Machine): Pick<ReloadResult, "added" | "removed" | "changed"> {
  const [old, now] = [byPath(from), byPath(to)];
  const isChanged = (path: string) => old.has(path) && ownText(from, old.get(path)!) !== ownText(to, now.get(path)!);
  return {
    added: [...now.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !now.has(path)),
    changed: [...now.keys()].filter(isChanged),
  };
}

/** A state as it is written, without the states inside it. */
function ownText({ definition }: Machine, { pointer }: Node): string {
  let state: Json | undefined = definition;
  for (const key of parsePointer(pointer)) state = state && own(state as JsonObject, key);
  return JSON.stringify(state, (key, value) => (key === "States" ? undefined : value)) ?? "";
}

/** Gives a stand another machine. Throws RangeError where a run cannot go on with it. */
export function applyReload(stand: Stand, to: Machine): void {
  const { problems } = judgeReload(stand, to);
  if (problems.length > 0) throw new RangeError(problems[0].text);
  const from = stand.machine;
  stand.machine = to;
  for (let number = 0; number < stand.executions.length; number++)
    if (stand.executions[number].status === "RUNNING") move(stand.own(number), from, to);
  const node = (index: number) => movedNode(index, from, to);
  stand.turn = stand.turn?.moved(node, (index) => movedBlock(index, from, to)) ?? null;
}

function move(execution: Execution, from: Machine, to: Machine): void {
  execution.machine = to.digest;
  execution.block = movedBlock(execution.block, from, to);
  for (const frame of execution.frames) {
    if (frame === null) continue;
    frame.node = movedNode(frame.node, from, to);
    const { retry } = to.nodes[frame.node];
    if (frame.attempts !== null) frame.attempts = retry.map((_, i) => frame.attempts?.[i] ?? 0);
  }
}

/** The index of the same state, by its path; END where it is gone. O(1), once for a machine O(states). */
export function movedNode(index: NodeIndex, from: Machine, to: Machine): NodeIndex {
  if (index === END || from === to) return index;
  return byPath(to).get(from.nodes[index].path)?.index ?? END;
}

/** The same block, by what opens it and by its place there. */
function movedBlock(index: number, from: Machine, to: Machine): number {
  const { owner } = from.blocks[index];
  if (owner === END) return index;
  const slot = blocksOf(from.nodes[owner]).indexOf(index);
  return blocksOf(to.nodes[movedNode(owner, from, to)])[slot];
}

function blocksOf(node: Node): readonly number[] {
  if (node.kind === "Parallel") return node.branches;
  return node.kind === "Map" ? [node.processor] : [];
}
