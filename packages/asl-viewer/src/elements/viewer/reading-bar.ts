import { nothing } from "lit";
import type { Reading } from "../../controllers/reading.js";
import { html } from "../shared/html.js";

/** How far the reading of a long text has come, with a way to give it up. */
export const readingBar = ({ words, share, cancel }: Reading) =>
  words === ""
    ? nothing
    : html`<div class="reading" role="status">
        <progress aria-label=${words} max="1" value=${share ?? nothing}></progress>
        <span>${words} …</span>
        <button @click=${cancel}>Cancel</button>
      </div>`;
