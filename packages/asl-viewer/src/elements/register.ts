import { define } from "./define.js";
import type { AslGraph } from "./graph/asl-graph.js";
import type { AslInspector } from "./inspector/asl-inspector.js";
import { AslSource } from "./inspector/asl-source.js";
import { AslStages } from "./inspector/asl-stages.js";
import { REST } from "./rest.js";
import type { AslJson } from "./shared/asl-json.js";
import { AslEvents } from "./timeline/asl-events.js";
import type { AslTimeline } from "./timeline/asl-timeline.js";
import type { AslExport } from "./viewer/asl-export.js";
import type { AslViewer } from "./viewer/asl-viewer.js";

/** Defines the elements that are not defined yet. */
export function register(): void {
  define({ ...REST, "asl-events": AslEvents, "asl-source": AslSource, "asl-stages": AslStages });
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
