import { html } from "lit";
import { ICONS } from "./icons.js";

/** What keys do while the viewer has the focus; letters, since function keys belong to the browser. */
const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["c", "Space"], "play or pause"],
  [[".", ","], "next, previous event"],
  [["e", "E"], "next, previous failure"],
  [["Home", "End"], "beginning, end"],
  [["[", "]"], "previous, next iteration"],
  [["{", "}"], "previous, next iteration that failed"],
  [["↑", "↓", "←", "→"], "in the graph: along the edges"],
  [["Enter", "⌫"], "in the graph: into, out of a Parallel or Map"],
  [["/", "n", "N"], "in the graph: find a state, next, previous hit"],
  [["f", "z", "0"], "in the graph: all, what is chosen, full size"],
  [["+", "−"], "in the graph: larger, smaller"],
  [["1", "2", "3", "4"], "graph, timeline, events, definition"],
  [["y"], "copy a link to this place"],
  [["?"], "this sheet"],
];

/** The sheet of keys. */
export const helpSheet = (close: () => void) => html`<div class="help" @click=${close}>
  <div class="sheet" role="dialog" aria-modal="true" aria-label="Keys" @click=${(event: Event) => event.stopPropagation()}>
    <h2>Keys <button @click=${close} aria-label="Close">${ICONS.close}</button></h2>
    <dl>
      ${KEYS.map(
        ([keys, does]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
          <dd>${does}</dd>`,
      )}
    </dl>
  </div>
</div>`;
