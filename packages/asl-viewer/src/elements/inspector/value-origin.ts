import { css, nothing } from "lit";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** Where a value came from, in lines: from the value back to where it began. */
export interface ValueOrigin {
  /** What was asked for: "Input /total". */
  readonly name: string;
  readonly lines: readonly string[];
}

/** Where a value came from; nothing where nobody asked. */
export function valueOrigin(origin: ValueOrigin | undefined, close: () => void) {
  if (origin === undefined) return nothing;
  return html`<section class="origin" role="status" aria-label="Where the value came from">
    <p><b>${origin.name}</b> <button aria-label="Close" title="Close" @click=${close}>${ICONS.close}</button></p>
    <ol>${origin.lines.map((line) => html`<li>${line}</li>`)}</ol>
  </section>`;
}

/** How it looks. */
export const originStyle = css`
  .origin {
    padding: 4px 8px 6px 12px;
    max-height: 160px;
    overflow: auto;
    font-size: 12px;
    border-bottom: 1px solid var(--asl-border);
  }
  .origin p {
    display: flex;
    justify-content: space-between;
    margin: 0;
  }
  .origin ol {
    margin: 0;
    padding-left: 18px;
    overflow-wrap: anywhere;
  }
`;
