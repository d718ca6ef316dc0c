import { html, LitElement, nothing, type PropertyValues } from "lit";
import { keepInHash, type Place, readHash, writeHash } from "../controllers/hash.js";
import { Incoming } from "../controllers/incoming.js";
import { Opened } from "../controllers/opened.js";
import { Playback, type Played } from "../controllers/playback.js";
import type { Direction, Layouter } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import { SourceError, type Timeline, type Visit } from "../timeline/index.js";
import type { AslGraph } from "./asl-graph.js";
import { helpSheet } from "./help.js";
import { keysOf } from "./keys.js";
import { replayBar } from "./replay-bar.js";
import type { Text } from "./text.js";
import { controls, theme } from "./theme.js";
import { topBar } from "./top-bar.js";
import { viewerStyle } from "./viewer-style.js";
import { messages, welcome } from "./welcome.js";

type Pane = "inspector" | "timeline" | "events" | "source";
const PANES: readonly (readonly [Pane, string])[] = [
  ["timeline", "Timeline"],
  ["events", "Events"],
  ["source", "Definition"],
  ["inspector", "Inspector"],
];

/**
 * Everything: the machine, the run on it, and all data of the run, with one cursor and one selection. Texts are dropped,
 * pasted, opened from files, or given by `open`.
 *
 * @element asl-viewer
 * @attr {"light" | "dark"} theme - absent: the reader's
 * @attr {"down" | "right"} direction
 * @attr {boolean} linked - keeps cursor and selection in the page's hash, so that a link shows the same
 * @fires asl-opened - a text was opened; `detail.timeline`
 * @fires asl-refused - a text could not be opened; `detail.message`, `detail.hint`
 */
export class AslViewer extends LitElement implements Played {
  static override properties = {
    theme: { reflect: true },
    direction: { reflect: true },
    linked: { type: Boolean },
    layouter: { attribute: false },
    example: { attribute: false },
    version: { state: true },
    count: { state: true },
    node: { state: true },
    visit: { state: true },
    pane: { state: true },
    fault: { state: true },
    said: { state: true },
    helping: { state: true },
    sourceOpen: { state: true },
  };

  declare theme: "light" | "dark" | null;
  declare direction: Direction;
  declare linked: boolean;
  /** Who lays out; by default elk on this thread. */
  declare layouter: Layouter | undefined;
  /** Texts that a button offers while nothing is open. */
  declare example: readonly Text[] | undefined;
  declare private version: number;
  /** How many events have happened. */
  declare count: number;
  declare private node: string | null;
  declare private visit: Visit | undefined;
  declare private pane: Pane;
  declare private fault: SourceError | undefined;
  declare private said: string;
  declare private helping: boolean;
  declare private sourceOpen: boolean;

  private readonly opened = new Opened();
  private readonly playback = new Playback(this);
  private readonly incoming = new Incoming(this);
  /** The place that the page's link named, until a person goes elsewhere. */
  private wanted: Place = {};
  private nodeMarks: ReadonlyMap<string, NodeMark> | undefined;
  private edgeMarks: ReadonlyMap<string, EdgeMark> | undefined;

  constructor() {
    super();
    this.theme = null;
    this.direction = "down";
    this.linked = false;
    this.version = 0;
    this.count = 0;
    this.node = null;
    this.pane = "timeline";
    this.said = "";
    this.helping = false;
    this.sourceOpen = false;
    this.addEventListener("keydown", this.press);
    this.addEventListener("asl-seek", (event) => this.seek((event as CustomEvent<{ count: number }>).detail.count));
    this.addEventListener("asl-select", (event) => this.select((event as CustomEvent<Selection>).detail));
  }

  get timeline(): Timeline | undefined {
    return this.opened.timeline;
  }

  /** Opens a text: a definition, a template, a history, logs. One that cannot be shown is refused with a message. */
  async open(text: string, name = ""): Promise<void> {
    try {
      await this.opened.open(text, name);
      this.fault = undefined;
      this.begin();
    } catch (error) {
      const fault = error instanceof SourceError ? error : new SourceError("it cannot be shown", String(error));
      this.fault = new SourceError(
        `${name === "" ? "The text" : name} cannot be opened: ${fault.message}`,
        fault.hint,
        fault.place,
      );
      const { message, hint } = this.fault;
      this.dispatchEvent(new CustomEvent("asl-refused", { detail: { message, hint }, bubbles: true, composed: true }));
    }
  }

  /** Opens files; of several, definitions first, so that a history dropped together with its definition is laid on it. */
  openFiles(files: Iterable<File>): Promise<void> {
    return this.incoming.openFiles(files);
  }

  /** At the place the link names, else at the end, with the state chosen that failed. */
  private begin(): void {
    const { timeline } = this;
    if (timeline === undefined) return;
    this.playback.pause();
    if (this.linked && this.version === 0) this.wanted = readHash(location.hash);
    const { wanted } = this;
    this.version++;
    this.count = Math.min(wanted.count ?? timeline.length, timeline.length);
    const failing = timeline.ending === "succeeded" ? undefined : timeline.visitAt(this.count);
    const visit = timeline.visits.visits[wanted.visit ?? -1] ?? (wanted.node === undefined ? failing : undefined);
    this.visit = visit;
    this.node = wanted.node ?? (visit === undefined ? null : timeline.nodeOf(visit).pointer);
    if (this.node !== null && !this.opened.graph?.nodes.has(this.node)) this.node = null;
    if (this.narrow) this.pane = failing === undefined && timeline.length > 0 ? "timeline" : "inspector";
    this.remark();
    setTimeout(() => timeline.search.prepare(), 400);
    this.dispatchEvent(new CustomEvent("asl-opened", { detail: { timeline }, bubbles: true, composed: true }));
  }

  /** Goes to a place: `count` events have happened. */
  seek(count: number): void {
    const { timeline } = this;
    const wanted = Math.max(0, Math.min(timeline?.length ?? 0, Math.round(count)));
    if (wanted === this.count || Number.isNaN(wanted)) return;
    this.wanted = {};
    this.count = wanted;
    this.remark();
    if (this.visit !== undefined && this.visit.from >= wanted)
      this.visit = timeline?.latestVisit(this.visit.node, wanted);
    else if (this.node !== null) this.visit = timeline?.visitFor(this.node, wanted, this.visit);
  }

  private remark(): void {
    const { timeline } = this;
    const ran = timeline !== undefined && timeline.length > 0;
    this.nodeMarks = ran ? timeline.nodeMarks(this.count) : undefined;
    this.edgeMarks = ran ? timeline.edgeMarks(this.count) : undefined;
  }

  private select({ node, visit }: Selection): void {
    this.wanted = {};
    this.node = node;
    const chosen = visit === undefined ? undefined : this.timeline?.visits.visits[visit];
    this.visit = node === null ? undefined : (chosen ?? this.timeline?.visitFor(node, this.count, this.visit));
    if (node !== null && this.narrow && visit === undefined) this.pane = "inspector";
  }

  private get place(): Place {
    return { count: this.count, node: this.node ?? undefined, visit: this.visit?.index };
  }

  private get narrow(): boolean {
    return this.getBoundingClientRect().width < 900;
  }

  override updated(changed: PropertyValues): void {
    const all = changed as Map<string, unknown>;
    if (!this.linked || this.version === 0 || !["count", "node", "visit"].some((name) => all.has(name))) return;
    const isPending = Object.values(this.wanted).some((one) => one !== undefined);
    if (!this.playback.playing && !isPending) keepInHash(this.place);
  }

  /** Steps by events. */
  step(by: number): void {
    this.playback.pause();
    this.seek(this.count + by);
    this.followCursor();
  }

  /** To the next or previous failure. */
  toError(step: 1 | -1): void {
    this.playback.pause();
    const found = this.timeline?.error(this.count, step);
    if (found === undefined) return;
    this.seek(found);
    this.followCursor();
  }

  /** What is chosen becomes what the cursor is at. */
  private followCursor(): void {
    const visit = this.timeline?.visitAt(this.count);
    if (visit !== undefined) this.select({ node: this.timeline!.nodeOf(visit).pointer, visit: visit.index });
  }

  /** To the same state in the iteration before or after; with `failed` to one that failed. */
  toIteration(step: 1 | -1, failed: boolean): void {
    const { timeline, visit } = this;
    const found = visit && timeline?.sameIn(visit, step, failed);
    if (found === undefined) return;
    this.seek((found.to < 0 ? timeline!.length - 1 : found.to) + 1);
    this.select({ node: timeline!.nodeOf(found).pointer, visit: found.index });
  }

  /** Handles a key as the viewer does when it has the focus; true where it meant something. */
  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0] as Element;
    if (target.matches?.("input, select, textarea")) return;
    if (event.key === " " && target.matches?.("button")) return;
    const action = keysOf(this)[event.key];
    if (action === undefined || action() === false) return;
    event.preventDefault();
  };

  /** Closes the sheet of keys and the message; false where neither is open. */
  dismiss(): boolean {
    const open = this.helping || this.fault !== undefined;
    [this.helping, this.fault] = [false, undefined];
    return open;
  }

  /** Opens the sheet of keys, or closes it. */
  help(): void {
    this.helping = !this.helping;
  }

  /** Plays, or pauses. */
  play(): void {
    this.playback.toggle();
  }

  /** The picture. */
  get graphElement(): AslGraph | null {
    return this.renderRoot.querySelector("asl-graph");
  }

  /** Shows a pane; the definition, where there is room for it beside the others, also hides again. */
  show(pane: Pane | "details"): void {
    const wanted = pane !== "details" ? pane : this.narrow ? "inspector" : "source";
    if (wanted === "source" && !this.narrow) this.sourceOpen = !this.sourceOpen;
    else this.pane = wanted;
  }

  /** Puts a link to this place into the clipboard. */
  async copyLink(): Promise<void> {
    const link = new URL(writeHash(this.place), location.href).href;
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    this.say(
      copied
        ? "Link copied: it shows this place once the same files are open"
        : "The browser does not let this page copy",
    );
  }

  private say(text: string): void {
    this.said = text;
    setTimeout(() => (this.said = ""), 2500);
  }

  /** Opens what a paste event brings. */
  takePaste(event: ClipboardEvent): void {
    this.incoming.take(event);
  }

  private readonly openExample = async (): Promise<void> => {
    for (const { text, name } of this.example ?? []) await this.open(text, name);
  };

  override render() {
    return html`
      ${topBar(this.opened, {
        choose: (what) => this.choose(what),
        open: this.incoming.pick,
        link: () => void this.copyLink(),
        theme: this.turnTheme,
        help: () => (this.helping = !this.helping),
      })}
      ${messages(this.fault, this.opened.graph === undefined ? [] : this.opened.notes, () => (this.fault = undefined))}
      ${this.opened.graph === undefined ? welcome(this.incoming.pick, this.example && this.openExample) : this.panes()}
      ${this.incoming.dropping ? html`<div class="drop" aria-hidden="true">Drop to open</div>` : nothing}
      ${this.helping ? helpSheet(() => (this.helping = false)) : nothing}
      <p class="said" role="status">${this.said}</p>
    `;
  }

  private choose(what: Parameters<Opened["choose"]>[0]): void {
    this.opened.choose(what);
    this.begin();
  }

  private readonly turnTheme = (): void => {
    const isDark = this.theme === null ? matchMedia("(prefers-color-scheme: dark)").matches : this.theme === "dark";
    this.theme = isDark ? "light" : "dark";
    void this.updateComplete.then(() => repaint(this.renderRoot));
  };

  private panes() {
    const ran = (this.timeline?.length ?? 0) > 0;
    return html`${ran ? replayBar(this, this.playback) : nothing}
      <main class="panes ${ran ? "" : "still"} ${this.sourceOpen ? "sourced" : ""}" data-pane=${this.pane}>
        ${this.sourceOpen || this.pane === "source" ? html`<section class="source" aria-label="Definition">${this.source()}</section>` : nothing}
        <section class="graph" aria-label="Graph">
          <asl-graph
            nested
            .graph=${this.opened.graph}
            .nodeMarks=${this.nodeMarks}
            .edgeMarks=${this.edgeMarks}
            .selected=${this.node}
            .layouter=${this.layouter}
            direction=${this.direction}
          ></asl-graph>
        </section>
        <section class="inspector" aria-label="Inspector">${this.inspector()}</section>
        <div class="tabs" role="tablist">
          ${PANES.map(
            ([pane, name]) => html`<button
              role="tab"
              class=${pane}
              aria-selected=${pane === "source" && !this.narrow ? this.sourceOpen : this.pane === pane}
              @click=${() => this.show(pane)}
            >
              ${name}
            </button>`,
          )}
        </div>
        <section class="lower" aria-label="Run">${this.lower()}</section>
      </main>`;
  }

  private lower() {
    const { timeline, count, node, visit, pane, narrow } = this;
    if (narrow && pane === "inspector") return this.inspector();
    if (narrow && pane === "source") return this.source();
    if (pane === "events")
      return html`<asl-events nested .timeline=${timeline} .count=${count} .node=${node}></asl-events>`;
    return html`<asl-timeline nested .timeline=${timeline} .count=${count} .visit=${visit}></asl-timeline>`;
  }

  private source() {
    const { drawn } = this.opened;
    const current = this.timeline?.visitAt(this.count);
    if (drawn?.read !== undefined)
      return html`<asl-source
        nested
        .read=${drawn.read}
        .node=${this.node}
        .current=${current === undefined ? null : this.timeline!.nodeOf(current).pointer}
      ></asl-source>`;
    return html`<asl-json nested .value=${this.timeline?.run.outline.definition} .levels=${4}></asl-json>`;
  }

  private inspector() {
    return html`<asl-inspector
      nested
      .timeline=${this.timeline}
      .count=${this.count}
      .node=${this.node}
      .visit=${this.visit}
      .status=${this.node === null ? undefined : this.nodeMarks?.get(this.node)?.status}
    ></asl-inspector>`;
  }

  static override styles = [theme, controls, viewerStyle];
}

/** Canvases know colours only when they are painted. */
const repaint = (root: ParentNode): void =>
  root.querySelectorAll<LitElement>("asl-graph, asl-timeline").forEach((one) => one.requestUpdate("nodeMarks"));

interface Selection {
  readonly node: string | null;
  readonly visit?: number;
}
