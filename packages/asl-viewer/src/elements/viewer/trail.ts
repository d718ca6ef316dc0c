import { nothing } from "lit";
import type { Cursor } from "../../controllers/cursor.js";
import type { Opened } from "../../controllers/opened.js";
import { crumbsOf } from "../../timeline/index.js";
import { html } from "../shared/html.js";

/** What is open, and what is chosen in it. */
interface Trailed {
  readonly opened: Opened;
  readonly cursor: Cursor;
}

const tell = (event: Event, type: string, detail: unknown) =>
  event.target?.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));

/** The way to what is chosen: executions around a child execution, iterations and branches; each leads there. */
export function trail({ opened, cursor }: Trailed) {
  const { timeline } = opened;
  const steps = [
    ...opened.trail.map(({ text }, depth) => ({
      text: depth === 0 ? "Execution" : opened.trail[depth - 1].text,
      title: "Out of the child execution",
      act: (event: Event) => tell(event, "asl-leave", { depth }),
      to: text,
    })),
    ...inside(timeline, cursor),
  ];
  if (steps.length === 0) return nothing;
  const last = opened.trail.at(-1)?.text;
  const outer = opened.trail.length;
  return html`<nav class="trail" aria-label="Where">
    ${steps.map(
      (
        { text, title, act },
        at,
      ) => html`${at === outer && last !== undefined ? html`<span class="here">${last}</span>${MARK}` : nothing}<button
          title=${title}
          aria-current=${at === steps.length - 1 && at >= outer ? "true" : nothing}
          @click=${act}
        >
          ${text}</button
        >${at < steps.length - 1 ? MARK : nothing}`,
    )}
    ${steps.length === outer ? html`${MARK}<span class="here">${last}</span>` : nothing}
  </nav>`;
}

const MARK = html`<span class="mark" aria-hidden="true">▸</span>`;

function inside(timeline: Opened["timeline"], { visit }: Cursor) {
  if (timeline === undefined || visit === undefined) return [];
  return crumbsOf(timeline, visit).map(({ text, visit: one }) => ({
    text,
    title: `To ${text}`,
    act: (event: Event) => tell(event, "asl-select", { node: timeline.nodeOf(one).pointer, visit: one.index }),
  }));
}
