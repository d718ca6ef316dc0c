import type { Block, PlacedBlock } from "./block.js";
import type { Engine } from "./engine.js";

/** Most blocks that are remembered. */
const MOST = 2000;

/**
 * An engine that remembers blocks by what their layout depends on, those used longest ago forgotten first. Names are not
 * part of a block, so that renaming a state, or another one that looks alike, costs nothing.
 */
export function remembering(engine: Engine): Engine {
  const known = new Map<string, Promise<PlacedBlock>>();
  return {
    place(block: Block) {
      const key = JSON.stringify(block);
      const found = known.get(key);
      const placed = found ?? engine.place(block);
      known.delete(key);
      known.set(key, placed);
      if (found === undefined) void placed.catch(() => known.delete(key));
      if (known.size > MOST) known.delete(known.keys().next().value as string);
      return placed;
    },
    close: () => engine.close(),
  };
}
