import { nothing } from "lit";
import type { Address } from "../../controllers/address.js";
import type { Checking } from "../../controllers/checking.js";
import type { Choices } from "../../controllers/choices.js";
import type { Cursor } from "../../controllers/cursor.js";
import type { Opened } from "../../controllers/opened.js";
import type { PaneSizes, Part } from "../../controllers/pane-sizes.js";
import type { Times } from "../../controllers/times.js";
import type { Watching } from "../../controllers/watching.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { DebugView } from "../debugger/debug-view.js";
import { problemsTab } from "../problems/problems-tab.js";
import type { Bindings } from "../shared/command.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { loadAsides } from "../shared/load-asides.js";
import { loadWorkbench } from "../shared/load-workbench.js";
import { splitter } from "../shared/splitter.js";
import { panelOf, tabs } from "../shared/tabs.js";

/** One of the panes beside the graph. */
export type Pane = "inspector" | "timeline" | "events" | "table" | "problems" | "debugger" | "source";

const LABEL = "Panes";
type Tab = readonly [Pane, unknown];
const LOWER: readonly Tab[] = [
  ["timeline", "Timeline"],
  ["events", "Events"],
  ["table", "Table"],
];
/** What stands beside the graph where there is room for it. */
const BESIDE: readonly Tab[] = [
  ["source", "Definition"],
  ["inspector", "Inspector"],
];

/** What panes show, and which of them. */
export interface Paned extends EventTarget {
  readonly opened: Opened;
  readonly cursor: Cursor;
  readonly choices: Choices;
  readonly debug: DebugView;
  readonly watching: Watching;
  readonly times: Times;
  readonly checking: Checking;
  readonly address: Address;
  readonly pane: Pane;
  /** Where there is room for one pane at a time. */
  readonly narrow: boolean;
  readonly sourceOpen: boolean;
  readonly layouter: Layouter | undefined;
  readonly direction: Direction;
  readonly sizes: PaneSizes;
  readonly keys: "on" | "off" | null;
  readonly bindings: Bindings | undefined;
  show(pane: Pane): void;
  fold(part: "inspector" | "lower"): void;
}

/** The graph and the panes around it. */
export function panes(viewer: Paned) {
  const { opened, cursor, sizes, sourceOpen } = viewer;
  const ran = hasRun(viewer);
  const isSourced = sourceOpen && !viewer.narrow;
  return html`<div class=${classesOf(viewer)} data-pane=${viewer.pane} .style=${sizes.style}>
    ${
      isSourced
        ? html`<section id="source" class="source" part="source" aria-label="Definition">${source(viewer)}</section>
            ${splitter(sizes, "source", "the definition")}`
        : nothing
    }
    <section class="graph" part="graph" aria-label="Graph">
      <asl-graph
        nested
        exportparts="toolbar, minimap"
        .graph=${opened.graph}
        .nodeMarks=${viewer.checking.marks(viewer.watching.marks(viewer.debug.marks(cursor.nodeMarks)))}
        .edgeMarks=${cursor.edgeMarks}
        .selected=${cursor.node}
        .preview=${viewer.choices.preview}
        .layouter=${viewer.layouter}
        .keys=${viewer.keys}
        .bindings=${viewer.bindings}
        direction=${viewer.direction}
      ></asl-graph>
    </section>
    ${splitter(sizes, viewer.narrow ? "sheet" : "lower", "the lower pane")} ${strip(viewer)}
    <section id="lower" class="lower" part="lower" aria-label=${ran ? "Run" : "Problems"}>
      <div class="panel" role="tabpanel" id=${panelOf(LABEL)} aria-labelledby="tab-${shownIn(viewer)}">${lower(viewer)}</div>
    </section>
    ${splitter(sizes, "inspector", "the inspector")}
    <section id="inspector" class="inspector" part="inspector" aria-label="Inspector">${inspector(viewer)}</section>
  </div>`;
}

const classesOf = (viewer: Paned): string =>
  [
    "panes",
    hasLower(viewer) ? "" : "still",
    viewer.sourceOpen && !viewer.narrow ? "sourced" : "",
    ...(["inspector", "lower", "sheet"] as Part[]).map((part) => (viewer.sizes.folded(part) ? `no-${part}` : "")),
  ].join(" ");

/** Whether there is a run, if only one that has not begun. */
const hasRun = ({ opened, debug }: Paned): boolean => (opened.timeline?.length ?? 0) > 0 || debug.active;

/** Whether the lower pane has anything to show: of a definition alone its problems, of a sound one where they are asked for. */
const hasLower = (viewer: Paned): boolean =>
  hasRun(viewer) || (viewer.checking.findings?.problems.length ?? 0) > 0 || shownIn(viewer) !== "timeline";

/** Whether there is anything to tell of a debugger. */
const hasDebugger = ({ debug }: Paned): boolean => debug.active || debug.debugging.breakpoints.length > 0;

/** What the lower pane shows. */
function shownIn(viewer: Paned): Pane {
  const { pane, checking, narrow } = viewer;
  if (tabsOf(viewer).some(([one]) => one === pane)) return pane;
  if (hasRun(viewer)) return "timeline";
  return (checking.findings?.problems.length ?? 0) > 0 ? "problems" : narrow ? "inspector" : "timeline";
}

/** Tabs of the lower pane. */
const tabsOf = (viewer: Paned): readonly Tab[] => [
  ...(hasRun(viewer) ? LOWER : []),
  ...(viewer.checking.findings === undefined ? [] : [["problems", problemsTab(viewer.checking.findings)] as const]),
  ...(hasDebugger(viewer) ? [viewer.debug.tab()] : []),
  ...(viewer.narrow ? BESIDE : []),
];

/** Tabs of the lower pane, and what opens and folds the others. */
function strip(viewer: Paned) {
  const { narrow, sizes } = viewer;
  const all = tabsOf(viewer);
  const choose = (one: Pane) => {
    if (sizes.folded(narrow ? "sheet" : "lower")) viewer.fold("lower");
    viewer.show(one);
  };
  return html`<div class="strip" part="strip">
    ${all.length === 0 ? nothing : tabs(LABEL, all, shownIn(viewer), choose)}
    <span class="folds">
      ${narrow ? nothing : toggle("Definition", "4", html`${ICONS.left} Definition`, viewer.sourceOpen, () => viewer.show("source"))}
      ${hasLower(viewer) || narrow ? toggle("Lower pane", "6", ICONS.bottom, !sizes.folded(narrow ? "sheet" : "lower"), () => viewer.fold("lower")) : nothing}
      ${narrow ? nothing : toggle("Inspector", "5", ICONS.right, !sizes.folded("inspector"), () => viewer.fold("inspector"))}
    </span>
  </div>`;
}

const toggle = (name: string, key: string, icon: unknown, open: boolean, act: () => void) =>
  html`<button title="${name} (${key})" aria-label=${name} aria-pressed=${open} @click=${act}>${icon}</button>`;

function lower(viewer: Paned) {
  const { opened, cursor, pane, narrow } = viewer;
  const { timeline } = opened;
  if (narrow && pane === "inspector") return inspector(viewer);
  if (narrow && pane === "source") return source(viewer);
  if (shownIn(viewer) === "debugger") return viewer.debug.pane();
  if (shownIn(viewer) === "problems") return problems(viewer);
  if (shownIn(viewer) === "table") return table(viewer);
  if (pane === "events") return events(viewer);
  return html`<asl-timeline nested .absolute=${viewer.times.absolute} .timeline=${timeline} .count=${cursor.count} .visit=${cursor.visit} .watched=${viewer.watching.watched}></asl-timeline>`;
}

/** The first one loads what shows it. */
function events(viewer: Paned) {
  loadAsides(viewer);
  const { count, node, visit } = viewer.cursor;
  return html`<asl-events nested .timeline=${viewer.opened.timeline} .count=${count} .node=${node} .visit=${visit} .filters=${viewer.address.filters} .absolute=${viewer.times.absolute}></asl-events>`;
}

/** The first one loads what shows it. */
function table(viewer: Paned) {
  loadWorkbench(viewer);
  const { count, node, visit } = viewer.cursor;
  return html`<asl-table nested .timeline=${viewer.opened.timeline} .count=${count} .node=${node} .visit=${visit}></asl-table>`;
}

/** The first one loads what shows it. */
function problems(viewer: Paned) {
  loadWorkbench(viewer);
  return html`<asl-problems nested .findings=${viewer.checking.findings}></asl-problems>`;
}

/** The first one loads what shows it. */
function source(viewer: Paned) {
  loadAsides(viewer);
  const { opened, cursor, debug, checking } = viewer;
  const { drawn, timeline } = opened;
  const current = timeline?.visitAt(cursor.count);
  if (drawn?.read !== undefined)
    return html`<asl-source
      nested
      .read=${drawn.read}
      .node=${cursor.node}
      .current=${debug.active ? (debug.debugging.node ?? null) : current === undefined ? null : timeline!.nodeOf(current).pointer}
      .breakpoints=${debug.lines}
      .problems=${checking.lines}
      .place=${checking.place}
    ></asl-source>`;
  return html`<asl-json nested .value=${timeline?.run.outline.definition} .levels=${4}></asl-json>`;
}

/** The first one of a state loads what shows its data. */
function inspector(viewer: Paned) {
  const { opened, cursor, debug, watching, times } = viewer;
  const { count, node, visit, nodeMarks } = cursor;
  if (node !== null) loadAsides(viewer);
  return html`<asl-inspector
    nested
    .timeline=${opened.timeline}
    .count=${count}
    .node=${node}
    .visit=${visit}
    .status=${node === null ? undefined : nodeMarks?.get(node)?.status}
    .watched=${watching.watched}
    .why=${cursor.failing !== undefined}
    .absolute=${times.absolute}
    .live=${node === null ? undefined : debug.liveOf(node)}
  ></asl-inspector>`;
}
