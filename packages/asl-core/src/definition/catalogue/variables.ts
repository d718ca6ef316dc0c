import type { Entry } from "./entry.js";

/** Variables that are read, assigned or neither. */
export const variables = {} satisfies Record<string, Entry>;
