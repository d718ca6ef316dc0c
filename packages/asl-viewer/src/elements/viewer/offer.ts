import { html, nothing } from "lit";
import type { Choices } from "../../controllers/choices.js";
import type { Cursor } from "../../controllers/cursor.js";

/** The list of visits that is offered, if any; the first one loads what shows it. */
export function offer({ choices, cursor }: { readonly choices: Choices; readonly cursor: Cursor }) {
  const { list } = choices;
  if (list === undefined) return nothing;
  void import("../workbench.js");
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
