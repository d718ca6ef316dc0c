import { nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { html } from "../shared/html.js";
import { drawnId } from "./drawn-id.js";

/** What a pointer is on inside a picture, beside nodes. */
export type GraphPart =
  | { readonly kind: "cell"; readonly node: string; readonly from: number; readonly to: number }
  | { readonly kind: "turn"; readonly node: string; readonly step: number }
  | { readonly kind: "edge"; readonly edge: string };

/** The cell of a strip, the step of a turn, or the counter of an edge that an event is on. */
export function partAt(event: MouseEvent): GraphPart | undefined {
  const target = event.target as Element | null;
  const edge = drawnId(target?.closest?.("[data-times]"), "data-times");
  if (edge) return { kind: "edge", edge };
  const node = drawnId(target?.closest?.(".asl-node"));
  if (!target || !node) return undefined;
  const step = target.closest("[data-turn]")?.getAttribute("data-turn");
  if (step) return { kind: "turn", node, step: Number(step) };
  const strip = target.closest(".asl-strip");
  return strip === null ? undefined : cellAt(strip, node, event.clientX);
}

function cellAt(strip: Element, node: string, at: number): GraphPart {
  const { left, width } = (strip.querySelector(".asl-strip-ground") as Element).getBoundingClientRect();
  const value = (name: string): number => Number(strip.getAttribute(`data-${name}`));
  const [cells, per, total] = [value("cells"), value("per"), value("total")];
  const cell = Math.max(0, Math.min(cells - 1, Math.floor(((at - left) / Math.max(1, width)) * cells)));
  return { kind: "cell", node, from: cell * per, to: Math.min(total, (cell + 1) * per) - 1 };
}

/** Says in a few lines what a cell stands for. */
export type Preview = (node: string, from: number, to: number) => readonly string[];

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly preview: Preview | undefined;
}

/** Clicks and hovering on what a picture says of parts and visits. */
export class GraphParts implements ReactiveController {
  private hint: { readonly x: number; readonly y: number; readonly lines: readonly string[] } | undefined;

  private over: string | undefined;

  /** `near` is told the node that a pointer is on, and undefined when it is on none. */
  constructor(
    private readonly host: Host,
    private readonly near: (node: string | undefined) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Tells of a click on a cell, a turn or a counter; false where it was on none. */
  click(event: MouseEvent): boolean {
    const part = partAt(event);
    if (part === undefined) return false;
    const { kind, ...detail } = part;
    this.host.dispatchEvent(new CustomEvent(`asl-${kind}`, { detail, bubbles: true, composed: true }));
    return true;
  }

  private point(node: string | undefined): void {
    if (node === this.over) return;
    this.over = node;
    this.near(node);
  }

  /** After the picture was drawn anew: it knows of no pointer. */
  again(): void {
    if (this.over !== undefined) this.near(this.over);
  }

  readonly hover = (event: PointerEvent): void => {
    const holder = (event.target as Element | null)?.closest?.(".asl-node");
    if (event.buttons === 0) this.point(drawnId(holder) ?? undefined);
    const part = event.buttons === 0 ? partAt(event) : undefined;
    const lines = part?.kind === "cell" ? (this.host.preview?.(part.node, part.from, part.to) ?? []) : [];
    if (lines.length === 0 && this.hint === undefined) return;
    const { left, top, width } = this.host.getBoundingClientRect();
    const [x, y] = [Math.max(4, Math.min(event.clientX - left + 12, width - 260)), event.clientY - top + 16];
    this.hint = lines.length === 0 ? undefined : { x, y, lines };
    this.host.requestUpdate();
  };

  readonly leave = (): void => {
    this.point(undefined);
    if (this.hint === undefined) return;
    this.hint = undefined;
    this.host.requestUpdate();
  };

  render() {
    if (this.hint === undefined) return nothing;
    const { x, y, lines } = this.hint;
    return html`<div class="preview" aria-hidden="true" .style=${`left:${x}px;top:${y}px`}>
      ${lines.map((line) => html`<div>${line}</div>`)}
    </div>`;
  }
}
