import { AslEvents } from "./asl-events.js";
import { AslExport } from "./asl-export.js";
import { AslGraph } from "./asl-graph.js";
import { AslInspector } from "./asl-inspector.js";
import { AslJson } from "./asl-json.js";
import { AslSource } from "./asl-source.js";
import { AslStages } from "./asl-stages.js";
import { AslTimeline } from "./asl-timeline.js";
import { AslViewer } from "./asl-viewer.js";

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
  for (const [name, element] of Object.entries(ELEMENTS))
    if (customElements.get(name) === undefined) customElements.define(name, element);
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
