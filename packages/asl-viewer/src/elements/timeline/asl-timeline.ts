import { nothing, type PropertyValues } from "lit";
import { placeWords, type Timeline, type Visit, type Watched } from "../../timeline/index.js";
import { colours, Scheme } from "../shared/colours.js";
import { AslElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { type Kept, LaneChart, ROW } from "./lane-chart.js";
import { timelineStyle } from "./timeline-style.js";
import { extentOf, hintOf } from "./timeline-words.js";
import { timesButton } from "./times-button.js";
import { paintTracks, trackRows } from "./watch-tracks.js";

/** Changes of these leave colours as they are. */
const MOVES = new Set(["count", "visit", "span", "hint"]);

/**
 * A run on a line: branches and iterations in rows, tries of one state beside each other, idle time folded, and above it
 * the whole run with its failures. The strip is a slider that goes from event to event.
 *
 * @element asl-timeline
 * @attr {number} count - how many events have happened
 * @attr {boolean} absolute - tells times of day
 * @csspart strip - the whole run
 * @csspart bar - the buttons
 * @csspart tracks - the values that are watched
 * @csspart lanes - the rows
 * @fires asl-seek - another place is wanted; `detail.count`
 * @fires asl-menu - what can be done with an event is asked for; `detail.at` is its index, `detail.x` and `detail.y` the place in the window
 * @fires asl-select - a visit was chosen; `detail.visit` is its number, `detail.node` the id of its state
 * @fires asl-times - times of day are wanted, or times since the beginning; `detail.absolute`
 */
export class AslTimeline extends AslElement {
  static override readonly absent = { watched: [] };
  static override properties = {
    timeline: { attribute: false },
    count: { type: Number },
    visit: { attribute: false },
    watched: { attribute: false },
    absolute: { type: Boolean },
    byTime: { state: true },
    folding: { state: true },
    span: { state: true },
    hint: { state: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  declare count: number;
  /** The chosen visit. */
  declare visit: Visit | undefined;
  /** Fields whose values are shown as tracks. */
  declare watched: readonly Watched[];
  /** Whether times are times of day, not since the beginning. */
  declare absolute: boolean;
  declare private byTime: boolean;
  declare private folding: boolean;
  /** What is seen of the whole, as shares. */
  declare private span: readonly [from: number, to: number];
  declare private hint: { readonly x: number; readonly y: number; readonly text: readonly string[] } | undefined;
  private shares = new Float64Array(0);
  /** Whether a person has chosen the scale. */
  private scaled = false;
  private kept: Kept = { key: "", picture: undefined };
  private keptLanes: Kept = { key: "", picture: undefined };
  private observer: ResizeObserver | undefined;
  /** Looked up once for many paintings: to be asked for a colour, the browser has to style the page. */
  private colour: ((name: string) => string) | undefined;

  constructor() {
    super();
    this.count = 0;
    this.absolute = false;
    this.byTime = true;
    this.folding = true;
    this.span = [0, 1];
    this.watched = [];
    new Scheme(this, this.repaint);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(() => this.paint());
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { timeline } = this;
    if (changed.has("timeline")) {
      const before = changed.get("timeline") as Timeline | undefined;
      if (!timeline?.continues(before)) [this.span, this.scaled] = [[0, 1], false];
      if (!this.scaled)
        this.byTime = timeline?.run.timed === true && !timeline.grows && timeline.timeOf(timeline.length - 1) > 0;
    }
    const all = changed as Map<string, unknown>;
    if ([...all.keys()].some((name) => !MOVES.has(name))) this.colour = undefined;
    if (["timeline", "byTime", "folding"].some((name) => all.has(name))) this.measure();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("count")) this.follow();
    this.paint();
  }

  private get place(): number {
    return this.timeline?.placeNear(this.count) ?? 0;
  }

  /** Share of the whole line for an event's index. */
  private readonly shareOf = (at: number): number => this.shares[Math.max(0, at)] ?? 0;

  /** Made when the timeline or its scale changes. */
  private measure(): void {
    const { timeline, byTime, folding } = this;
    const length = timeline?.length ?? 0;
    const axis = byTime ? timeline?.axis(folding) : undefined;
    this.shares = Float64Array.from({ length }, (_, at) =>
      axis === undefined ? at / Math.max(1, length - 1) : axis.at(timeline!.timeOf(at)),
    );
    this.kept.key = this.keptLanes.key = "";
  }

  /** The last event at or before a share. O(log events). */
  private indexAt(share: number): number {
    let [low, high] = [0, (this.timeline?.length ?? 1) - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.shareOf(middle) <= share + 1e-9) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The window moves with the cursor where that leaves it. */
  private follow(): void {
    const share = this.shareOf(this.place - 1);
    const [from, to] = this.span;
    if (share >= from && share <= to) return;
    this.show(share - (to - from) / 2, to - from);
  }

  private show(from: number, width: number): void {
    const size = Math.min(1, Math.max(width, 1e-4));
    const start = Math.min(1 - size, Math.max(0, from));
    this.span = [start, start + size];
  }

  /** Shows more of the run, or less. */
  zoom(factor: number, around = 0.5): void {
    const [from, to] = this.span;
    const place = from + (to - from) * around;
    this.show(place - (to - from) * factor * around, (to - from) * factor);
  }

  private readonly repaint = (): void => {
    this.colour = undefined;
    this.paint();
  };

  private readonly paint = (): void => {
    const chart = this.chart();
    const strip = this.renderRoot.querySelector<HTMLCanvasElement>(".strip canvas");
    const lanes = this.renderRoot.querySelector<HTMLCanvasElement>(".lanes canvas");
    if (chart === undefined || strip === null || lanes === null) return;
    chart.strip(strip, this.span, this.place, this.kept);
    const { span, place: count, shareOf } = this;
    chart.lanes(lanes, { span, top: this.scroller?.scrollTop ?? 0 }, count, this.visit, this.keptLanes);
    paintTracks(this.renderRoot, this.timeline!, this.watched, { span, count, shareOf, colour: this.colour! });
  };

  private chart(): LaneChart | undefined {
    const { timeline } = this;
    if (timeline === undefined) return undefined;
    this.colour ??= colours(this, getComputedStyle(this));
    return new LaneChart(timeline, this.shareOf, this.byTime && this.folding, this.colour);
  }

  private get scroller(): HTMLElement | null {
    return this.renderRoot.querySelector(".lanes");
  }

  /** Moves what is seen by a share of it. */
  move(share: number): void {
    const [from, to] = this.span;
    this.show(from + share * (to - from), to - from);
  }

  private seek(count: number): void {
    this.tell("asl-seek", { count: this.timeline?.placeNear(count) ?? 0 });
  }

  private readonly scrub = (event: PointerEvent): void => {
    if (event.buttons === 0) return;
    const target = event.currentTarget as HTMLElement;
    if (event.type === "pointerdown") target.setPointerCapture(event.pointerId);
    this.seek(this.indexAt(shareAt(event, target)) + 1);
  };

  private readonly press = (event: KeyboardEvent): void => {
    const length = this.timeline?.length ?? 0;
    const { place } = this;
    const leap = Math.max(1, Math.round(length / 10));
    const to: Record<string, number> = {
      ArrowRight: place + 1,
      ArrowUp: place + 1,
      ArrowLeft: place - 1,
      ArrowDown: place - 1,
      PageUp: place + leap,
      PageDown: place - leap,
      Home: 0,
      End: length,
    };
    if (!Object.hasOwn(to, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.seek(to[event.key]);
  };

  private readonly wheel = (event: WheelEvent): void => {
    const target = event.currentTarget as HTMLElement;
    const { left, width } = target.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(Math.exp(event.deltaY * 0.004), (event.clientX - left) / width);
    } else if (event.deltaX !== 0 || event.shiftKey) {
      event.preventDefault();
      const [from, to] = this.span;
      this.show(from + ((event.deltaX || event.deltaY) / width) * (to - from), to - from);
    }
  };

  private readonly point = (event: PointerEvent): void => {
    const visit = this.visitAt(event);
    const { timeline } = this;
    if (visit === undefined || timeline === undefined) return void (this.hint = undefined);
    const box = this.getBoundingClientRect();
    this.hint = {
      x: Math.min(event.clientX - box.left + 12, box.width - 240),
      y: event.clientY - box.top + 14,
      text: hintOf(timeline, visit, this.absolute),
    };
  };

  private visitAt(event: MouseEvent): Visit | undefined {
    const target = event.currentTarget as HTMLElement;
    const [from, to] = this.span;
    const { top, width } = target.getBoundingClientRect();
    const lane = Math.floor((event.clientY - top + target.scrollTop) / ROW);
    return this.chart()?.visitAt(lane, from + shareAt(event, target) * (to - from), (4 / width) * (to - from));
  }

  /** The event at a place of the rows: of the visit that is there, where one is. */
  private eventAt(event: MouseEvent, visit = this.visitAt(event)): number {
    const [from, to] = this.span;
    const at = this.indexAt(from + shareAt(event, event.currentTarget as HTMLElement) * (to - from));
    if (visit === undefined) return at;
    const end = visit.to < 0 ? this.timeline!.length - 1 : visit.to;
    return Math.max(visit.from, Math.min(end, at));
  }

  /** Asks what can be done with an event: the one under the pointer, in the strip by key the one the cursor is at. */
  private readonly menu = (event: MouseEvent): void => {
    const target = event.currentTarget as HTMLElement;
    const isStrip = target.classList.contains("strip");
    const at = isStrip ? this.place - 1 : this.eventAt(event);
    if (this.timeline === undefined || at < 0) return;
    event.preventDefault();
    this.tell("asl-menu", { at, x: event.clientX, y: event.clientY });
  };

  private readonly choose = (event: MouseEvent): void => {
    const visit = this.visitAt(event);
    const { timeline } = this;
    if (timeline === undefined) return;
    this.seek(this.eventAt(event, visit) + 1);
    if (visit === undefined) return;
    this.tell("asl-select", { visit: visit.index, node: timeline.nodeOf(visit).pointer });
  };

  /** To the last event at or before a place of a track. */
  private readonly toPoint = (event: MouseEvent): void => {
    const [from, to] = this.span;
    this.seek(this.indexAt(from + shareAt(event, event.currentTarget as HTMLElement) * (to - from)) + 1);
  };

  override render() {
    const { timeline } = this;
    if (timeline === undefined || timeline.length === 0) return html`<p class="none">Nothing has happened yet.</p>`;
    return html`
      ${this.strip(timeline)} ${this.bar(timeline)}
      ${trackRows(timeline, this.watched, this.place, (count) => this.seek(count), this.toPoint)}
      ${this.lanes(timeline)} ${this.tooltip()}
    `;
  }

  /** The slider. */
  private strip(timeline: Timeline) {
    return html`<div
        class="strip"
        part="strip"
        role="slider"
        tabindex="0"
        aria-label="Place in the run"
        aria-valuemin="0"
        aria-valuemax=${timeline.length}
        aria-valuenow=${this.place}
        aria-valuetext=${placeWords(timeline, this.place)}
        @pointerdown=${this.scrub}
        @pointermove=${this.scrub}
        @keydown=${this.press}
        @contextmenu=${this.menu}
      >
        <canvas aria-hidden="true"></canvas>
      </div>`;
  }

  private bar(timeline: Timeline) {
    const [from, to] = this.span;
    return html`<div class="bar" part="bar">
        <span>${extentOf(timeline, this.byTime, this.absolute)}</span>
        ${this.scales(timeline)} ${timesButton(this)}
        ${to - from < 1 ? html`<button @click=${() => (this.span = [0, 1])}>Show all</button>` : nothing}
        <button @click=${() => this.zoom(0.5)} aria-label="Zoom in">+</button>
        <button @click=${() => this.zoom(2)} aria-label="Zoom out" ?disabled=${to - from >= 1}>−</button>
      </div>`;
  }

  /** What the line measures. */
  private scales({ run }: Timeline) {
    return html`${
      run.timed
        ? html`<button aria-pressed=${this.byTime} @click=${() => ([this.byTime, this.scaled] = [!this.byTime, true])} title="A line of time, or one place for each event">By time</button>`
        : nothing
    }
        ${
          this.byTime
            ? html`<button aria-pressed=${this.folding} @click=${() => (this.folding = !this.folding)} title="Stretches in which nothing happens take little room">Fold idle time</button>`
            : nothing
        }`;
  }

  private lanes({ visits }: Timeline) {
    return html`<div
        class="lanes"
        part="lanes"
        @scroll=${this.paint}
        @wheel=${{ handleEvent: this.wheel, passive: false }}
        @pointermove=${this.point}
        @pointerleave=${() => (this.hint = undefined)}
        @click=${this.choose}
        @contextmenu=${this.menu}
      >
        <canvas aria-hidden="true"></canvas>
        <div class="room" .style=${`height:${visits.lanes * ROW + 6}px`}></div>
      </div>`;
  }

  private tooltip() {
    if (this.hint === undefined) return nothing;
    const { x, y, text } = this.hint;
    return html`<div class="hint" .style=${`left:${x}px;top:${y}px`} aria-hidden="true">
      ${text.map((line) => html`<div>${line}</div>`)}
    </div>`;
  }

  static override styles = [theme, controls, timelineStyle];
}

function shareAt(event: MouseEvent, target: HTMLElement): number {
  const { left, width } = target.getBoundingClientRect();
  return Math.max(0, Math.min(1, (event.clientX - left) / Math.max(1, width)));
}
