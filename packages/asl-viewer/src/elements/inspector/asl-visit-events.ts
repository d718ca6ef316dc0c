import type { Json } from "asl-core";
import { css, nothing, type PropertyValues } from "lit";
import { pressInList } from "../../controllers/list-keys.js";
import { Rows } from "../../controllers/rows.js";
import { describe, type Timeline, timeText, toneOf, type Visit } from "../../timeline/index.js";
import { ownEvents } from "../../timeline/own-events.js";
import { TellingElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { eventRowStyle, EVENT_ROW as ROW } from "../timeline/events-style.js";

/**
 * The events of one visit, without those of what is inside; the one at the cursor is chosen, and shown whole below. Only rows
 * that are seen are drawn.
 *
 * @element asl-visit-events
 * @attr {number} count - how many events have happened
 * @attr {boolean} absolute - tells times of day
 * @csspart list - the rows
 * @csspart whole - the data of the event at the cursor
 * @fires asl-seek - an event was chosen; `detail.count`
 * @fires asl-select - the same, with the visit, which stays chosen; `detail.node`, `detail.visit`
 */
export class AslVisitEvents extends TellingElement {
  static override properties = {
    timeline: { attribute: false },
    visit: { attribute: false },
    count: { type: Number },
    absolute: { type: Boolean, reflect: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  /** Whose events they are. */
  declare visit: Visit | undefined;
  declare count: number;
  /** Whether times are times of day, not since the beginning. */
  declare absolute: boolean;
  private own: readonly number[] = [];
  private readonly rows = new Rows(this, ".list", ROW);

  constructor() {
    super();
    this.count = 0;
    this.absolute = false;
  }

  override willUpdate(): void {
    const { timeline, visit } = this;
    this.own = timeline === undefined || visit === undefined ? [] : ownEvents(timeline, visit);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("count") || changed.has("visit")) this.rows.show(Math.max(0, this.now), true);
  }

  /** The row of its last event that has happened; -1 before them all. */
  private get now(): number {
    return this.own.findLastIndex((at) => at < this.count);
  }

  private choose(row: number): void {
    const { timeline, visit } = this;
    const at = this.own[row];
    if (timeline === undefined || visit === undefined || at === undefined) return;
    this.tell("asl-seek", { count: at + 1 });
    this.tell("asl-select", { node: timeline.nodeOf(visit).pointer, visit: visit.index });
  }

  private readonly press = (event: KeyboardEvent): void => {
    const { now, own } = this;
    const list = { at: now, length: own.length, page: 10 };
    pressInList(
      event,
      list,
      (to) => this.choose(to),
      () => this.choose(now),
    );
  };

  override render() {
    const { timeline, own } = this;
    if (timeline === undefined || own.length === 0) return html`<p class="none">No event tells of it.</p>`;
    const { from, to } = this.rows.range(own.length);
    return html`<div class="list" part="list" role="listbox" tabindex="0" aria-label="Events of the visit" aria-activedescendant="now" @keydown=${this.press}>
        <div class="room" role="presentation" .style=${`height:${own.length * ROW}px`}>
          ${own.slice(from, to).map((at, index) => this.row(timeline, at, from + index))}
        </div>
      </div>
      ${this.whole(timeline)}`;
  }

  private row(timeline: Timeline, at: number, row: number) {
    const { id, type } = timeline.events[at];
    const isNow = row === this.now;
    const about = describe(timeline.events[at]);
    return html`<div
      class="row ${toneOf(type)} ${at < this.count ? "" : "later"}"
      id=${isNow ? "now" : nothing}
      role="option"
      aria-selected=${isNow}
      aria-posinset=${row + 1}
      aria-setsize=${this.own.length}
      title=${[type, about].filter(Boolean).join(": ")}
      .style=${`top:${row * ROW}px`}
      @click=${() => this.choose(row)}
    >
      <span class="id">${id}</span>
      <span class="time">${timeline.run.timed ? timeText(timeline, timeline.timeOf(at), this.absolute) : ""}</span>
      <span class="type">${type}</span>
      <span class="about">${about}</span>
    </div>`;
  }

  /** What the event at the cursor tells, where it is one of these. */
  private whole(timeline: Timeline) {
    const at = this.own[this.now];
    const details = at === undefined ? null : (timeline.events[at].details as Json | null);
    if (details === null || Object.keys(details).length === 0) return nothing;
    return html`<section class="whole" part="whole" aria-label="What event ${timeline.events[at].id} tells">
      <h3>Event ${timeline.events[at].id}</h3>
      <asl-json nested .value=${details} .levels=${3}></asl-json>
    </section>`;
  }

  static override styles = [
    theme,
    controls,
    eventRowStyle,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      .list {
        flex: 0 1 auto;
        max-height: 60%;
        overflow: auto;
      }
      .row {
        grid-template-columns: 40px var(--when, 64px) minmax(0, 1.4fr) minmax(0, 1fr);
      }
      .whole {
        flex: 1 1 0;
        display: flex;
        flex-direction: column;
        min-height: 40%;
        border-top: 1px solid var(--asl-border);
      }
      h3 {
        margin: 8px 12px 2px;
        font-size: 11px;
        font-weight: 600;
        color: var(--asl-dim);
        text-transform: uppercase;
        letter-spacing: 0.04em;
      }
      .none {
        margin: 16px auto;
        color: var(--asl-dim);
      }
    `,
  ];
}
