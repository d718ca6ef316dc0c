export { graphOf } from "./from-definition.js";
export * from "./graph.js";
export { ruleSource, ruleText } from "./rule-text.js";
