export type { Checked, Checker, Problem, Question } from "../checking/problem.js";
export type { Findings } from "../controllers/checking.js";
/** What is loaded once it is needed comes with the names of its elements, which types of pages are made of. */
export type { AslComparison, AslVersions } from "./comparison.js";
export { AslGraph, type Picture } from "./graph/asl-graph.js";
export { AslInspector } from "./inspector/asl-inspector.js";
export { AslSource } from "./inspector/asl-source.js";
export { register } from "./register.js";
export { AslJson } from "./shared/asl-json.js";
export type { Theme } from "./shared/element.js";
export type { Text } from "./shared/text.js";
export type { Told } from "./shared/told.js";
export { AslEvents } from "./timeline/asl-events.js";
export { AslTimeline } from "./timeline/asl-timeline.js";
export { AslExport } from "./viewer/asl-export.js";
export { AslViewer } from "./viewer/asl-viewer.js";
export type { Texts } from "./viewer/examples.js";
export type { Exported } from "./viewer/exported.js";
export type { AslItems, AslPalette, AslProblems, AslVisits } from "./workbench.js";
