import { nothing } from "lit";
import type { Choices } from "../../controllers/choices.js";
import type { Cursor } from "../../controllers/cursor.js";
import { html } from "../shared/html.js";
import { loadWorkbench } from "../shared/load-workbench.js";

/** The list of visits that is offered, if any; the first one loads what shows it. */
export function offer(viewer: EventTarget & { readonly choices: Choices; readonly cursor: Cursor }) {
  const { choices, cursor } = viewer;
  const { list } = choices;
  if (list === undefined) return nothing;
  loadWorkbench(viewer);
  return html`<asl-visits
    nested
    .timeline=${cursor.timeline}
    .visits=${list.visits}
    .heading=${list.title}
    .count=${cursor.count}
    .chosen=${cursor.visit}
    @asl-close=${() => choices.offer(undefined)}
  ></asl-visits>`;
}
