import { css, LitElement, nothing } from "lit";
import { pressInList } from "../../controllers/list-keys.js";
import { Rows } from "../../controllers/rows.js";
import { STATUSES } from "../../markers.js";
import { failureOf, payloadOf, shortDuration, statusOfVisit, type Timeline, type Visit } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { controls, theme } from "../shared/theme.js";

const ROW = 44;
/** Letters of a preview. */
const PREVIEW = 160;

/**
 * Visits of a state to choose from, each with its time, how it stands, the way it left by and its input. It opens above the
 * page; only rows that are seen are drawn.
 *
 * @element asl-visits
 * @fires asl-visit - a visit was chosen; `detail.visit` is its number
 * @fires asl-close - it was closed, by a choice or without
 */
export class AslVisits extends LitElement {
  static override properties = {
    timeline: { attribute: false },
    visits: { attribute: false },
    chosen: { attribute: false },
    count: { type: Number },
    heading: {},
    at: { state: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  /** The visits that are listed. */
  declare visits: readonly Visit[];
  /** The chosen one of them. */
  declare chosen: Visit | undefined;
  /** How many events have happened. */
  declare count: number;
  /** What they have in common. */
  declare heading: string;
  declare private at: number;
  private readonly rows = new Rows(this, ".list", ROW);

  constructor() {
    super();
    this.visits = [];
    this.count = 0;
    this.heading = "";
    this.at = 0;
  }

  override firstUpdated(): void {
    this.at = Math.max(0, this.chosen === undefined ? 0 : this.visits.indexOf(this.chosen));
    this.renderRoot.querySelector("dialog")?.showModal();
    this.renderRoot.querySelector<HTMLElement>(".list")?.focus();
    void this.updateComplete.then(() => this.rows.show(this.at, true));
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("asl-close"));
  }

  private choose(at: number): void {
    const visit = this.visits[at];
    if (visit === undefined) return;
    const detail = { visit: visit.index };
    this.dispatchEvent(new CustomEvent("asl-visit", { detail, bubbles: true, composed: true }));
    this.close();
  }

  private readonly press = (event: KeyboardEvent): void => {
    const go = (to: number): void => {
      this.at = to;
      this.rows.show(to);
    };
    const list = { at: this.at, length: this.visits.length, page: 8 };
    pressInList(event, list, go, () => this.choose(this.at));
  };

  override render() {
    const { from, to } = this.rows.range(this.visits.length);
    return html`<dialog aria-labelledby="title" @close=${() => this.close()}>
      <header>
        <h2 id="title">${this.heading}</h2>
        <span>${this.visits.length}×</span>
        <button aria-label="Close" @click=${() => this.close()}>${ICONS.close}</button>
      </header>
      <div class="list" role="listbox" tabindex="0" aria-label=${this.heading} aria-activedescendant="now" @keydown=${this.press}>
        <div class="room" .style=${`height:${this.visits.length * ROW}px`}>
          ${this.visits.slice(from, to).map((visit, index) => this.row(visit, from + index))}
        </div>
      </div>
    </dialog>`;
  }

  private row(visit: Visit, at: number) {
    const timeline = this.timeline as Timeline;
    const status = statusOfVisit(timeline, visit, timeline.length);
    const look = status === undefined ? undefined : STATUSES[status];
    const end = visit.to < 0 ? timeline.length - 1 : visit.to;
    const input = JSON.stringify(payloadOf(timeline.events[visit.from]) ?? null) ?? "";
    const failure = failureOf(timeline.events[visit.tries.findLast(({ failed }) => failed)?.to ?? -1] ?? NOTHING);
    return html`<div
      class="row ${visit.from < this.count ? "" : "later"}"
      role="option"
      id=${at === this.at ? "now" : nothing}
      aria-selected=${at === this.at}
      aria-posinset=${at + 1}
      aria-setsize=${this.visits.length}
      .style=${`top:${at * ROW}px`}
      @click=${() => this.choose(at)}
    >
      <span class="number">${at + 1}</span>
      <span class="time">${timeline.run.timed ? shortDuration(timeline.timeOf(visit.from)) : `event ${visit.from + 1}`}</span>
      <span class="status ${look?.status ?? ""}">${look === undefined ? "under way" : `${look.sign} ${look.words}`}</span>
      <span class="way">${wayText(visit, timeline)}${failure?.error ? ` · ${failure.error}` : ""}</span>
      <span class="took">${timeline.run.timed ? shortDuration(timeline.timeOf(end) - timeline.timeOf(visit.from)) : ""}</span>
      <span class="input">${input.length > PREVIEW ? `${input.slice(0, PREVIEW)}…` : input}</span>
    </div>`;
  }

  static override styles = [
    theme,
    controls,
    css`
      dialog {
        width: min(640px, 94vw);
        padding: 0;
        color: var(--asl-ink);
        background: var(--asl-raised);
        border: 1px solid var(--asl-border);
        border-radius: 10px;
        box-shadow: 0 8px 40px #0005;
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 8px 14px;
        border-bottom: 1px solid var(--asl-border);
      }
      h2 {
        margin: 0;
        font-size: 14px;
        overflow-wrap: anywhere;
      }
      header span {
        margin-right: auto;
        color: var(--asl-dim);
      }
      .list {
        max-height: min(440px, 70vh);
        overflow: auto;
      }
      .room {
        position: relative;
      }
      .row {
        position: absolute;
        left: 0;
        right: 0;
        height: ${ROW}px;
        box-sizing: border-box;
        display: grid;
        grid-template: 1fr 1fr / 40px 70px minmax(110px, 1fr) minmax(0, 1.4fr) 70px;
        gap: 0 8px;
        padding: 3px 12px;
        align-items: center;
        cursor: pointer;
        border-bottom: 1px solid var(--asl-border);
      }
      .row > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .later > * {
        opacity: 0.65;
      }
      .row:hover {
        background: var(--asl-hover);
      }
      .row[aria-selected="true"] {
        background: var(--asl-chosen);
      }
      .number,
      .time,
      .took {
        text-align: right;
        color: var(--asl-dim);
        font-variant-numeric: tabular-nums;
      }
      .input {
        grid-column: 2 / -1;
        font: 11px var(--asl-mono);
        color: var(--asl-dim);
      }
      .failed,
      .timed-out {
        color: var(--asl-failure);
      }
      .caught {
        color: var(--asl-error);
      }
      .succeeded,
      .retried {
        color: var(--asl-success);
      }
      .aborted {
        color: var(--asl-aborted);
      }
    `,
  ];
}

const NOTHING = { details: null } as unknown as Timeline["events"][number];

/** The way a visit left its state by, with the state it led to. */
function wayText({ via, node }: Visit, { run }: Timeline): string {
  if (via === null) return "";
  const state = run.outline.nodes[node];
  const number = Number(via.slice(via.indexOf(" ") + 1));
  const to = via.startsWith("choice")
    ? state.rules[number]?.next
    : via.startsWith("catch")
      ? state.catch[number]?.next
      : state.next;
  const name = to === undefined || to < 0 ? "" : ` → ${run.outline.nodes[to]?.name}`;
  return via === "default" ? "default" : `${via === "next" ? "" : via}${name}`.trim();
}
