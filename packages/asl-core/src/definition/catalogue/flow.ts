import type { Entry } from "./entry.js";

/** Loops, waits and limits that a run will meet. */
export const flow = {} satisfies Record<string, Entry>;
