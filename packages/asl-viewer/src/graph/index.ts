export { type Difference, differencesOf, diffGraphs } from "./diff.js";
export { folded } from "./fold.js";
export { graphOf } from "./from-definition.js";
export * from "./graph.js";
export { ruleSource, ruleText } from "./rule-text.js";
