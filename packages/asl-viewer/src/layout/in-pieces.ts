import type { Block, PlacedBlock } from "./block.js";
import type { Engine } from "./engine.js";
import { join, placedAlone, placedPair } from "./join.js";
import { piecesOf } from "./pieces.js";

/** An engine that hands another one pieces, and joins them. */
export function inPieces(engine: Engine): Engine {
  const place = (block: Block): PlacedBlock | Promise<PlacedBlock> =>
    placedAlone(block) ?? placedPair(block) ?? engine.place(block);
  return {
    async place(block) {
      const pieces = piecesOf(block);
      if (pieces.length === 1) return place(block);
      const placed: PlacedBlock[] = [];
      for (const piece of pieces) {
        const one = place(piece.block);
        placed.push(one instanceof Promise ? await one : one);
      }
      return join(block, pieces, placed);
    },
    close: () => engine.close(),
  };
}
