import type { Entry } from "./entry.js";

/** Data that will not be what an author expects. */
export const data = {} satisfies Record<string, Entry>;
