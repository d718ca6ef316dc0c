import type { Machine, Node } from "../machine/machine.js";
import { END } from "../machine/machine.js";
import type { Visit } from "./visit.js";

/** A visit with those inside it. */
export interface Branching {
  readonly visit: Visit;
  /** One per branch, iteration and try, by their labels. */
  readonly groups: Map<string, Group>;
}

/** What one branch or one iteration went through. */
export interface Group {
  /** "branch 0", "item 12". */
  readonly label: string;
  readonly index: number;
  /** Which try of the Parallel or Map, from 1 on. */
  readonly attempt: number;
  readonly members: Branching[];
}

/**
 * Visits as a tree: those of branches and iterations under the Parallel or Map they belong to, grouped by branch and
 * iteration, so that the order in which branches take turns does not show. Linear.
 */
export function treeOf(visits: readonly Visit[], machine: Machine): Branching[] {
  const nodes = new Map(machine.nodes.map((node) => [node.path, node]));
  const latest = new Map<string, Branching>();
  const roots: Branching[] = [];
  for (const visit of visits) {
    const place: Branching = { visit, groups: new Map() };
    latest.set(keyOf(visit.path, visit.iteration), place);
    membersFor(visit, nodes.get(visit.path), machine, latest, roots).push(place);
  }
  return roots;
}

const keyOf = (path: string, iteration: readonly number[]): string => `${iteration.join()} ${path}`;

function membersFor(
  visit: Visit,
  node: Node | undefined,
  machine: Machine,
  latest: ReadonlyMap<string, Branching>,
  roots: Branching[],
): Branching[] {
  const owner = node && machine.blocks[node.block].owner;
  if (node === undefined || owner === undefined || owner === END) return roots;
  const { kind, path } = machine.nodes[owner];
  const around = kind === "Map" ? visit.iteration.slice(0, -1) : visit.iteration;
  const parent = latest.get(keyOf(path, around));
  if (parent === undefined) return roots; // the run began inside it
  const index = kind === "Map" ? (visit.iteration.at(-1) ?? 0) : branchOf(machine.nodes[owner], node.block);
  return groupOf(parent, kind === "Map" ? "item" : "branch", index, visit).members;
}

const branchOf = (owner: Node, block: number): number =>
  owner.kind === "Parallel" ? owner.branches.indexOf(block) : 0;

function groupOf({ visit: { attempts }, groups }: Branching, word: string, index: number, child: Visit): Group {
  const attempt = Math.max(1, attempts.filter(({ startedAt }) => startedAt <= child.enteredAt).length);
  const label = attempt > 1 ? `${word} ${index}, attempt ${attempt}` : `${word} ${index}`;
  const group = groups.get(label) ?? { label, index, attempt, members: [] };
  groups.set(label, group);
  return group;
}

/** The groups in the order of tries, branches and items, whatever came first in time. */
export const groupsOf = ({ groups }: Branching): Group[] =>
  [...groups.values()].sort((a, b) => a.attempt - b.attempt || a.index - b.index);
