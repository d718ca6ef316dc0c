import { AslAnswer } from "./asl-answer.js";
import { AslDebugger } from "./asl-debugger.js";
import { AslEdit } from "./asl-edit.js";
import { AslEditor } from "./asl-editor.js";
import { AslEvents } from "./asl-events.js";
import { AslExport } from "./asl-export.js";
import { AslGraph } from "./asl-graph.js";
import { AslInspector } from "./asl-inspector.js";
import { AslJson } from "./asl-json.js";
import { AslPalette } from "./asl-palette.js";
import { AslSource } from "./asl-source.js";
import { AslStart } from "./asl-start.js";
import { AslTimeline } from "./asl-timeline.js";
import { AslViewer } from "./asl-viewer.js";

const ELEMENTS = {
  "asl-answer": AslAnswer,
  "asl-debugger": AslDebugger,
  "asl-edit": AslEdit,
  "asl-editor": AslEditor,
  "asl-start": AslStart,
  "asl-export": AslExport,
  "asl-graph": AslGraph,
  "asl-timeline": AslTimeline,
  "asl-events": AslEvents,
  "asl-json": AslJson,
  "asl-inspector": AslInspector,
  "asl-palette": AslPalette,
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
    "asl-answer": AslAnswer;
    "asl-debugger": AslDebugger;
    "asl-edit": AslEdit;
    "asl-editor": AslEditor;
    "asl-start": AslStart;
    "asl-export": AslExport;
    "asl-graph": AslGraph;
    "asl-timeline": AslTimeline;
    "asl-events": AslEvents;
    "asl-json": AslJson;
    "asl-inspector": AslInspector;
    "asl-palette": AslPalette;
    "asl-source": AslSource;
    "asl-viewer": AslViewer;
  }
}
