import { deepEqual } from "asl-core";
import { type Graph, graphOf, mergeGraphs } from "../graph/index.js";
import type { Timeline } from "../timeline/index.js";
import type { Side } from "./side.js";

/** One graph for two runs, and where the nodes and edges of either are in it. */
export interface Merged {
  readonly graph: Graph;
  /** Whether both ran on the same definition, whatever the order of its fields. */
  readonly same: boolean;
  id(side: Side, own: string): string;
}

/** The graph of the definition of two runs; of two versions of it, both as one. */
export function mergedOf(a: Timeline, b: Timeline): Merged {
  const [before, after] = [a.run.outline.definition, b.run.outline.definition];
  if (deepEqual(before, after)) return { graph: graphOf(before), same: true, id: (_, own) => own };
  const { graph, ids } = mergeGraphs(before, after);
  return { graph, same: false, id: (side, own) => (side === "a" ? (ids.get(own) ?? own) : own) };
}
