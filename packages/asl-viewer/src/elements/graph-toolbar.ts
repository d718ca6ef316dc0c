import { html, nothing } from "lit";
import { ICONS } from "./icons.js";

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
  <button title="Find a state (/)" aria-label="Find a state" @click=${acts.find}>${ICONS.search}</button>
  <button title="Small picture" aria-label="Small picture" aria-pressed=${acts.mapOpen} @click=${acts.map}>${ICONS.map}</button>
</div>`;
