import { parsePointer } from "asl-core";
import { type Graph, graphOf } from "../graph/index.js";
import { type Child, Timeline } from "../timeline/index.js";
import type { Place } from "./hash.js";

/** An execution that one looks into from, and where one stood in it. */
export interface Outer {
  readonly timeline: Timeline;
  readonly graph: Graph;
  readonly notes: readonly string[];
  readonly place: Place;
  /** The visit of the Map and the number of the child execution that is open; for links. */
  readonly via: { readonly visit: number; readonly number: number };
  /** "Each file[12]". */
  readonly text: string;
  /** Its number in a run that is debugged. */
  readonly execution?: number;
}

/** What is shown of an execution. */
export type Shown = Pick<Outer, "timeline" | "graph" | "notes">;

/** A child execution, drawn on what its Map does for each item. */
export function shownChild(child: Child): Shown {
  const run = child.run();
  const place = parsePointer(run.outline.blocks[0]?.pointer ?? "");
  return { timeline: new Timeline(run), graph: graphOf(run.outline.definition, place), notes: run.notes };
}
