export { AslEvents } from "./asl-events.js";
export { AslGraph } from "./asl-graph.js";
export { AslInspector } from "./asl-inspector.js";
export { AslJson } from "./asl-json.js";
export { AslSource } from "./asl-source.js";
export { AslTimeline } from "./asl-timeline.js";
export { AslViewer } from "./asl-viewer.js";
export { register } from "./register.js";
export type { Text } from "./text.js";
