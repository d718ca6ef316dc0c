import { AslAnswer } from "./debugger/asl-answer.js";
import { AslDebugger } from "./debugger/asl-debugger.js";
import { AslEdit } from "./debugger/asl-edit.js";
import { AslEditor } from "./debugger/asl-editor.js";
import { AslObjects } from "./debugger/asl-objects.js";
import { AslStart } from "./debugger/asl-start.js";
import { define } from "./define.js";
import { AslExpressions } from "./inspector/asl-expressions.js";
import { AslItems } from "./inspector/asl-items.js";
import { AslScopes } from "./inspector/asl-scopes.js";
import { AslVisitEvents } from "./inspector/asl-visit-events.js";
import { AslVisits } from "./inspector/asl-visits.js";
import { AslWhy } from "./inspector/asl-why.js";
import { AslProblems } from "./problems/asl-problems.js";
import { AslEventMenu } from "./timeline/asl-event-menu.js";
import { AslTable } from "./timeline/asl-table.js";
import { AslPalette } from "./viewer/asl-palette.js";

export { askingIn } from "../controllers/asking.js";
export { debugAgain, recordedInput } from "../controllers/debug-again.js";
export { makeEventActs } from "../controllers/event-acts.js";
export { HistoryParts } from "../controllers/history-parts.js";
export { restartPlaces } from "../controllers/restart-places.js";
export { startAgain } from "../controllers/start-again.js";
export { stopWords } from "../controllers/steps-to.js";
export { connectLive, debugInPage } from "../debugging/index.js";
export { toMermaid } from "../drawing/index.js";
export { pageText } from "../page/index.js";
export { debugBar } from "./debugger/debug-bar.js";
export { debugMessages } from "./debugger/debug-messages.js";
export type { AslItems, AslPalette, AslProblems, AslVisits };

const ELEMENTS = {
  "asl-answer": AslAnswer,
  "asl-debugger": AslDebugger,
  "asl-edit": AslEdit,
  "asl-editor": AslEditor,
  "asl-expressions": AslExpressions,
  "asl-items": AslItems,
  "asl-event-menu": AslEventMenu,
  "asl-objects": AslObjects,
  "asl-palette": AslPalette,
  "asl-problems": AslProblems,
  "asl-scopes": AslScopes,
  "asl-start": AslStart,
  "asl-table": AslTable,
  "asl-visit-events": AslVisitEvents,
  "asl-visits": AslVisits,
  "asl-why": AslWhy,
};

/** What a page needs once something is debugged, or looked into: loaded then. Defines the elements of it. */
define(ELEMENTS);

declare global {
  interface HTMLElementTagNameMap {
    "asl-answer": AslAnswer;
    "asl-debugger": AslDebugger;
    "asl-edit": AslEdit;
    "asl-editor": AslEditor;
    "asl-expressions": AslExpressions;
    "asl-items": AslItems;
    "asl-event-menu": AslEventMenu;
    "asl-objects": AslObjects;
    "asl-palette": AslPalette;
    "asl-problems": AslProblems;
    "asl-scopes": AslScopes;
    "asl-start": AslStart;
    "asl-table": AslTable;
    "asl-visit-events": AslVisitEvents;
    "asl-visits": AslVisits;
    "asl-why": AslWhy;
  }
}
