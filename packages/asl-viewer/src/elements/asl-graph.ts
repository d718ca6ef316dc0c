import type { Json } from "asl-core";
import { css, html, LitElement, nothing, type PropertyValues, unsafeCSS } from "lit";
import { PanZoom, type View } from "../controllers/pan-zoom.js";
import { drawing } from "../drawing/index.js";
import { folded, type Graph, type GraphNode, graphOf } from "../graph/index.js";
import { createLayouter, type Direction, type Layout, type Layouter, type NodeBox } from "../layout/index.js";
import type { EdgeMark, NodeMark } from "../markers.js";
import { COLOURS, styleOf } from "../shapes/index.js";
import { ICONS } from "./icons.js";
import { Marking } from "./marking.js";
import { drawMinimap } from "./minimap.js";
import { controls, theme } from "./theme.js";
import { treeItems } from "./tree.js";
import { neighbour } from "./ways-between.js";

/** Below these scales details, then names are left out: they could not be read. */
const FAR = 0.55;
const FARTHER = 0.3;
/** Above this many states, error edges show only where they were taken or belong to what is chosen. */
const MANY = 60;

/**
 * A state machine as a picture: zoomed, moved, searched and walked by keyboard.
 *
 * @element asl-graph
 * @attr {"down" | "right"} direction - the way the machine runs
 * @attr {string} selected - id of the chosen node: the state's JSON pointer
 * @fires asl-select - a node was chosen; `detail.node` is its id, null for none
 * @fires asl-open - a node was opened by double click or Enter
 * @fires asl-laid-out - the picture is there; `detail.milliseconds` is what its layout took
 * @csspart toolbar - the buttons
 * @csspart minimap - the small picture
 * @cssprop --asl-ground - and all other custom properties of docs/viewer.md
 */
export class AslGraph extends LitElement {
  static override properties = {
    definition: { attribute: false },
    graph: { attribute: false },
    nodeMarks: { attribute: false },
    edgeMarks: { attribute: false },
    direction: { reflect: true },
    selected: { reflect: true },
    layouter: { attribute: false },
    laid: { state: true },
    closed: { state: true },
    query: { state: true },
    mapOpen: { state: true },
    fault: { state: true },
  };

  /** The definition to draw; or set `graph`. */
  declare definition: Json | undefined;
  /** What is drawn; made from `definition` where that is set. */
  declare graph: Graph | undefined;
  /** By node id. */
  declare nodeMarks: ReadonlyMap<string, NodeMark> | undefined;
  /** By edge id. */
  declare edgeMarks: ReadonlyMap<string, EdgeMark> | undefined;
  declare direction: Direction;
  declare selected: string | null;
  /** Who lays out; by default elk on this thread. */
  declare layouter: Layouter | undefined;
  declare private laid: Layout | undefined;
  declare private closed: ReadonlySet<string>;
  declare private query: string | undefined;
  declare private mapOpen: boolean;
  declare private fault: string | undefined;

  private own: Layouter | undefined;
  private shown: Graph | undefined;
  private ending: AbortController | undefined;
  private marking: Marking | undefined;
  private anchor: { readonly id: string; readonly x: number; readonly y: number } | undefined;
  private isFresh = true;
  private readonly pan = new PanZoom(this, ".surface", (view) => this.place(view));

  constructor() {
    super();
    this.direction = "down";
    this.selected = null;
    this.closed = new Set();
    this.mapOpen = true;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("definition") && this.definition !== undefined) this.graph = graphOf(this.definition);
    if (changed.has("graph") || changed.has("definition")) {
      this.closed = new Set();
      this.isFresh = true;
    }
    const all = changed as Map<string, unknown>;
    if (["graph", "definition", "direction", "closed", "layouter"].some((name) => all.has(name))) void this.layOut();
  }

  override updated(changed: PropertyValues<this>): void {
    const all = changed as Map<string, unknown>;
    if (all.has("laid")) this.draw();
    else if (["nodeMarks", "edgeMarks", "selected"].some((name) => all.has(name))) this.mark();
    if (all.has("query")) this.dim();
    if (all.has("selected") && this.selected !== null) this.reveal(this.selected);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.ending?.abort();
    this.own?.close();
    this.own = undefined;
  }

  private async layOut(): Promise<void> {
    const { graph } = this;
    this.ending?.abort();
    if (graph === undefined) return;
    const ending = (this.ending = new AbortController());
    const layouter = this.layouter ?? (this.own ??= createLayouter());
    const shown = this.closed.size === 0 ? graph : folded(graph, this.closed);
    const since = performance.now();
    try {
      const laid = await layouter.layout(shown, { direction: this.direction, signal: ending.signal });
      if (ending.signal.aborted) return;
      [this.shown, this.laid, this.fault] = [shown, laid, undefined];
      this.tell("asl-laid-out", { milliseconds: performance.now() - since });
    } catch (error) {
      if (!ending.signal.aborted) this.fault = error instanceof Error ? error.message : String(error);
    }
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Puts a new picture in place. It is made of texts that the shapes have escaped. */
  private draw(): void {
    const { shown, laid } = this;
    const layer = this.renderRoot.querySelector<SVGGElement>(".picture");
    if (shown === undefined || laid === undefined || layer === null) return;
    this.marking = new Marking(layer, shown, laid);
    layer.innerHTML = drawing(shown, laid);
    this.marking.find();
    this.mark();
    if (this.isFresh) this.start();
    if (this.isFresh && this.selected !== null) this.reveal(this.selected);
    if (!this.isFresh) this.settle();
    this.isFresh = false;
  }

  /** A picture that is new is shown whole where it can be read so, else from its beginning. */
  private start(): void {
    const { laid } = this;
    if (laid === undefined) return;
    this.fit();
    if (this.pan.view.scale >= 0.6) return;
    const { width, height } = this.pan.window;
    const scale = Math.max(0.6, Math.min(1, Math.max(width / laid.width, height / laid.height)));
    const begin = [...laid.nodes.values()][0];
    const middle = begin === undefined ? laid.width / 2 : begin.x + begin.width / 2;
    if (laid.direction === "down") this.pan.set({ scale, x: width / 2 - middle * scale, y: 8 });
    else this.pan.set({ scale, x: 8, y: height / 2 - (begin === undefined ? 0 : begin.y + begin.height / 2) * scale });
  }

  /** What was folded or unfolded stays where it was seen. */
  private settle(): void {
    const { anchor, laid } = this;
    const box = anchor && laid?.nodes.get(anchor.id);
    if (anchor === undefined || box === undefined) return this.place(this.pan.view);
    const { scale } = this.pan.view;
    this.pan.set({ scale, x: anchor.x - box.x * scale, y: anchor.y - box.y * scale });
    this.anchor = undefined;
  }

  private mark(): void {
    this.renderRoot.querySelector(".picture")?.classList.toggle("ran", (this.nodeMarks?.size ?? 0) > 0);
    this.marking?.mark(this.nodeMarks, this.edgeMarks, this.selected);
    this.paintMap();
  }

  private dim(): void {
    const hits = this.hits();
    this.renderRoot.querySelector(".picture")?.classList.toggle("searching", hits !== undefined);
    this.marking?.hit(hits);
  }

  private hits(): Set<string> | undefined {
    const query = this.query?.trim().toLowerCase();
    if (query === undefined || query === "" || this.shown === undefined) return undefined;
    const found = [...this.shown.nodes.values()].filter(
      ({ name, detail, path }) => path !== "" && `${name} ${detail}`.toLowerCase().includes(query),
    );
    return new Set(found.map(({ id }) => id));
  }

  private place({ x, y, scale }: View): void {
    const layer = this.renderRoot.querySelector<SVGGElement>(".picture");
    if (layer === null) return;
    layer.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    layer.classList.toggle("far", scale < FAR);
    layer.classList.toggle("farther", scale < FARTHER);
    layer.classList.toggle("many", (this.shown?.nodes.size ?? 0) > MANY);
    this.renderRoot.querySelector(".percent")!.textContent = `${Math.round(scale * 100)} %`;
    this.paintMap();
  }

  private paintMap(): void {
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>(".map");
    const { laid, shown } = this;
    if (canvas === null || laid === undefined || shown === undefined) return;
    drawMinimap(canvas, {
      graph: shown,
      layout: laid,
      marks: this.nodeMarks,
      view: this.pan.view,
      window: this.pan.window,
    });
  }

  /** Shows all of the picture. */
  fit(): void {
    if (this.laid !== undefined) this.pan.fit({ x: 0, y: 0, width: this.laid.width, height: this.laid.height });
  }

  /** Moves as little as shows a node. */
  reveal(id: string): void {
    const box = this.laid?.nodes.get(this.visible(id));
    if (box !== undefined) this.pan.reveal(box.title > 0 ? { ...box, height: box.title } : box);
  }

  /** The node itself, or the folded container that hides it. */
  private visible(id: string): string {
    let at = id;
    while (this.shown !== undefined && !this.shown.nodes.has(at) && this.graph?.nodes.has(at)) {
      const group = this.graph.groups.get(this.graph.nodes.get(at)!.group);
      if (!group?.owner) break;
      at = group.owner;
    }
    return at;
  }

  /** Folds a Parallel or Map, or unfolds it. */
  fold(id: string): void {
    if (!this.graph?.inside.has(id)) return;
    const box = this.laid?.nodes.get(id);
    const { x, y, scale } = this.pan.view;
    if (box !== undefined) this.anchor = { id, x: box.x * scale + x, y: box.y * scale + y };
    const closed = new Set(this.closed);
    if (!closed.delete(id)) closed.add(id);
    this.closed = closed;
  }

  /** Folds all outermost containers, or unfolds all. */
  foldAll(): void {
    this.isFresh = true;
    this.closed = this.closed.size > 0 ? new Set() : new Set(this.graph?.inside.keys());
  }

  private select(id: string | null): void {
    this.selected = id;
    this.tell("asl-select", { node: id });
  }

  private nodeAt(event: Event): string | undefined {
    const target = event.target as Element | null;
    return target?.closest?.(".asl-node")?.getAttribute("data-id") ?? undefined;
  }

  private readonly clicked = (event: MouseEvent): void => {
    if (this.pan.dragged) return;
    const id = this.nodeAt(event);
    const node = id === undefined ? undefined : this.shown?.nodes.get(id);
    this.select(node !== undefined && node.path !== "" ? node.id : null);
  };

  private readonly doubleClick = (event: MouseEvent): void => {
    const id = this.nodeAt(event);
    if (id === undefined) return;
    if (this.graph?.inside.has(id)) this.fold(id);
    else this.tell("asl-open", { node: id });
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).matches?.("input")) return;
    const done = this.press(event.key);
    if (done) event.preventDefault();
    if (done) event.stopPropagation();
  };

  private press(key: string): boolean {
    const way = ARROWS[key];
    if (way !== undefined) return this.walk(way);
    switch (key) {
      case "Enter":
        return this.enter();
      case "Backspace":
        return this.leave();
      case "+":
      case "=":
        return (this.pan.in(), true);
      case "-":
        return (this.pan.out(), true);
      case "0":
        return (this.pan.zoom(1 / this.pan.view.scale), true);
      case "f":
        return (this.fit(), true);
      case "z":
        return this.selected !== null && (this.reveal(this.selected), true);
      case "/":
        return (this.find(), true);
      case "n":
      case "N":
        return this.nextHit(key === "n" ? 1 : -1);
      case "Escape":
        return this.query !== undefined && ((this.query = undefined), this.focus(), true);
      default:
        return false;
    }
  }

  private walk(way: "up" | "down" | "left" | "right"): boolean {
    const { shown, laid } = this;
    if (shown === undefined || laid === undefined) return false;
    const next = neighbour(shown, laid, this.selected, way);
    if (next !== undefined) this.select(next);
    return true;
  }

  /** Into a container: to its first state. */
  private enter(): boolean {
    const { selected, graph } = this;
    if (selected === null || graph === undefined) return false;
    if (this.closed.has(selected)) return (this.fold(selected), true);
    const group = graph.groups.get(graph.inside.get(selected)?.[0] ?? " ");
    if (group?.start) this.select(group.start);
    else this.tell("asl-open", { node: selected });
    return true;
  }

  /** Out of a container. */
  private leave(): boolean {
    const node = this.selected === null ? undefined : this.graph?.nodes.get(this.selected);
    const owner = node === undefined ? undefined : this.graph?.groups.get(node.group)?.owner;
    if (owner) this.select(owner);
    return owner !== null && owner !== undefined;
  }

  /** Opens the search for a state. */
  find(): void {
    this.query ??= "";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>(".find")?.focus());
  }

  private nextHit(step: 1 | -1): boolean {
    const hits = [...(this.hits() ?? [])];
    if (hits.length === 0) return false;
    const at = hits.indexOf(this.selected ?? "");
    this.select(hits[(at + step + hits.length) % hits.length]);
    return true;
  }

  /** The search goes with Enter from hit to hit. */
  private readonly searchKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Enter") this.nextHit(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") {
      this.query = undefined;
      this.renderRoot.querySelector<HTMLElement>(".surface")?.focus();
    } else return;
    event.preventDefault();
  };

  private readonly mapTo = (event: PointerEvent): void => {
    const { laid } = this;
    if (laid === undefined || (event.type === "pointermove" && event.buttons === 0)) return;
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    const [x, y] = [((event.clientX - left) / width) * laid.width, ((event.clientY - top) / height) * laid.height];
    const { scale } = this.pan.view;
    const window = this.pan.window;
    this.pan.set({ scale, x: window.width / 2 - x * scale, y: window.height / 2 - y * scale });
  };

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>(".surface")?.focus(options);
  }

  override render() {
    return html`
      <svg
        class="surface asl-graph asl-graph"
        tabindex="0"
        role="application"
        aria-label="State machine"
        aria-describedby="tree"
        @click=${this.clicked}
        @dblclick=${this.doubleClick}
        @keydown=${this.key}
      >
        <g class="picture" aria-hidden="true"></g>
      </svg>
      ${this.fault === undefined ? nothing : html`<p class="fault" role="alert">It cannot be laid out: ${this.fault}</p>`}
      ${
        this.laid === undefined && this.graph !== undefined && this.fault === undefined
          ? html`<p class="busy" role="status">Laying out …</p>`
          : nothing
      }
      ${this.toolbar()} ${this.searchBox()} ${this.minimap()}
      <ul id="tree" class="sr" role="tree" aria-label="States">
        ${treeItems(this.shown, this.selected, this.nodeMarks, (id) => this.select(id))}
      </ul>
      <p class="sr" aria-live="polite">${this.spoken()}</p>
    `;
  }

  private toolbar() {
    const hasContainers = (this.graph?.inside.size ?? 0) > 0;
    return html`<div class="toolbar" part="toolbar" role="toolbar" aria-label="Picture">
      <button title="Smaller (−)" aria-label="Smaller" @click=${this.pan.out}>${ICONS.minus}</button>
      <span class="percent" aria-hidden="true">100 %</span>
      <button title="Larger (+)" aria-label="Larger" @click=${this.pan.in}>${ICONS.plus}</button>
      <button title="Show all (f)" aria-label="Show all" @click=${() => this.fit()}>${ICONS.fit}</button>
      <button title="Turn" aria-label="Turn the picture" @click=${this.turn}>${ICONS.turn}</button>
      ${
        hasContainers
          ? html`<button
            title="Fold or unfold all"
            aria-label="Fold or unfold all"
            aria-pressed=${this.closed.size > 0}
            @click=${() => this.foldAll()}
          >
            ${ICONS.fold}
          </button>`
          : nothing
      }
      <button title="Find a state (/)" aria-label="Find a state" @click=${() => this.find()}>${ICONS.search}</button>
      <button
        title="Small picture"
        aria-label="Small picture"
        aria-pressed=${this.mapOpen}
        @click=${() => (this.mapOpen = !this.mapOpen)}
      >
        ${ICONS.map}
      </button>
    </div>`;
  }

  private readonly turn = (): void => {
    this.isFresh = true;
    this.direction = this.direction === "down" ? "right" : "down";
  };

  private searchBox() {
    if (this.query === undefined) return nothing;
    const hits = this.hits();
    return html`<div class="search" role="search">
      <input
        class="find"
        placeholder="Find a state"
        aria-label="Find a state"
        .value=${this.query}
        @input=${(event: InputEvent) => (this.query = (event.target as HTMLInputElement).value)}
        @keydown=${this.searchKey}
      />
      <span>${hits === undefined ? "" : `${hits.size} found`}</span>
      <button title="Close" aria-label="Close search" @click=${() => (this.query = undefined)}>${ICONS.close}</button>
    </div>`;
  }

  private minimap() {
    const { laid } = this;
    if (laid === undefined || !this.mapOpen) return nothing;
    return html`<canvas
      class="map"
      part="minimap"
      aria-hidden="true"
      @pointerdown=${this.mapTo}
      @pointermove=${this.mapTo}
    ></canvas>`;
  }

  private spoken(): string {
    const node: GraphNode | undefined = this.selected === null ? undefined : this.graph?.nodes.get(this.selected);
    return node === undefined ? "" : `${node.name}, ${node.kind}`;
  }

  /** The box of a node in the picture; undefined where it is folded away or not there. */
  boxOf(id: string): NodeBox | undefined {
    return this.laid?.nodes.get(id);
  }

  static override styles = [
    theme,
    controls,
    unsafeCSS(styleOf("auto")),
    css`
      :host {
        position: relative;
        height: 100%;
        min-height: 120px;
      }
      .surface.asl-graph {
        ${unsafeCSS(
          Object.keys(COLOURS)
            .map((name) => `${name}:inherit`)
            .join(";"),
        )};
        display: block;
        width: 100%;
        height: 100%;
        touch-action: none;
        cursor: grab;
        font-family: var(--asl-font);
      }
      .surface:active {
        cursor: grabbing;
      }
      .surface text {
        user-select: none;
      }
      .asl-node {
        cursor: pointer;
      }
      .asl-start,
      .asl-end {
        cursor: inherit;
      }
      .asl-node:hover > .asl-outline {
        filter: brightness(0.97);
      }
      .asl-selected > .asl-outline {
        stroke: var(--asl-accent);
      }
      .asl-current > .asl-outline {
        filter: drop-shadow(0 0 5px var(--asl-current));
      }
      .far .asl-detail,
      .far .asl-label,
      .far .asl-times,
      .far .asl-retry {
        display: none;
      }
      .farther .asl-name,
      .farther .asl-icon {
        display: none;
      }
      .ran .asl-edge:not(.asl-taken) {
        opacity: 0.45;
      }
      .many .asl-edge.asl-catch:not(.asl-taken, .near),
      .many .asl-label.asl-catch:not(.asl-taken, .near) {
        opacity: 0.25;
      }
      .searching .asl-node:not(.hit, .asl-container),
      .searching .asl-edge,
      .searching .asl-label {
        opacity: 0.25;
      }
      .hit > .asl-outline {
        stroke: var(--asl-accent);
        stroke-width: 3;
      }
      .running-pulse,
      .asl-is-running > .asl-badge {
        animation: pulse 1.6s ease-in-out infinite;
      }
      @keyframes pulse {
        50% {
          opacity: 0.55;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .asl-is-running > .asl-badge {
          animation: none;
        }
      }
      .toolbar,
      .search {
        position: absolute;
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 3px;
        background: var(--asl-raised);
        border: 1px solid var(--asl-border);
        border-radius: 9px;
        box-shadow: 0 1px 4px #0002;
      }
      .toolbar {
        left: 10px;
        bottom: 10px;
      }
      .search {
        top: 10px;
        left: 10px;
        gap: 6px;
        padding-left: 5px;
      }
      .percent {
        width: 44px;
        text-align: center;
        font-variant-numeric: tabular-nums;
        color: var(--asl-dim);
        font-size: 12px;
      }
      .map {
        position: absolute;
        right: 10px;
        bottom: 10px;
        background: var(--asl-raised);
        border: 1px solid var(--asl-border);
        border-radius: 8px;
        box-shadow: 0 1px 4px #0002;
        cursor: crosshair;
        touch-action: none;
      }
      .busy,
      .fault {
        position: absolute;
        inset: 0;
        margin: auto;
        height: 2em;
        text-align: center;
        color: var(--asl-dim);
      }
      @container (max-width: 420px) {
        .map {
          display: none;
        }
      }
      :host {
        container-type: inline-size;
      }
    `,
  ];
}

const ARROWS: Readonly<Record<string, "up" | "down" | "left" | "right" | undefined>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
