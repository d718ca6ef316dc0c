import type { Block, PlacedBlock } from "./block.js";
import type { Engine } from "./engine.js";
import type { Placements } from "./layout.js";

/** An engine that can be told. */
export interface Memory extends Engine {
  know(placements: Placements): void;
}

/** Most blocks that are remembered. */
const MOST = 2000;

/**
 * An engine that remembers blocks by what their layout depends on, those used longest ago forgotten first. Names are not
 * part of a block, so that renaming a state, or another one that looks alike, costs nothing.
 */
export function remembering(engine: Engine): Memory {
  const known = new Map<string, Promise<PlacedBlock>>();
  const keep = (key: string, placed: Promise<PlacedBlock>): void => {
    known.delete(key);
    known.set(key, placed);
    if (known.size > MOST) known.delete(known.keys().next().value as string);
  };
  return {
    place(block: Block) {
      const key = JSON.stringify(block);
      const found = known.get(key);
      const placed = found ?? engine.place(block);
      keep(key, placed);
      if (found === undefined) void placed.catch(() => known.delete(key));
      return placed;
    },
    know(placements) {
      for (const [block, placed] of placements) keep(JSON.stringify(block), Promise.resolve(placed));
    },
    close: () => engine.close(),
  };
}
