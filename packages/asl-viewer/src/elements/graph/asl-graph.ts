import type { Json } from "asl-core";
import { nothing, type PropertyValues } from "lit";
import { eachFrame, later } from "../../controllers/later.js";
import { LayingOut } from "../../controllers/laying-out.js";
import { PanZoom, type View } from "../../controllers/pan-zoom.js";
import { folded, type Graph, graphOf } from "../../graph/index.js";
import { createLayouter, type Direction, type Layout, type Layouter } from "../../layout/index.js";
import { type EdgeMark, type NodeMark, tellOfRun } from "../../markers.js";
import { Scheme } from "../shared/colours.js";
import { type Bindings, commandFor } from "../shared/command.js";
import { AslElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { drawnId } from "./drawn-id.js";
import { seenAs } from "./finding.js";
import { GraphAnchor, isEdited } from "./graph-anchor.js";
import { GRAPH_COMMANDS, type GraphCommanded } from "./graph-commands.js";
import { GraphFocus } from "./graph-focus.js";
import { GraphParts, type Preview, partAt } from "./graph-parts.js";
import { GraphPicture } from "./graph-picture.js";
import { GraphSearch } from "./graph-search.js";
import { graphStyle } from "./graph-style.js";
import { graphToolbar, TOOLBAR } from "./graph-toolbar.js";
import { layingBar } from "./laying-bar.js";
import { drawMinimap, minimap, placeIn } from "./minimap.js";
import { CHOSEN, treeItems } from "./tree.js";
import { firstInside, neighbour, ownerOf, type Way } from "./ways-between.js";

/** A picture as it stands. */
export interface Picture extends Pick<AslGraph, "nodeMarks" | "edgeMarks"> {
  readonly graph: Graph;
  readonly layout: Layout;
}

/**
 * A state machine as a picture: zoomed, moved, searched and walked by keyboard.
 *
 * @element asl-graph
 * @attr {"down" | "right"} direction - the way the machine runs
 * @attr {string} selected - id of the chosen node: the state's JSON pointer
 * @fires asl-select - a node was chosen; `detail.node` is its id, null for none
 * @fires asl-open - a node was opened by double click or Enter
 * @fires asl-cell - a cell of a Map's strip was chosen; `detail.node`, and `detail.from` to `detail.to`, numbers of its parts
 * @fires asl-turn - another visit is wanted; `detail.node`, `detail.step` -1 or 1, 0 for a list of all
 * @fires asl-edge - the counter of an edge was chosen; `detail.edge` is its id
 * @fires asl-laid-out - the picture is there; `detail.milliseconds` is what its layout took
 * @csspart toolbar - the buttons
 * @csspart minimap - the small picture
 */
export class AslGraph extends AslElement implements GraphCommanded {
  static override readonly absent = { selected: null, direction: "down" };
  static override properties = {
    definition: { attribute: false },
    graph: { attribute: false },
    nodeMarks: { attribute: false },
    edgeMarks: { attribute: false },
    direction: { reflect: true },
    selected: { reflect: true },
    layouter: { attribute: false },
    keys: {},
    bindings: { attribute: false },
    preview: { attribute: false },
    laid: { state: true },
    closed: { state: true },
    mapOpen: { state: true },
    fault: { state: true },
  };

  /** Makes the layouter of a graph that is given none. */
  static makeLayouter: () => Layouter = createLayouter;

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
  /** "off": letters, digits and signs do nothing by themselves. */
  declare keys: "on" | "off" | null;
  /** Keys of one's own, by ids of commands. */
  declare bindings: Bindings | undefined;
  /** What a pointer on a cell is told. */
  declare preview: Preview | undefined;
  declare private laid: Layout | undefined;
  declare private closed: ReadonlySet<string>;
  declare private mapOpen: boolean;
  declare private fault: string | undefined;
  private readonly laying = new LayingOut(this, () => AslGraph.makeLayouter());
  /** The graph with what is folded. */
  shown: Graph | undefined;
  private drawn: GraphPicture | undefined;
  private readonly anchor = new GraphAnchor();
  private isFresh = true;
  /** After the picture itself: its colours can then be asked for without styling the page twice. */
  private readonly paintMap = later(() => this.paintMapNow());
  private readonly lookSoon = eachFrame(() => this.look());
  private readonly search = new GraphSearch(this, () => this.dim());
  private readonly parts = new GraphParts(this, (node) => this.drawn?.marking.hover(node));
  private readonly near = new GraphFocus(this, (ids) => this.drawn?.marking.light(ids));
  private readonly pan = new PanZoom(this, ".surface", (view) => this.place(view), TOOLBAR);

  constructor() {
    super();
    [this.direction, this.selected, this.closed, this.mapOpen] = ["down", null, new Set(), true];
    new Scheme(this, this.paintMap);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("definition") && this.definition !== undefined) this.graph = graphOf(this.definition);
    if (changed.has("graph") || changed.has("definition")) this.take(changed.get("graph"));
    const all = changed as Map<string, unknown>;
    if (["graph", "definition", "direction", "closed", "layouter"].some((name) => all.has(name))) void this.layOut();
  }

  /** After an edit what a person has folded and moved stays so; another machine begins anew. */
  private take(before: Graph | undefined): void {
    const { graph, laid, pan, closed } = this;
    const isSame = before !== undefined && graph !== undefined && isEdited(before, graph);
    this.closed = new Set(isSame ? [...closed].filter((id) => graph.inside.has(id)) : []);
    this.isFresh ||= !isSame || !pan.isMoved;
    if (!this.isFresh && graph !== undefined) this.anchor.holdSeen(graph, laid, this.selected, pan);
  }

  override updated(changed: PropertyValues<this>): void {
    const all = changed as Map<string, unknown>;
    if (all.has("laid")) this.draw();
    else if (["nodeMarks", "edgeMarks", "selected"].some((name) => all.has(name))) this.mark();
    if (all.has("selected") && this.near.steps > 0) this.near.update();
    if (all.has("selected") && this.selected !== null) this.reveal(this.selected);
  }

  private async layOut(): Promise<void> {
    const { graph } = this;
    if (graph === undefined) return this.laying.end();
    const shown = this.closed.size === 0 ? graph : folded(graph, this.closed);
    try {
      const laid = await this.laying.layOut(shown, this.direction);
      if (laid === undefined) return;
      [this.shown, this.laid, this.fault] = [shown, laid, undefined];
      this.tell("asl-laid-out", { milliseconds: this.laying.took });
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
  }

  /** Puts a new picture in place. */
  private draw(): void {
    const { shown, laid } = this;
    const layer = this.renderRoot.querySelector<SVGGElement>(".picture");
    if (shown === undefined || laid === undefined || layer === null) return;
    this.drawn = new GraphPicture(layer, shown, laid);
    this.near.update();
    this.mark();
    this.dim();
    this.parts.again();
    if (this.isFresh) this.pan.begin(laid, [...laid.nodes.values()][0]);
    if (this.isFresh && this.selected !== null) this.reveal(this.selected);
    const settled = this.isFresh ? undefined : this.anchor.settle(laid, this.pan.view);
    if (settled !== undefined) this.pan.set(settled);
    else if (!this.isFresh) this.place(this.pan.view);
    this.isFresh = false;
    this.look();
  }

  private mark(): void {
    this.renderRoot.querySelector(".picture")?.classList.toggle("ran", tellOfRun(this.nodeMarks));
    this.drawn?.mark(this.nodeMarks, this.edgeMarks, this.selected);
    this.paintMap();
  }

  private dim(): void {
    this.drawn?.hit(this.search.hits());
  }

  private place({ x, y, scale }: View): void {
    const layer = this.renderRoot.querySelector<SVGGElement>(".picture");
    if (layer === null) return;
    layer.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    this.lookSoon();
    this.renderRoot.querySelector(".percent")!.textContent = `${Math.round(scale * 100)} %`;
    this.paintMap();
  }

  private look(): void {
    this.drawn?.look(this.pan.view, this.pan.window);
  }

  private paintMapNow(): void {
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

  /** What is drawn, and what is known of it; undefined while nothing is. */
  get picture(): Picture | undefined {
    const { shown: graph, laid: layout, nodeMarks, edgeMarks } = this;
    return graph === undefined || layout === undefined ? undefined : { graph, layout, nodeMarks, edgeMarks };
  }

  /** Shows all of the picture; where that is too large, its beginning or what is chosen. */
  fit(): void {
    if (this.laid !== undefined) this.pan.fit({ ...this.laid, x: 0, y: 0 });
    this.revealSelected();
  }

  /** Moves as little as shows a node; from afar, with `near`, to where it can be read. */
  reveal(id: string, near = false): void {
    const box = this.laid?.nodes.get(seenAs(id, this.graph, this.shown));
    if (box !== undefined) this.pan[near ? "approach" : "reveal"](box.title > 0 ? { ...box, height: box.title } : box);
  }

  /** Folds a Parallel or Map, or unfolds it. */
  fold(id: string): void {
    if (!this.graph?.inside.has(id)) return;
    this.anchor.hold(id, this.laid, this.pan.view);
    const closed = new Set(this.closed);
    if (!closed.delete(id)) closed.add(id);
    this.closed = closed;
  }

  /** Folds all outermost containers, or unfolds all. */
  foldAll(): void {
    this.isFresh = true;
    this.closed = this.closed.size > 0 ? new Set() : new Set(this.graph?.inside.keys());
  }

  /** Chooses a node, or none. */
  select(id: string | null): void {
    this.selected = id;
    this.tell("asl-select", { node: id });
  }

  private nodeAt(event: Event): string | undefined {
    const target = event.target as Element | null;
    return drawnId(target?.closest?.(".asl-node")) ?? undefined;
  }

  private readonly clicked = (event: MouseEvent): void => {
    if (this.pan.dragged || this.parts.click(event)) return;
    const id = this.nodeAt(event);
    const node = id === undefined ? undefined : this.shown?.nodes.get(id);
    this.select(node !== undefined && node.path !== "" ? node.id : null);
  };

  private readonly doubleClick = (event: MouseEvent): void => {
    const id = this.nodeAt(event);
    if (id === undefined || partAt(event) !== undefined) return;
    if (this.graph?.inside.has(id)) this.fold(id);
    else this.tell("asl-open", { node: id });
  };

  private readonly key = (event: KeyboardEvent): void => {
    const command = commandFor(GRAPH_COMMANDS, event, this);
    if (command === undefined || command.act(this) === false) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Larger by a factor; with `absolute` to a scale. */
  zoom(factor: number, absolute = false): void {
    this.pan.zoom(absolute ? factor / this.pan.view.scale : factor);
  }

  /** Moves as little as shows the chosen node; false where none is chosen. */
  revealSelected(): boolean {
    if (this.selected !== null) this.reveal(this.selected);
    return this.selected !== null;
  }

  /** To the node that lies that way, along an edge where one leads there. */
  walk(way: Way): boolean {
    const { shown, laid } = this;
    if (shown === undefined || laid === undefined) return false;
    const next = neighbour(shown, laid, this.selected, way);
    if (next !== undefined) this.select(next);
    return true;
  }

  /** Into a container, to its first state; opens any other state. */
  enter(): boolean {
    const { selected, graph } = this;
    if (selected === null || graph === undefined) return false;
    if (this.closed.has(selected)) this.fold(selected);
    const first = firstInside(graph, selected);
    if (first !== undefined) this.select(first);
    else this.tell("asl-open", { node: selected });
    return true;
  }

  /** Out of a container. */
  leave(): boolean {
    const owner = this.graph && this.selected !== null ? ownerOf(this.graph, this.selected) : undefined;
    if (owner !== undefined) this.select(owner);
    return owner !== undefined;
  }

  /** Opens the search for a state. */
  find(): void {
    this.search.open();
  }

  /** To the next state that was found, or the one before; false where there is none. */
  nextHit(step: 1 | -1): boolean {
    return this.search.next(step);
  }

  /** Ends the search; false where there is none. */
  endSearch(): boolean {
    return this.search.close();
  }

  private readonly toPlace = (event: PointerEvent): void => {
    const place = this.laid && placeIn(event, this.laid);
    if (place !== undefined) this.pan.centre(place);
  };

  override render() {
    return html`
      <div
        class="surface"
        tabindex="0"
        role="tree"
        aria-label="States"
        aria-activedescendant=${this.selected !== null && this.shown?.nodes.has(this.selected) ? CHOSEN : nothing}
        @click=${this.clicked}
        @dblclick=${this.doubleClick}
        @keydown=${this.key}
        @pointermove=${this.parts.hover}
        @pointerleave=${this.parts.leave}
      >
        <svg class="asl-graph asl-graph" aria-hidden="true"><g class="picture"></g></svg>
        <div class="sr" role="presentation">${this.items()}</div>
      </div>
      ${layingBar(this.laying, this.fault)} ${this.toolbar()} ${this.search.render()} ${this.parts.render()} ${this.laid !== undefined && this.mapOpen ? minimap(this.toPlace) : nothing}
    `;
  }

  private items() {
    const { shown: graph, selected, nodeMarks, edgeMarks } = this;
    return treeItems({ graph, selected, nodeMarks, edgeMarks }, (id) => this.select(id));
  }

  private toolbar() {
    return graphToolbar({
      smaller: this.pan.out,
      larger: this.pan.in,
      all: () => this.fit(),
      turn: () => this.turn(),
      find: () => this.find(),
      map: () => (this.mapOpen = !this.mapOpen),
      mapOpen: this.mapOpen,
      focus: () => this.turnFocus(),
      focused: this.near.steps,
      errors: this.near.canHideErrors ? () => this.turnErrors() : undefined,
      errorsShown: this.near.errorsShown,
      foldAll: (this.graph?.inside.size ?? 0) > 0 ? () => this.foldAll() : undefined,
      folded: this.closed.size > 0,
    });
  }

  /** Dims what is far from the chosen state: more than 1, 2, 3 steps, then nothing. */
  turnFocus(): boolean {
    return this.near.turn();
  }

  /** Shows or hides error edges, where there are many states. */
  turnErrors(): boolean {
    return this.near.turnErrors();
  }

  /** Has the machine run to the right, or downwards again. */
  turn(): void {
    this.isFresh = true;
    this.direction = this.direction === "right" ? "down" : "right";
  }

  static override styles = [theme, controls, graphStyle];
}
