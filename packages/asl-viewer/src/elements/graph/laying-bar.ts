import { nothing } from "lit";
import type { LayingOut } from "../../controllers/laying-out.js";
import { html } from "../shared/html.js";

/** How far the layout of a picture has come, with a way to end it; that it was ended, or why there is none. */
export function layingBar({ words, seconds, stopped, stop, resume }: LayingOut, fault: string | undefined) {
  if (words !== "")
    return html`<p class="busy">
      <span role="status">${words} …</span> <span class="clock" aria-hidden="true">${seconds > 0 ? `${seconds} s` : ""}</span>
      <button @click=${stop}>End</button>
    </p>`;
  if (stopped)
    return html`<p class="busy" role="status">
      Laying out was ended${seconds > 0 ? ` after ${seconds} s` : ""}. <button @click=${resume}>Go on</button>
    </p>`;
  return fault === undefined ? nothing : html`<p class="fault" role="alert">It cannot be laid out: ${fault}</p>`;
}
