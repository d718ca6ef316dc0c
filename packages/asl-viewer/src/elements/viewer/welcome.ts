import { nothing } from "lit";
import type { SourceError } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** What a viewer shows while nothing is open. */
export const welcome = (
  pick: () => void,
  example: (() => void) | undefined,
) => html`<section class="welcome" aria-label="Open something">
  <h1>See the machine. Replay the run.</h1>
  <p>
    Drop or paste a state machine (JSON, YAML, a template) or a recorded execution: what
    <code>get-execution-history</code> answers, an export of the console, log records.
  </p>
  <p class="choices">
    <button class="primary" @click=${pick}>${ICONS.open} Open files</button>
    ${example === undefined ? nothing : html`<button @click=${example}>${ICONS.play} Show an example</button>`}
  </p>
  <p class="small">Nothing leaves this page: it makes no network requests.</p>
</section>`;

/** Why a text was refused, and what a reader must know of what is open. */
export const messages = (fault: SourceError | undefined, notes: readonly string[], close: () => void) => html`${
  fault === undefined
    ? nothing
    : html`<div class="fault" role="alert">
        <div>
          <strong>${fault.message}</strong>${
            fault.place === undefined
              ? nothing
              : html` <span>line ${fault.place.line}, column ${fault.place.column}</span>`
          }
          ${fault.hint === "" ? nothing : html`<p>${fault.hint}</p>`}
        </div>
        <button @click=${close} aria-label="Close">${ICONS.close}</button>
      </div>`
}
  ${notes.length === 0 ? nothing : html`<section class="notes" aria-label="Notes">${notes.join(" ")}</section>`}`;
