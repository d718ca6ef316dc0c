import { html, LitElement, nothing, type PropertyValues } from "lit";
import { type Place, readHash, writeHash } from "../controllers/hash.js";
import { Opened } from "../controllers/opened.js";
import { Playback, type Played, SPEEDS } from "../controllers/playback.js";
import type { Direction, Layouter } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import { type Drawn, SourceError, shortDuration, type Timeline, type Visit } from "../timeline/index.js";
import type { AslGraph } from "./asl-graph.js";
import { helpSheet } from "./help.js";
import { ICONS } from "./icons.js";
import { controls, theme } from "./theme.js";
import { viewerStyle } from "./viewer-style.js";

type Pane = "inspector" | "timeline" | "events" | "source";
const PANES: readonly (readonly [Pane, string])[] = [
  ["timeline", "Timeline"],
  ["events", "Events"],
  ["source", "Definition"],
  ["inspector", "Inspector"],
];

/** A text to be shown; `name` is a file's, which helps to tell what it is. */
export interface Text {
  readonly text: string;
  readonly name?: string;
}

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
    dropping: { state: true },
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
  declare private dropping: boolean;
  declare private helping: boolean;
  declare private sourceOpen: boolean;

  private readonly opened = new Opened();
  private readonly playback = new Playback(this);
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
    this.dropping = false;
    this.helping = false;
    this.sourceOpen = false;
    this.addEventListener("keydown", this.press);
    this.addEventListener("paste", this.paste);
    this.addEventListener("dragover", this.dragOver);
    this.addEventListener("dragleave", () => (this.dropping = false));
    this.addEventListener("drop", this.drop);
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
  async openFiles(files: Iterable<File>): Promise<void> {
    const texts = await Promise.all([...files].map(async (file) => ({ name: file.name, text: await file.text() })));
    const isDefinition = ({ text }: Text) => /"States"|^\s*States:/m.test(text.slice(0, 100_000));
    texts.sort((a, b) => Number(isDefinition(b)) - Number(isDefinition(a)));
    for (const { text, name } of texts) await this.open(text, name);
  }

  /** At the place the link names, else at the end, with the state chosen that failed. */
  private begin(): void {
    const { timeline } = this.opened;
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
    if (wanted === this.count) return;
    this.wanted = {};
    this.count = wanted;
    this.remark();
    if (this.visit !== undefined && this.visit.from >= wanted)
      this.visit = timeline?.latestVisit(this.visit.node, wanted);
    else if (this.node !== null) this.visit = this.visitFor(this.node);
  }

  /** The visit of a chosen state to be shown at this place: the one at the cursor, else the chosen one, else the latest. */
  private visitFor(node: string): Visit | undefined {
    const { timeline, count } = this;
    const state = timeline?.run.outline.nodes.find(({ pointer }) => pointer === node);
    if (timeline === undefined || state === undefined) return undefined;
    const here = timeline.visitAt(count);
    if (here?.node === state.index) return here;
    const isKept = this.visit?.node === state.index && this.visit.from < count;
    return isKept ? this.visit : timeline.latestVisit(state.index, count);
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
    this.visit = node === null ? undefined : (chosen ?? this.visitFor(node));
    if (node !== null && this.narrow && visit === undefined) this.pane = "inspector";
  }

  private get narrow(): boolean {
    return this.getBoundingClientRect().width < 900;
  }

  override updated(changed: PropertyValues): void {
    const all = changed as Map<string, unknown>;
    if (!this.linked || this.version === 0 || !["count", "node", "visit"].some((name) => all.has(name))) return;
    const hash = writeHash({ count: this.count, node: this.node ?? undefined, visit: this.visit?.index });
    const isPending = Object.values(this.wanted).some((one) => one !== undefined);
    if (hash !== location.hash && !this.playback.playing && !isPending) this.writeHash(hash);
  }

  /** Browsers bound how often; what was not written is written with the next change. */
  private writeHash(hash: string): void {
    try {
      history.replaceState(history.state, "", hash);
    } catch {
      // The place is shown all the same.
    }
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
  private toIteration(step: 1 | -1, failed: boolean): void {
    const { timeline, visit } = this;
    let frame = visit && timeline!.frameOf(visit);
    while (frame?.within && timeline!.nodeOf(frame.within).kind !== "Map") frame = frame.parent ?? undefined;
    if (!frame?.within) return;
    const others = frame.within.children;
    for (let at = others.indexOf(frame) + step; at >= 0 && at < others.length; at += step) {
      if (failed && others[at].ending !== "failed") continue;
      const found = others[at].visits.find(({ node }) => node === visit!.node) ?? others[at].visits[0];
      if (found === undefined) continue;
      this.seek((found.to < 0 ? timeline!.length - 1 : found.to) + 1);
      return this.select({ node: timeline!.nodeOf(found).pointer, visit: found.index });
    }
  }

  /** Handles a key as the viewer does when it has the focus; true where it meant something. */
  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0] as Element;
    if (target.matches?.("input, select, textarea")) return;
    if (event.key === " " && target.matches?.("button")) return;
    const action = this.actions()[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  private actions(): Readonly<Record<string, (() => void) | undefined>> {
    return {
      ".": () => this.step(1),
      ",": () => this.step(-1),
      c: () => this.playback.toggle(),
      " ": () => this.playback.toggle(),
      e: () => this.toError(1),
      E: () => this.toError(-1),
      Home: () => this.step(-this.count),
      End: () => this.step(this.timeline?.length ?? 0),
      "[": () => this.toIteration(-1, false),
      "]": () => this.toIteration(1, false),
      "{": () => this.toIteration(-1, true),
      "}": () => this.toIteration(1, true),
      "1": () => this.graphElement?.focus(),
      "2": () => this.show("timeline"),
      "3": () => this.show("events"),
      "4": () => this.show(this.narrow ? "inspector" : "source"),
      "/": () => this.graphElement?.find(),
      y: () => void this.copyLink(),
      "?": () => (this.helping = !this.helping),
      Escape: this.helping || this.fault ? () => this.dismiss() : undefined,
    };
  }

  private dismiss(): void {
    this.helping = false;
    this.fault = undefined;
  }

  private get graphElement(): AslGraph | null {
    return this.renderRoot.querySelector("asl-graph");
  }

  private show(pane: Pane): void {
    if (pane === "source" && !this.narrow) this.sourceOpen = !this.sourceOpen;
    else this.pane = pane;
  }

  private async copyLink(): Promise<void> {
    const hash = writeHash({ count: this.count, node: this.node ?? undefined, visit: this.visit?.index });
    try {
      await navigator.clipboard.writeText(new URL(hash, location.href).href);
      this.say("Link copied: it shows this place once the same files are open");
    } catch {
      this.say("The browser does not let this page copy");
    }
  }

  private say(text: string): void {
    this.said = text;
    setTimeout(() => (this.said = ""), 2500);
  }

  private readonly paste = (event: ClipboardEvent): void => {
    const target = event.composedPath()[0] as Element;
    if (target.matches?.("input, textarea")) return;
    this.takePaste(event);
  };

  /** Opens what a paste event brings. */
  takePaste(event: ClipboardEvent): void {
    const files = event.clipboardData?.files;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files !== undefined && files.length > 0) void this.openFiles(files);
    else if (text.trim() !== "") void this.open(text);
    else return;
    event.preventDefault();
  }

  private readonly dragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.dropping = true;
  };

  private readonly drop = (event: DragEvent): void => {
    event.preventDefault();
    this.dropping = false;
    const files = event.dataTransfer?.files;
    if (files !== undefined && files.length > 0) void this.openFiles(files);
    else void this.open(event.dataTransfer?.getData("text/plain") ?? "");
  };

  private readonly pick = (): void => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true });
    input.onchange = () => void this.openFiles(input.files ?? []);
    input.click();
  };

  private async openExample(): Promise<void> {
    for (const { text, name } of this.example ?? []) await this.open(text, name);
  }

  override render() {
    return html`
      ${this.top()} ${this.faults()}
      ${this.opened.graph === undefined ? this.welcome() : this.panes()}
      ${this.dropping ? html`<div class="drop" aria-hidden="true">Drop to open</div>` : nothing}
      ${this.helping ? helpSheet(() => (this.helping = false)) : nothing}
      <p class="said" role="status">${this.said}</p>
    `;
  }

  private top() {
    const { timeline, opened } = this;
    const name = opened.drawn?.name || (timeline?.run.inferred ? "Inferred from the history" : "");
    return html`<header class="top">
      <span class="title" title=${name}>${name === "" ? "asl" : name}</span>
      ${this.machines()} ${this.executions()}
      ${timeline !== undefined && timeline.length > 0 ? this.summary(timeline) : nothing}
      <span class="room"></span>
      <button @click=${this.pick} title="Open a definition or a history">${ICONS.open}<span class="word">Open</span></button>
      ${
        timeline !== undefined && timeline.length > 0
          ? html`<button @click=${() => void this.copyLink()} title="Copy a link to this place (y)" aria-label="Copy link">${ICONS.link}</button>`
          : nothing
      }
      <button @click=${this.turnTheme} title="Light or dark" aria-label="Light or dark">${ICONS.theme}</button>
      <button @click=${() => (this.helping = !this.helping)} title="Keys (?)" aria-label="Keys">${ICONS.help}</button>
    </header>`;
  }

  private summary(timeline: Timeline) {
    const { ending, run, length } = timeline;
    return html`<span class="ending ${ending.replace(" ", "-")}">${ending}</span>
      ${run.timed ? html`<span class="fact">${shortDuration(timeline.timeOf(length - 1))}</span>` : nothing}
      <span class="fact wide">${length} events</span>`;
  }

  private machines() {
    const { definitions, drawn } = this.opened;
    if (definitions.length < 2) return nothing;
    return html`<select aria-label="State machine" @change=${(event: Event) => this.chooseMachine(definitions[(event.target as HTMLSelectElement).selectedIndex])}>
      ${definitions.map((one) => html`<option ?selected=${one === drawn}>${one.name}</option>`)}
    </select>`;
  }

  private chooseMachine(drawn: Drawn): void {
    this.opened.choose({ drawn });
    this.begin();
  }

  private executions() {
    const { histories, history } = this.opened;
    if (histories.length < 2) return nothing;
    return html`<select aria-label="Execution" @change=${(event: Event) => this.chooseExecution((event.target as HTMLSelectElement).selectedIndex)}>
      ${histories.map((one, at) => html`<option ?selected=${one === history}>${one.executionArn?.split(":").at(-1) ?? `Execution ${at + 1}`}</option>`)}
    </select>`;
  }

  private chooseExecution(at: number): void {
    this.opened.choose({ history: this.opened.histories[at] });
    this.begin();
  }

  private readonly turnTheme = (): void => {
    const isDark = this.theme === null ? matchMedia("(prefers-color-scheme: dark)").matches : this.theme === "dark";
    this.theme = isDark ? "light" : "dark";
    void this.updateComplete.then(() => {
      this.remark();
      this.requestUpdate();
      for (const element of this.renderRoot.querySelectorAll<LitElement>("asl-graph, asl-timeline"))
        element.requestUpdate("nodeMarks");
    });
  };

  private faults() {
    const { fault } = this;
    const notes = this.opened.notes;
    return html`${
      fault === undefined
        ? nothing
        : html`<div class="fault" role="alert">
          <div>
            <strong>${fault.message}</strong>${fault.place === undefined ? nothing : html` <span>line ${fault.place.line}, column ${fault.place.column}</span>`}
            ${fault.hint === "" ? nothing : html`<p>${fault.hint}</p>`}
          </div>
          <button @click=${() => (this.fault = undefined)} aria-label="Close">${ICONS.close}</button>
        </div>`
    }
    ${notes.length === 0 || this.opened.graph === undefined ? nothing : html`<div class="notes" role="note">${notes.join(" ")}</div>`}`;
  }

  private welcome() {
    return html`<main class="welcome">
      <h1>See the machine. Replay the run.</h1>
      <p>
        Drop or paste a state machine (JSON, YAML, a template) or a recorded execution: what
        <code>get-execution-history</code> answers, an export of the console, log records.
      </p>
      <p class="choices">
        <button class="primary" @click=${this.pick}>${ICONS.open} Open files</button>
        ${this.example === undefined ? nothing : html`<button @click=${() => void this.openExample()}>${ICONS.play} Show an example</button>`}
      </p>
      <p class="small">Nothing leaves this page: it makes no network requests.</p>
    </main>`;
  }

  private panes() {
    const ran = (this.timeline?.length ?? 0) > 0;
    return html`${ran ? this.bar() : nothing}
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
    const { timeline, count, node, visit } = this;
    switch (this.pane) {
      case "events":
        return html`<asl-events nested .timeline=${timeline} .count=${count} .node=${node}></asl-events>`;
      case "inspector":
        return this.narrow ? this.inspector() : this.timelinePane(visit);
      case "source":
        return this.narrow ? this.source() : this.timelinePane(visit);
      case "timeline":
        return this.timelinePane(visit);
    }
  }

  private timelinePane(visit: Visit | undefined) {
    return html`<asl-timeline nested .timeline=${this.timeline} .count=${this.count} .visit=${visit}></asl-timeline>`;
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

  private bar() {
    const { timeline, count, playback } = this;
    const length = timeline!.length;
    const event = timeline!.events[count - 1];
    const state = event === undefined ? "" : (timeline!.run.outline.nodes[event.node]?.name ?? "");
    const button = (icon: unknown, title: string, act: () => void, disabled = false) =>
      html`<button title=${title} aria-label=${title.replace(/ \(.*/, "")} ?disabled=${disabled} @click=${act}>${icon}</button>`;
    const errors = timeline!.errors.length;
    return html`<div class="bar" role="toolbar" aria-label="Replay">
      ${button(ICONS.start, "To the beginning (Home)", () => this.step(-count), count === 0)}
      ${button(ICONS.back, "One event back (,)", () => this.step(-1), count === 0)}
      ${button(playback.playing ? ICONS.pause : ICONS.play, playback.playing ? "Pause (c)" : "Play (c)", () => playback.toggle())}
      ${button(ICONS.step, "One event on (.)", () => this.step(1), count >= length)}
      ${button(ICONS.end, "To the end (End)", () => this.step(length), count >= length)}
      <span class="gap"></span>
      ${button(ICONS.previousError, "Previous failure (E)", () => this.toError(-1), errors === 0 || timeline!.error(count, -1) === undefined)}
      ${button(ICONS.nextError, "Next failure (e)", () => this.toError(1), errors === 0 || timeline!.error(count, 1) === undefined)}
      <select aria-label="Speed" title="Speed" @change=${(one: Event) => playback.setSpeed(SPEEDS[(one.target as HTMLSelectElement).selectedIndex])}>
        ${SPEEDS.map((speed) => html`<option ?selected=${speed === playback.speed}>${speed}×</option>`)}
      </select>
      <span class="where"
        ><b>${count}</b> / ${length}<span class="what">${event === undefined ? "before the beginning" : event.type}</span
        ><span class="which">${state}</span></span
      >
      <span class="when">${timeline!.run.timed && event !== undefined ? shortDuration(timeline!.timeOf(count - 1)) : ""}</span>
    </div>`;
  }

  static override styles = [theme, controls, viewerStyle];
}

interface Selection {
  readonly node: string | null;
  readonly visit?: number;
}
