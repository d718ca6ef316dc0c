import { nothing } from "lit";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** Room that the buttons take in the lower left corner, in pixels. */
export const TOOLBAR = { width: 340, height: 54 };

/** What the buttons of a picture do. */
export interface GraphActs {
  smaller(): void;
  larger(): void;
  all(): void;
  turn(): void;
  find(): void;
  map(): void;
  readonly mapOpen: boolean;
  /** Absent where there is nothing to fold. */
  readonly foldAll: (() => void) | undefined;
  readonly folded: boolean;
  focus(): void;
  /** Steps around the chosen state that are not dimmed; 0: nothing is. */
  readonly focused: number;
  /** Absent where there are few. */
  readonly errors: (() => void) | undefined;
  readonly errorsShown: boolean;
}

/** The buttons of a picture. */
export const graphToolbar = (
  acts: GraphActs,
) => html`<div class="toolbar" part="toolbar" role="toolbar" aria-label="Picture">
  <button title="Smaller (−)" aria-label="Smaller" @click=${acts.smaller}>${ICONS.minus}</button>
  <span class="percent" aria-hidden="true">100 %</span>
  <button title="Larger (+)" aria-label="Larger" @click=${acts.larger}>${ICONS.plus}</button>
  <button title="Show all (f)" aria-label="Show all" @click=${acts.all}>${ICONS.fit}</button>
  <button title="Turn" aria-label="Turn the picture" @click=${acts.turn}>${ICONS.turn}</button>
  ${
    acts.foldAll === undefined
      ? nothing
      : html`<button title="Fold or unfold all" aria-label="Fold or unfold all" aria-pressed=${acts.folded} @click=${acts.foldAll}>${ICONS.fold}</button>`
  }
  <button title="Dim what is farther away (x)" aria-label="Dim what is farther away" aria-pressed=${acts.focused > 0} @click=${acts.focus}>
    ${ICONS.near}${acts.focused > 0 ? acts.focused : nothing}
  </button>
  ${
    acts.errors === undefined
      ? nothing
      : html`<button title="Error edges (h)" aria-label="Error edges" aria-pressed=${acts.errorsShown} @click=${acts.errors}>${ICONS.errors}</button>`
  }
  <button title="Find a state (/)" aria-label="Find a state" @click=${acts.find}>${ICONS.search}</button>
  <button title="Small picture" aria-label="Small picture" aria-pressed=${acts.mapOpen} @click=${acts.map}>${ICONS.map}</button>
</div>`;
