import { define } from "./define.js";
import { AslGraph } from "./graph/asl-graph.js";
import { AslInspector } from "./inspector/asl-inspector.js";
import { AslSource } from "./inspector/asl-source.js";
import { AslStages } from "./inspector/asl-stages.js";
import { AslJson } from "./shared/asl-json.js";
import { AslEvents } from "./timeline/asl-events.js";
import { AslTimeline } from "./timeline/asl-timeline.js";
import { AslExport } from "./viewer/asl-export.js";
import { AslViewer } from "./viewer/asl-viewer.js";

const ELEMENTS = {
  "asl-stages": AslStages,
  "asl-export": AslExport,
  "asl-graph": AslGraph,
  "asl-timeline": AslTimeline,
  "asl-events": AslEvents,
  "asl-json": AslJson,
  "asl-inspector": AslInspector,
  "asl-source": AslSource,
  "asl-viewer": AslViewer,
};

/** Defines the elements that are not defined yet. */
export function register(): void {
  define(ELEMENTS);
}

declare global {
  interface HTMLElementTagNameMap {
    "asl-stages": AslStages;
    "asl-export": AslExport;
    "asl-graph": AslGraph;
    "asl-timeline": AslTimeline;
    "asl-events": AslEvents;
    "asl-json": AslJson;
    "asl-inspector": AslInspector;
    "asl-source": AslSource;
    "asl-viewer": AslViewer;
  }
}
