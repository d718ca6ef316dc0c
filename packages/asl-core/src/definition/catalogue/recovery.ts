import type { Entry } from "./entry.js";

/** Retriers and catchers that cannot do what they say. */
export const recovery = {} satisfies Record<string, Entry>;
