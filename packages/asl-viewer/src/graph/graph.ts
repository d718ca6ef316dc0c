import type { StateType } from "asl-core";

/** What a node stands for: a state, a machine's beginning or end, or a name that a transition gives and no state has. */
export type NodeKind = StateType | "Start" | "End" | "Missing";

/** How two definitions differ in one place. */
export type Change = "added" | "removed" | "changed" | "renamed";

/** A state, or one of the marks around states. Plain data. */
export interface GraphNode {
  /** The state's JSON pointer, as machine nodes and diagnostics have it; "start" and "end"; "missing " and the name. */
  readonly id: string;
  readonly kind: NodeKind;
  /** As written; of any length. */
  readonly name: string;
  /** What it does, in a few words ("lambda:invoke", "5m"); "" where there is nothing to say. */
  readonly detail: string;
  /** Readable place: `Split › branch 0 › Fetch`; "" for marks. */
  readonly path: string;
  /** The group it stands in. */
  readonly group: string;
  /** Whether it has retriers. */
  readonly retries: boolean;
  /** Whether its block may end here. */
  readonly ends: boolean;
  /** Whether any way leads there from the beginning of its block. */
  readonly reachable: boolean;
  /** Of a folded Parallel or Map: how many states are inside. */
  readonly folded?: number;
  readonly change?: Change;
  /** What changed: names of fields; of a renamed state also its name before. */
  readonly fields?: readonly string[];
  readonly before?: string;
}

/** Why an edge is there. */
export type EdgeKind = "start" | "next" | "end" | "choice" | "default" | "catch";

/** A transition inside one group. */
export interface GraphEdge {
  /** The node it leaves and its way, as in `via` of events: "/States/A choice 2". Unique. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly group: string;
  readonly kind: EdgeKind;
  /** A Choice rule in readable words, the errors of a catcher that does not take all, "otherwise"; "" for none. */
  readonly label: string;
  /** The label with paths reduced to their last names, for where there is little room. */
  readonly short: string;
  /** The same as the author wrote it, for who wants to know exactly. */
  readonly text: string;
  /** Leads back to a state before it: a loop. */
  readonly back: boolean;
  /** Lies on the longest way from beginning to end without errors. */
  readonly main: boolean;
  readonly change?: Change;
  /** The label before, where it changed. */
  readonly before?: string;
}

/** A `States` map: the machine itself, a branch of a Parallel, or what a Map does for each item. */
export interface Group {
  /** JSON pointer of the object that holds `States`; "" for the machine. */
  readonly id: string;
  readonly kind: "machine" | "branch" | "item";
  /** The Parallel or Map it belongs to; null for the machine. */
  readonly owner: string | null;
  /** Its number among its owner's. */
  readonly index: number;
  /** The node it begins with; null where that is no state. */
  readonly start: string | null;
  /** Beginning first, siblings in the order of definition: the order in which they are drawn. */
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly change?: Change;
}

/** A definition as it is drawn. Maps keep the order of definition, outer before inner. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Groups inside a node, in order. */
  readonly inside: ReadonlyMap<string, readonly string[]>;
}

/** The group of the machine itself. */
export const ROOT = "";

/** All nodes inside a node, at every depth. Linear in what is inside. */
export function descendants(graph: Graph, node: string): string[] {
  const found: string[] = [];
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const id of graph.inside.get(next) ?? [])
      for (const inner of graph.groups.get(id)?.nodes ?? []) {
        found.push(inner);
        pending.push(inner);
      }
  return found;
}
