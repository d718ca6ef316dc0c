import { html, nothing } from "lit";
import type { Cursor } from "../controllers/cursor.js";
import type { Opened } from "../controllers/opened.js";
import type { Direction, Layouter } from "../layout/index.js";

/** One of the panes beside the graph. */
export type Pane = "inspector" | "timeline" | "events" | "source";

const PANES: readonly (readonly [Pane, string])[] = [
  ["timeline", "Timeline"],
  ["events", "Events"],
  ["source", "Definition"],
  ["inspector", "Inspector"],
];

/** What panes show, and which of them. */
export interface Paned {
  readonly opened: Opened;
  readonly cursor: Cursor;
  readonly pane: Pane;
  /** Where there is room for one pane at a time. */
  readonly narrow: boolean;
  readonly sourceOpen: boolean;
  readonly layouter: Layouter | undefined;
  readonly direction: Direction;
  show(pane: Pane): void;
}

/** The graph and the panes around it. */
export function panes(viewer: Paned) {
  const { opened, cursor, pane, sourceOpen } = viewer;
  const ran = (opened.timeline?.length ?? 0) > 0;
  return html`<main class="panes ${ran ? "" : "still"} ${sourceOpen ? "sourced" : ""}" data-pane=${pane}>
    ${sourceOpen || pane === "source" ? html`<section class="source" aria-label="Definition">${source(viewer)}</section>` : nothing}
    <section class="graph" aria-label="Graph">
      <asl-graph
        nested
        .graph=${opened.graph}
        .nodeMarks=${cursor.nodeMarks}
        .edgeMarks=${cursor.edgeMarks}
        .selected=${cursor.node}
        .layouter=${viewer.layouter}
        direction=${viewer.direction}
      ></asl-graph>
    </section>
    <section class="inspector" aria-label="Inspector">${inspector(viewer)}</section>
    <div class="tabs" role="tablist">${PANES.map(([one, name]) => tab(viewer, one, name))}</div>
    <section class="lower" aria-label="Run">${lower(viewer)}</section>
  </main>`;
}

const tab = ({ pane, narrow, sourceOpen, show }: Paned, one: Pane, name: string) => html`<button
  role="tab"
  class=${one}
  aria-selected=${one === "source" && !narrow ? sourceOpen : pane === one}
  @click=${() => show(one)}
>
  ${name}
</button>`;

function lower(viewer: Paned) {
  const { opened, cursor, pane, narrow } = viewer;
  const { timeline } = opened;
  if (narrow && pane === "inspector") return inspector(viewer);
  if (narrow && pane === "source") return source(viewer);
  if (pane === "events")
    return html`<asl-events nested .timeline=${timeline} .count=${cursor.count} .node=${cursor.node}></asl-events>`;
  return html`<asl-timeline nested .timeline=${timeline} .count=${cursor.count} .visit=${cursor.visit}></asl-timeline>`;
}

function source({ opened, cursor }: Paned) {
  const { drawn, timeline } = opened;
  const current = timeline?.visitAt(cursor.count);
  if (drawn?.read !== undefined)
    return html`<asl-source
      nested
      .read=${drawn.read}
      .node=${cursor.node}
      .current=${current === undefined ? null : timeline!.nodeOf(current).pointer}
    ></asl-source>`;
  return html`<asl-json nested .value=${timeline?.run.outline.definition} .levels=${4}></asl-json>`;
}

function inspector({ opened, cursor }: Paned) {
  const { count, node, visit, nodeMarks } = cursor;
  return html`<asl-inspector
    nested
    .timeline=${opened.timeline}
    .count=${count}
    .node=${node}
    .visit=${visit}
    .status=${node === null ? undefined : nodeMarks?.get(node)?.status}
  ></asl-inspector>`;
}
