import { AslGraph } from "./graph/asl-graph.js";
import { AslInspector } from "./inspector/asl-inspector.js";
import { AslJson } from "./shared/asl-json.js";
import { AslTimeline } from "./timeline/asl-timeline.js";
import { AslExport } from "./viewer/asl-export.js";
import { AslViewer } from "./viewer/asl-viewer.js";

/** What every page with a viewer defines, by names. */
export const REST = {
  "asl-export": AslExport,
  "asl-graph": AslGraph,
  "asl-timeline": AslTimeline,
  "asl-json": AslJson,
  "asl-inspector": AslInspector,
  "asl-viewer": AslViewer,
};
