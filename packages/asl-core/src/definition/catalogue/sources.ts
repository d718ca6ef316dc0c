import type { Entry } from "./entry.js";

/** Files that hold definitions: templates, projects, answers of AWS. */
export const sources = {} satisfies Record<string, Entry>;
