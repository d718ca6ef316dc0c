import type { Block, BlockEdge, PlacedBlock } from "./block.js";
import type { Engine } from "./engine.js";
import type { Direction, Point } from "./geometry.js";

/** Between the labels of one line. */
const GAP = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * An engine for which several errors that one state hands to another are one line with all their labels: beside each other
 * they would be a comb that says no more.
 */
export function withBundles(engine: Engine): Engine {
  return {
    async place(block) {
      const bundles = bundlesOf(block.edges);
      if (bundles.length === block.edges.length) return engine.place(block);
      const edges = bundles.map((bundle) => bundled(block, bundle));
      return apart(block, bundles, await engine.place({ ...block, edges }));
    },
    close: () => engine.close(),
  };
}

/** Edges by number, those that run together in one list. O(edges). */
function bundlesOf(edges: readonly BlockEdge[]): number[][] {
  const known = new Map<string, number[]>();
  edges.forEach(({ from, to, way }, index) => {
    const key = way === "error" && from !== to ? `${from} ${to}` : `${index}`;
    const bundle = known.get(key);
    if (bundle === undefined) known.set(key, [index]);
    else bundle.push(index);
  });
  return [...known.values()];
}

/** One edge for all, with room for all labels in a row along its way. */
function bundled({ edges, direction }: Block, bundle: readonly number[]): BlockEdge {
  const labels = bundle.flatMap((index) => edges[index].label ?? []);
  const { label: _, ...edge } = edges[bundle[0]];
  return labels.length === 0 ? edge : { ...edge, label: rowOf(labels, direction) };
}

function rowOf(labels: readonly Size[], direction: Direction): Size {
  const [widths, heights] = [labels.map(({ width }) => width), labels.map(({ height }) => height)];
  const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, GAP * (sizes.length - 1));
  return direction === "down"
    ? { width: Math.max(...widths), height: sum(heights) }
    : { width: sum(widths), height: Math.max(...heights) };
}

/** All edges again: those of a bundle with the same line, and each with its own label. */
function apart(block: Block, bundles: readonly (readonly number[])[], placed: PlacedBlock): PlacedBlock {
  const edges: PlacedBlock["edges"][number][] = new Array(block.edges.length);
  bundles.forEach((bundle, at) => {
    const { points, label } = placed.edges[at];
    const labels = labelsIn(block, bundle, label);
    for (const index of bundle) {
      const own = labels.get(index);
      edges[index] = own === undefined ? { points } : { points, label: own };
    }
  });
  return { ...placed, edges };
}

/** Where each label of a bundle stands in the room for all. */
function labelsIn({ edges, direction }: Block, bundle: readonly number[], room: Point | undefined): Map<number, Point> {
  const places = new Map<number, Point>();
  if (room === undefined) return places;
  const labels = bundle.flatMap((index) => edges[index].label ?? []);
  const { width, height } = rowOf(labels, direction);
  let along = 0;
  for (const index of bundle) {
    const { label } = edges[index];
    if (label === undefined) continue;
    const [x, y] = direction === "down" ? [(width - label.width) / 2, along] : [along, (height - label.height) / 2];
    places.set(index, { x: room.x + x, y: room.y + y });
    along += (direction === "down" ? label.height : label.width) + GAP;
  }
  return places;
}
