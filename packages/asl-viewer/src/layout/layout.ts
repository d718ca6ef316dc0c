import type { Graph } from "../graph/index.js";
import type { Block, PlacedBlock } from "./block.js";
import type { Box, Direction, Point } from "./geometry.js";

/** Where a node stands and what is written in it. */
export interface NodeBox extends Box {
  /** Its name as it fits, in one or two lines. */
  readonly lines: readonly string[];
  /** Its detail as it fits. */
  readonly detail: string;
  /** Height of the title above what is inside; 0 where nothing is. */
  readonly title: number;
}

/** A label of an edge as it fits, in one or two lines. */
export interface LabelBox extends Box {
  readonly lines: readonly string[];
}

/** How an edge runs: corners from its beginning to its end, each straight above, below or beside the one before. */
export interface Route {
  readonly points: readonly Point[];
  readonly label?: LabelBox;
}

/** A graph with positions. Coordinates are those of the whole picture, also inside containers. */
export interface Layout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  /** By the ids of the graph. */
  readonly nodes: ReadonlyMap<string, NodeBox>;
  readonly edges: ReadonlyMap<string, Route>;
  /** The branches of Parallels and the insides of Maps. */
  readonly groups: ReadonlyMap<string, Box>;
}

/** How a graph is laid out. */
export interface LayoutOptions {
  /** Default "down". */
  readonly direction?: Direction;
  /** Called after each group with how many are done, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Ends the layout; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a layouter has found of parts of a graph, for another one: as JSON, of the same version. */
export type Placements = readonly (readonly [Block, PlacedBlock])[];

/** Lays graphs out; remembers groups that look alike, so that only what changed is computed again. */
export interface Layouter {
  /** The same graph always gets the same layout. */
  layout(graph: Graph, options?: LayoutOptions): Promise<Layout>;
  /** What it needs to lay a graph out; another layouter that knows it needs no elk for that graph. */
  placements(graph: Graph, options?: LayoutOptions): Promise<Placements>;
  know(placements: Placements): void;
  /** Ends the worker, where there is one. */
  close(): void;
}
