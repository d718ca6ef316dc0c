import type { TemplateResult } from "lit";
import { type PaneSizes, type Part, SHARES } from "../../controllers/pane-sizes.js";
import { html } from "./html.js";

/** The side of the window that a part lies at. */
const SIDES: Readonly<Record<Part, "left" | "right" | "bottom">> = {
  inspector: "right",
  source: "left",
  lower: "bottom",
  sheet: "bottom",
};

/** How far an arrow moves a border, in shares of the window; with Shift further. */
const [STEP, LEAP] = [0.02, 0.1];

/** The border of a part: dragged, moved by arrows, folded by Enter; as at first by double click. */
export function splitter(sizes: PaneSizes, part: Part, name: string): TemplateResult {
  const side = SIDES[part];
  const { least, most } = SHARES[part];
  return html`<div
    class="split of-${part}"
    role="separator"
    tabindex="0"
    aria-orientation=${side === "bottom" ? "horizontal" : "vertical"}
    aria-label=${`Size of ${name}`}
    aria-controls=${part === "sheet" ? "lower" : part}
    aria-valuemin=${sizes.folded(part) ? 0 : Math.round(least * 100)}
    aria-valuemax=${Math.round(most * 100)}
    aria-valuenow=${sizes.folded(part) ? 0 : Math.round(sizes.share(part) * 100)}
    aria-valuetext=${sizes.folded(part) ? "folded" : `${Math.round(sizes.share(part) * 100)} percent`}
    @pointerdown=${(event: PointerEvent) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
    @pointermove=${(event: PointerEvent) => drag(event, sizes, part)}
    @keydown=${(event: KeyboardEvent) => press(event, sizes, part)}
    @dblclick=${() => sizes.reset(part)}
  ></div>`;
}

function drag(event: PointerEvent, sizes: PaneSizes, part: Part): void {
  const border = event.currentTarget as HTMLElement;
  if (!border.hasPointerCapture(event.pointerId)) return;
  const { left, right, bottom, width, height } = (border.parentElement as HTMLElement).getBoundingClientRect();
  const share = {
    left: (event.clientX - left) / width,
    right: (right - event.clientX) / width,
    bottom: (bottom - event.clientY) / height,
  }[SIDES[part]];
  if (share < SHARES[part].least / 2) sizes.fold(part, true);
  else sizes.resize(part, share);
}

/** What makes a part larger lies opposite to its side. */
const LARGER = { left: "ArrowRight", right: "ArrowLeft", bottom: "ArrowUp" } as const;
const SMALLER = { left: "ArrowLeft", right: "ArrowRight", bottom: "ArrowDown" } as const;

function press(event: KeyboardEvent, sizes: PaneSizes, part: Part): void {
  const [step, share, { least, most }] = [event.shiftKey ? LEAP : STEP, sizes.share(part), SHARES[part]];
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    [LARGER[SIDES[part]]]: () => sizes.resize(part, sizes.folded(part) ? least : share + step),
    [SMALLER[SIDES[part]]]: () => (sizes.folded(part) ? undefined : sizes.resize(part, share - step)),
    Home: () => sizes.resize(part, least),
    End: () => sizes.resize(part, most),
    Enter: () => sizes.fold(part),
  };
  const act = acts[event.key];
  if (act === undefined) return;
  act();
  event.preventDefault();
  event.stopPropagation();
}
