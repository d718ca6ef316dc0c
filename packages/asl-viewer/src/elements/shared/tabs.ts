import { nothing } from "lit";
import { html } from "./html.js";

/** A tab; `off`: it has its place, and nothing to show yet. */
export type OneTab<Id extends string> = readonly [id: Id, name: unknown, off?: boolean];

/** Tabs of which one is chosen; arrows, Home and End go from one to another. */
export const tabs = <Id extends string>(
  label: string,
  all: readonly OneTab<Id>[],
  chosen: Id | undefined,
  choose: (id: Id) => void,
) => html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${(event: KeyboardEvent) => press(event, all, choose)}>
  ${all.map(
    ([id, name, off = false], index) => html`<button
      role="tab"
      id="tab-${id}"
      class=${id}
      ?disabled=${off}
      aria-selected=${id === chosen}
      aria-controls=${id === chosen ? panelOf(label) : nothing}
      tabindex=${id === chosen || (index === 0 && !all.some(([one]) => one === chosen)) ? 0 : -1}
      @click=${() => choose(id)}
    >
      ${name}
    </button>`,
  )}
</div>`;

/** The id of the element that shows what is chosen among tabs of this label. */
export const panelOf = (label: string): string => `panel-${label.toLowerCase().replaceAll(" ", "-")}`;

function press<Id extends string>(event: KeyboardEvent, all: readonly OneTab<Id>[], choose: (id: Id) => void): void {
  const open = all.filter(([, , off]) => off !== true);
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLElement>("[role=tab]:enabled")];
  const at = buttons.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: open.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  const next = (to + open.length) % open.length;
  buttons[next]?.focus();
  choose(open[next][0]);
}
