export { Collector } from "./collector.js";
export { Coverage, mergeCoverage, type Origin } from "./coverage.js";
export { type CoverageData, CoverageError, type CoverageRecord } from "./data.js";
export { ITEM_KINDS, type Item, type ItemKind, type Outcome } from "./item.js";
export { type Items, itemsOf } from "./items.js";
export { observe } from "./observe.js";
export type { Scenario } from "./reach/scenario.js";
export { type Suggestion, type SuggestOptions, suggestRuns } from "./reach/suggest.js";
export { type Count, type CoverageSummary, percentOf, summaryOf, totalOf } from "./summary.js";
