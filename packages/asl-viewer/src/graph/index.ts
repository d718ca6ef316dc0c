export {
  type Difference,
  differencesOf,
  diffGraphs,
  type MergedGraph,
  mergeGraphs,
  type PlacedDifference,
  placedDifferences,
  stateAt,
} from "./diff.js";
export { folded } from "./fold.js";
export { graphOf } from "./from-definition.js";
export * from "./graph.js";
export { near } from "./near.js";
export { ruleSource, ruleText } from "./rule-text.js";
