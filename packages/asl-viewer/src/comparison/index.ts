export { Comparison } from "./comparison.js";
export type { Divergence } from "./divergence.js";
export { type JsonDifference, jsonDifferences, MOST_DIFFERENCES } from "./json-differences.js";
export type { Merged } from "./merged.js";
export type { Pair } from "./pairs.js";
export { durationOf, type SideOfState, type StateRow } from "./rows.js";
export type { Both, Shown, Side } from "./side.js";
export { type ComparedStage, comparedEnds } from "./stages.js";
export { isVolatile } from "./volatile.js";
