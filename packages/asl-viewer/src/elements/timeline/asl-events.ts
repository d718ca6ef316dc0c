import { nothing, type PropertyValues } from "lit";
import type { EventFilters } from "../../controllers/hash.js";
import { rowAfter } from "../../controllers/list-keys.js";
import { Rows } from "../../controllers/rows.js";
import {
  containersAround,
  describe,
  type EventKind,
  EventRows,
  type Filter,
  failureOf,
  framesAround,
  isAside,
  iterationsAround,
  type Timeline,
  timeText,
  toneOf,
  type Visit,
  wholeTimeText,
} from "../../timeline/index.js";
import { AslElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { controls, theme } from "../shared/theme.js";
import { eventRowStyle, eventsStyle, EVENT_ROW as ROW } from "./events-style.js";
import { timesButton } from "./times-button.js";

/** Most errors that are offered. */
const MOST_ERRORS = 50;
const KINDS: readonly (readonly [EventKind | undefined, string])[] = [
  [undefined, "All"],
  ["states", "States"],
  ["tasks", "Tasks"],
  ["containers", "Map and Parallel"],
  ["errors", "Failures"],
];

/**
 * The events of a run, filtered and searched; only rows that are seen are drawn.
 *
 * @element asl-events
 * @attr {number} count - how many events have happened: the last of them is marked
 * @attr {boolean} absolute - tells times of day
 * @csspart filters - the search and the kinds
 * @csspart around - the branches and iterations around the first row that is seen
 * @csspart list - the rows
 * @fires asl-seek - an event was chosen; `detail.count`
 * @fires asl-filter - the list was narrowed otherwise; `detail` is what to
 * @fires asl-menu - what can be done with an event is asked for; `detail.at` is its index, `detail.x` and `detail.y` the place in the window
 * @fires asl-select - the same, with the state it is about; `detail.node`, `detail.visit`
 * @fires asl-times - times of day are wanted, or times since the beginning; `detail.absolute`
 */
export class AslEvents extends AslElement {
  static override readonly absent = { node: null };
  static override properties = {
    timeline: { attribute: false },
    count: { type: Number },
    node: { attribute: false },
    text: { state: true },
    kind: { state: true },
    visit: { attribute: false },
    mine: { state: true },
    inside: { state: true },
    error: { state: true },
    folding: { state: true },
    opened: { state: true },
    filters: { attribute: false },
    absolute: { type: Boolean, reflect: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  declare count: number;
  /** Id of the chosen state, to which the list can be narrowed. */
  declare node: string | null;
  /** What the list is narrowed to; what a person chooses goes on from there. */
  declare filters: EventFilters | undefined;
  /** Whether times are times of day, not since the beginning. */
  declare absolute: boolean;
  declare private text: string;
  declare private kind: EventKind | undefined;
  /** The chosen visit, to whose iteration the list can be narrowed. */
  declare visit: Visit | undefined;
  declare private mine: boolean;
  declare private inside: boolean;
  declare private error: string | undefined;
  /** Whether many events of other iterations stand in one row. */
  declare private folding: boolean;
  /** First events of folds that are open. */
  declare private opened: ReadonlySet<number>;
  private told: EventFilters | undefined;
  private listed = new EventRows(new Int32Array(0), undefined, new Set());
  private errors: readonly string[] = [];
  private hasIterations = false;
  /** Whether anything happened in a branch or an iteration. */
  private isNested = false;
  private found: Int32Array = new Int32Array(0);
  /** The frame of the first row that is seen. */
  private top = 0;
  private readonly rows = new Rows(this, ".list", ROW, () => {
    if (this.topFrame() !== this.top) this.requestUpdate();
  });

  constructor() {
    super();
    this.count = 0;
    this.node = null;
    this.absolute = false;
    this.text = "";
    this.mine = false;
    this.inside = false;
    this.folding = true;
    this.opened = new Set();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { timeline } = this;
    if (changed.has("filters") && this.filters !== this.told) this.take(this.filters ?? {});
    const all = changed as Map<string, unknown>;
    if (all.has("timeline") && timeline !== undefined) this.survey(timeline);
    const isElsewhere = all.has("visit") && this.iterationOf(changed.get("visit")) !== this.iterationOf(this.visit);
    const isFiltered = ["timeline", "text", "kind", "mine", "inside", "error"].some((name) => all.has(name));
    const isFound = !isFiltered && !(this.mine && all.has("node")) && !(this.inside && isElsewhere);
    if (isFound && !isElsewhere && !all.has("folding") && !all.has("opened")) return;
    if (!isFound) this.found = timeline?.search.find(this.filter()) ?? new Int32Array(0);
    const folds = this.folding && this.hasIterations && this.text === "" && timeline !== undefined;
    this.listed = new EventRows(this.found, folds ? isAside(timeline, this.visit) : undefined, this.opened);
  }

  private take({ text = "", kind, error, mine = false, inside = false }: EventFilters): void {
    Object.assign(this, { text, kind, error, mine, inside });
    this.told = this.filters;
  }

  /** Tells what a person has narrowed the list to. */
  private tellFilters(): void {
    const { text, kind, error, mine, inside } = this;
    const filters = {
      ...(text !== "" && { text }),
      ...(kind && { kind }),
      ...(error !== undefined && { error }),
      ...(mine && { mine }),
      ...(inside && { inside }),
    };
    if (JSON.stringify(filters) === JSON.stringify(this.told ?? {})) return;
    this.told = filters;
    this.tell("asl-filter", filters);
  }

  /** Serial of the frame whose event is seen first. */
  private topFrame(): number {
    const { listed, timeline } = this;
    const row = Math.min(this.rows.first, listed.length - 1);
    return row < 0 ? 0 : (timeline?.events[listed.at(row).at].frame ?? 0);
  }

  private iterationOf(visit: Visit | undefined): number | undefined {
    return this.timeline && iterationsAround(this.timeline, visit).at(-1)?.serial;
  }

  /** What of filters makes sense. O(failures + states). */
  private survey({ errors, events, run, visits }: Timeline): void {
    this.errors = [...new Set(errors.map((at) => failureOf(events[at])?.error ?? ""))].filter(Boolean);
    this.hasIterations = run.outline.nodes.some(
      ({ kind, index }) => kind === "Map" && visits.byNode[index]?.length > 0,
    );
    this.isNested = visits.frames.size > 1;
    if (this.error !== undefined && !this.errors.includes(this.error)) this.error = undefined;
    this.opened = new Set();
  }

  override updated(changed: PropertyValues<this>): void {
    const all = changed as Map<string, unknown>;
    this.tellFilters();
    if (["count", "timeline", "text", "kind", "mine"].some((name) => all.has(name)))
      this.rows.show(this.rowOf(this.count - 1), true);
  }

  private filter(): Filter {
    const node = this.mine
      ? this.timeline?.run.outline.nodes.find(({ pointer }) => pointer === this.node)?.index
      : undefined;
    const frames = this.inside && this.timeline ? framesAround(this.timeline, this.visit) : undefined;
    const more = { ...(frames && { frames }), ...(this.error !== undefined && { error: this.error }) };
    const text = this.numbered === undefined ? this.text : "";
    return { ...more, text, ...(this.kind && { kind: this.kind }), ...(node !== undefined && { node }) };
  }

  /** The number of the event that is asked for as "#4711". */
  private get numbered(): number | undefined {
    return /^#\d{0,9}$/.test(this.text) ? Number(this.text.slice(1)) : undefined;
  }

  /** To the event whose number is asked for; events are numbered from 1. */
  private readonly jump = (event: KeyboardEvent): void => {
    const { numbered = 0 } = this;
    if (event.key !== "Enter" || numbered < 1 || numbered > (this.timeline?.length ?? 0)) return;
    event.preventDefault();
    this.choose(numbered - 1);
  };

  /** The row of an event, or of the last shown before it. O(log rows). */
  private rowOf(at: number): number {
    return this.listed.rowOf(at);
  }

  private choose(at: number): void {
    const { timeline } = this;
    if (timeline === undefined) return;
    this.tell("asl-seek", { count: at + 1 });
    const visit = timeline.visitAt(at + 1);
    if (visit !== undefined) this.tell("asl-select", { node: timeline.nodeOf(visit).pointer, visit: visit.index });
  }

  private readonly press = (event: KeyboardEvent): void => {
    const row = this.rowOf(this.count - 1);
    const to = rowAfter(event.key, row, this.listed.length, 15);
    const { at, count } = this.listed.length > 0 ? this.listed.at(row) : { at: 0, count: 0 };
    if (event.key === "Enter" && count > 1) this.open(at);
    if (to === undefined || this.listed.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(this.listed.at(to).at);
  };

  /** Asks what can be done with an event: the one under the pointer, by key the chosen one. */
  private readonly menu = (event: MouseEvent): void => {
    const under = (event.target as Element).closest(".row");
    const found = under ?? this.renderRoot.querySelector("#now");
    const row = Number(found?.getAttribute("aria-posinset")) - 1;
    if (found === null || row < 0) return;
    event.preventDefault();
    const { left, bottom } = found.getBoundingClientRect();
    const [x, y] = under === null ? [left + 60, bottom] : [event.clientX, event.clientY];
    this.tell("asl-menu", { at: this.listed.at(row).at, x, y });
  };

  private open(at: number): void {
    this.opened = new Set([...this.opened, at]);
  }

  override render() {
    const { timeline } = this;
    if (timeline === undefined || timeline.length === 0) return html`<p class="none">No history is open.</p>`;
    return html`${this.filterBar()} ${this.isNested ? this.around(timeline) : nothing}
      <div class="list" part="list" role="listbox" tabindex="0" aria-label="Events" aria-activedescendant="now" @keydown=${this.press} @contextmenu=${this.menu}>
        <div class="room" role="presentation" .style=${`height:${this.listed.length * ROW}px`}>${this.items(timeline)}</div>
      </div>`;
  }

  /** The branches and iterations around the first row that is seen; each leads to its beginning. */
  private around(timeline: Timeline) {
    this.top = this.topFrame();
    const crumbs = containersAround(timeline, timeline.visits.frames.get(this.top));
    return html`<nav class="around" part="around" aria-label="Around the first event that is shown">
      <span>Execution</span>${crumbs.map(
        ({ text, visit }) =>
          html`<i aria-hidden="true">▸</i><button title="To where ${timeline.nodeOf(visit).name} began" @click=${() => this.choose(visit.from)}>${text}</button>`,
      )}
    </nav>`;
  }

  private filterBar() {
    const all = this.timeline?.length ?? 0;
    return html`<div class="filters" part="filters">
      <label class="search"
        >${ICONS.search}<input
          type="search"
          placeholder="Search events"
          aria-label="Search events"
          title="Types, states, errors and data; # with an event's number and Enter go there"
          .value=${this.text}
          @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)}
          @keydown=${this.jump}
      /></label>
      <span class="kinds" role="group" aria-label="Kinds of events">
        ${KINDS.map(
          ([kind, name]) =>
            html`<button aria-pressed=${this.kind === kind} @click=${() => (this.kind = kind)}>${name}</button>`,
        )}
        <button ?disabled=${this.node === null} aria-pressed=${this.mine && this.node !== null} @click=${() => (this.mine = !this.mine)}>
          Chosen state
        </button>
        ${this.hasIterations ? this.iterationFilters() : nothing} ${this.errors.length > 0 ? this.errorFilter() : nothing}
      </span>
      ${timesButton(this)}
      <span class="total">${this.found.length === all ? `${all} events` : `${this.found.length} of ${all}`}</span>
    </div>`;
  }

  private iterationFilters() {
    const isIn = this.timeline !== undefined && iterationsAround(this.timeline, this.visit).length > 0;
    return html`<button ?disabled=${!isIn} aria-pressed=${this.inside && isIn} @click=${() => (this.inside = !this.inside)}>
        This iteration
      </button>
      <button aria-pressed=${this.folding} title="Many events of other iterations in one row" @click=${() => (this.folding = !this.folding)}>
        Fold iterations
      </button>`;
  }

  private errorFilter() {
    const choose = (event: Event) => (this.error = (event.target as HTMLSelectElement).value || undefined);
    return html`<select aria-label="Error" @change=${choose}>
      <option value="">Any error</option>
      ${this.errors.slice(0, MOST_ERRORS).map((name) => html`<option value=${name} ?selected=${name === this.error}>${name}</option>`)}
      ${this.errors.length > MOST_ERRORS ? html`<option disabled>${this.errors.length - MOST_ERRORS} more: search for them</option>` : nothing}
    </select>`;
  }

  private items(timeline: Timeline) {
    const { from, to } = this.rows.range(this.listed.length);
    const rows = [];
    for (let row = from; row < to; row++) rows.push(this.item(timeline, row));
    return rows;
  }

  private item(timeline: Timeline, row: number) {
    const { at, count } = this.listed.at(row);
    const event = timeline.events[at];
    const isNow = row === this.rowOf(this.count - 1) && at < this.count;
    const depth = timeline.visits.frames.get(event.frame)?.depth ?? 0;
    return html`<div
      class="row ${toneOf(event.type)} ${at < this.count ? "" : "later"}"
      id=${isNow ? "now" : nothing}
      role="option"
      aria-selected=${isNow}
      aria-posinset=${row + 1}
      aria-setsize=${this.listed.length}
      .style=${`top:${row * ROW}px;--depth:${Math.min(depth, 8)}`}
      @click=${() => (count > 1 ? this.open(at) : this.choose(at))}
    >
      <span class="id">${event.id}</span>
      ${count > 1 ? html`<span></span><span class="many">▸ ${count.toLocaleString("en")} events of other iterations</span>` : this.cells(timeline, at)}
    </div>`;
  }

  private cells(timeline: Timeline, at: number) {
    const event = timeline.events[at];
    const state = timeline.run.outline.nodes[event.node]?.name ?? "";
    return html`
      ${this.time(timeline, at)}
      <span class="type">${event.type}</span>
      <span class="state">${state}</span>
      <span class="about">${describe(event)}</span>`;
  }

  private time(timeline: Timeline, at: number) {
    if (!timeline.run.timed) return html`<span class="time"></span>`;
    const time = timeline.timeOf(at);
    return html`<span class="time" title=${wholeTimeText(timeline, time, !this.absolute)}>${timeText(timeline, time, this.absolute)}</span>`;
  }

  static override styles = [theme, controls, eventRowStyle, eventsStyle];
}
