import { AslAnswer } from "./asl-answer.js";
import { AslDebugger } from "./asl-debugger.js";
import { AslEdit } from "./asl-edit.js";
import { AslEditor } from "./asl-editor.js";
import { AslExpressions } from "./asl-expressions.js";
import { AslItems } from "./asl-items.js";
import { AslMoment } from "./asl-moment.js";
import { AslObjects } from "./asl-objects.js";
import { AslPalette } from "./asl-palette.js";
import { AslScopes } from "./asl-scopes.js";
import { AslStart } from "./asl-start.js";
import { AslVisits } from "./asl-visits.js";
import { AslWhy } from "./asl-why.js";

export { makeMomentActs } from "../controllers/moment-acts.js";
export { restartPlaces } from "../controllers/restart-places.js";
export { connectLive, debugInPage } from "../debugging/index.js";
export { debugBar } from "./debug-bar.js";

const ELEMENTS = {
  "asl-answer": AslAnswer,
  "asl-debugger": AslDebugger,
  "asl-edit": AslEdit,
  "asl-editor": AslEditor,
  "asl-expressions": AslExpressions,
  "asl-items": AslItems,
  "asl-moment": AslMoment,
  "asl-objects": AslObjects,
  "asl-palette": AslPalette,
  "asl-scopes": AslScopes,
  "asl-start": AslStart,
  "asl-visits": AslVisits,
  "asl-why": AslWhy,
};

/** What a page needs once something is debugged, or looked into: loaded then. Defines the elements of it. */
for (const [name, element] of Object.entries(ELEMENTS))
  if (customElements.get(name) === undefined) customElements.define(name, element);

declare global {
  interface HTMLElementTagNameMap {
    "asl-answer": AslAnswer;
    "asl-debugger": AslDebugger;
    "asl-edit": AslEdit;
    "asl-editor": AslEditor;
    "asl-expressions": AslExpressions;
    "asl-items": AslItems;
    "asl-moment": AslMoment;
    "asl-objects": AslObjects;
    "asl-palette": AslPalette;
    "asl-scopes": AslScopes;
    "asl-start": AslStart;
    "asl-visits": AslVisits;
    "asl-why": AslWhy;
  }
}
