import type { Block, PlacedBlock } from "./block.js";

/** Places single blocks. */
export interface Engine {
  place(block: Block): Promise<PlacedBlock>;
  /** Ends the worker, where there is one. */
  close(): void;
}
