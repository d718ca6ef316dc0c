import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { Rows } from "../controllers/rows.js";
import { describe, type EventKind, type Filter, shortDuration, type Timeline, toneOf } from "../timeline/index.js";
import { ICONS } from "./icons.js";
import { controls, theme } from "./theme.js";

const ROW = 25;
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
 * @fires asl-seek - an event was chosen; `detail.count`
 * @fires asl-select - the same, with the state it is about; `detail.node`, `detail.visit`
 */
export class AslEvents extends LitElement {
  static override properties = {
    timeline: { attribute: false },
    count: { type: Number },
    node: { attribute: false },
    text: { state: true },
    kind: { state: true },
    mine: { state: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  declare count: number;
  /** Id of the chosen state, to which the list can be narrowed. */
  declare node: string | null;
  declare private text: string;
  declare private kind: EventKind | undefined;
  declare private mine: boolean;
  private found: Int32Array = new Int32Array(0);
  private readonly rows = new Rows(this, ".list", ROW);

  constructor() {
    super();
    this.count = 0;
    this.node = null;
    this.text = "";
    this.mine = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const all = changed as Map<string, unknown>;
    if (["timeline", "text", "kind", "mine"].some((name) => all.has(name)) || (this.mine && all.has("node")))
      this.found = this.timeline?.search.find(this.filter()) ?? new Int32Array(0);
  }

  override updated(changed: PropertyValues<this>): void {
    const all = changed as Map<string, unknown>;
    if (["count", "timeline", "text", "kind", "mine"].some((name) => all.has(name)))
      this.rows.show(this.rowOf(this.count - 1), true);
  }

  private filter(): Filter {
    const node = this.mine
      ? this.timeline?.run.outline.nodes.find(({ pointer }) => pointer === this.node)?.index
      : undefined;
    return { text: this.text, ...(this.kind && { kind: this.kind }), ...(node !== undefined && { node }) };
  }

  /** The row of an event, or of the last shown before it. O(log rows). */
  private rowOf(at: number): number {
    let [low, high] = [0, this.found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.found[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  private choose(at: number): void {
    const { timeline } = this;
    if (timeline === undefined) return;
    this.tell("asl-seek", { count: at + 1 });
    const visit = timeline.visitAt(at + 1);
    if (visit !== undefined) this.tell("asl-select", { node: timeline.nodeOf(visit).pointer, visit: visit.index });
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  private readonly press = (event: KeyboardEvent): void => {
    const row = this.rowOf(this.count - 1);
    const page = 15;
    const to: Record<string, number> = {
      ArrowDown: row + 1,
      ArrowUp: row - 1,
      PageDown: row + page,
      PageUp: row - page,
      Home: 0,
      End: this.found.length - 1,
    };
    if (!Object.hasOwn(to, event.key) || this.found.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(this.found[Math.max(0, Math.min(this.found.length - 1, to[event.key]))]);
  };

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>("input")?.focus(options);
  }

  override render() {
    const { timeline } = this;
    if (timeline === undefined || timeline.length === 0) return html`<p class="none">No history is open.</p>`;
    return html`${this.filters()}
      <div class="list" role="listbox" tabindex="0" aria-label="Events" aria-activedescendant="now" @keydown=${this.press}>
        <div class="room" role="presentation" .style=${`height:${this.found.length * ROW}px`}>${this.items(timeline)}</div>
      </div>`;
  }

  private filters() {
    const all = this.timeline?.length ?? 0;
    return html`<div class="filters">
      <label class="search"
        >${ICONS.search}<input
          type="search"
          placeholder="Search types, states, errors, data"
          aria-label="Search events"
          .value=${this.text}
          @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)}
      /></label>
      <span class="kinds" role="group" aria-label="Kinds of events">
        ${KINDS.map(
          ([kind, name]) =>
            html`<button aria-pressed=${this.kind === kind} @click=${() => (this.kind = kind)}>${name}</button>`,
        )}
        <button ?disabled=${this.node === null} aria-pressed=${this.mine && this.node !== null} @click=${() => (this.mine = !this.mine)}>
          Chosen state
        </button>
      </span>
      <span class="total">${this.found.length === all ? `${all} events` : `${this.found.length} of ${all}`}</span>
    </div>`;
  }

  private items(timeline: Timeline) {
    const { from, to } = this.rows.range(this.found.length);
    const rows = [];
    for (let row = from; row < to; row++) rows.push(this.item(timeline, row));
    return rows;
  }

  private item(timeline: Timeline, row: number) {
    const at = this.found[row];
    const event = timeline.events[at];
    const isNow = at === this.count - 1;
    const depth = timeline.visits.frames.get(event.frame)?.depth ?? 0;
    const state = timeline.run.outline.nodes[event.node]?.name ?? "";
    return html`<div
      class="row ${toneOf(event.type)} ${at < this.count ? "" : "later"}"
      id=${isNow ? "now" : nothing}
      role="option"
      aria-selected=${isNow}
      aria-posinset=${row + 1}
      aria-setsize=${this.found.length}
      .style=${`top:${row * ROW}px;--depth:${Math.min(depth, 8)}`}
      @click=${() => this.choose(at)}
    >
      <span class="id">${event.id}</span>
      <span class="time">${timeline.run.timed ? shortDuration(timeline.timeOf(at)) : ""}</span>
      <span class="type">${event.type}</span>
      <span class="state">${state}</span>
      <span class="about">${describe(event)}</span>
    </div>`;
  }

  static override styles = [
    theme,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 90px;
        container-type: inline-size;
      }
      .filters {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        padding: 4px 8px;
        border-bottom: 1px solid var(--asl-border);
        font-size: 12px;
      }
      .search {
        display: flex;
        align-items: center;
        gap: 6px;
        flex: 1 1 170px;
        max-width: 340px;
        color: var(--asl-dim);
      }
      .search svg {
        width: 14px;
        height: 14px;
        flex: none;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.6;
      }
      .search input {
        flex: 1;
      }
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
      }
      .total {
        margin-left: auto;
        color: var(--asl-dim);
        font-variant-numeric: tabular-nums;
      }
      .list {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
      .room {
        position: relative;
        min-width: 100%;
      }
      .row {
        position: absolute;
        left: 0;
        right: 0;
        height: ${ROW}px;
        display: grid;
        grid-template-columns: 52px 76px minmax(150px, 210px) minmax(90px, 1fr) minmax(0, 1.4fr);
        align-items: center;
        gap: 8px;
        padding: 0 10px 0 6px;
        border-left: 3px solid transparent;
        cursor: pointer;
        white-space: nowrap;
      }
      .row > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .row:hover {
        background: var(--asl-hover);
      }
      .row[aria-selected="true"] {
        background: var(--asl-chosen);
        border-left-color: var(--asl-accent);
      }
      .later > * {
        opacity: 0.5;
      }
      .id,
      .time {
        text-align: right;
        color: var(--asl-dim);
        font-variant-numeric: tabular-nums;
        font-size: 12px;
      }
      .type {
        padding-left: calc(var(--depth) * 10px);
      }
      .bad .type,
      .bad .about {
        color: var(--asl-failure);
      }
      .good .type {
        color: var(--asl-success);
      }
      .plain .type {
        color: var(--asl-dim);
      }
      .state {
        font-weight: 500;
      }
      .about {
        color: var(--asl-dim);
      }
      .none {
        margin: auto;
        color: var(--asl-dim);
      }
      @container (max-width: 560px) {
        .row {
          grid-template-columns: 40px minmax(110px, 1.2fr) minmax(70px, 1fr);
        }
        .time,
        .about {
          display: none;
        }
      }
    `,
  ];
}
