import { LitElement, nothing, type PropertyValues } from "lit";
import { pressInList } from "../../controllers/list-keys.js";
import { Rows } from "../../controllers/rows.js";
import {
  type FailureGroup,
  failureGroups,
  failureIn,
  lookOf,
  type MapWork,
  mapWork,
  type PartLook,
  shortDuration,
  type Timeline,
  type Visit,
  type WorkPart,
} from "../../timeline/index.js";
import { colours, Scheme } from "../shared/colours.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { HeatMap } from "./heat-map.js";
import { itemsStyle } from "./items-style.js";

const ROW = 26;
/** Most kinds of failures that are listed. */
const MOST = 50;
const LOOKS: readonly (readonly [PartLook, string])[] = [
  ["failed", "✕"],
  ["aborted", "⊘"],
  ["running", "▶"],
  ["succeeded", "✓"],
  ["pending", "○"],
];

/**
 * What a Map does for each item: iterations or child executions as a heat map, failures grouped by error and first line of
 * cause, and a list of them all. Only rows that are seen are drawn.
 *
 * @element asl-items
 * @attr {number} count - how many events have happened
 * @fires asl-part - an iteration or child execution was chosen; `detail.visit` is the Map's visit, `detail.number` the item
 */
export class AslItems extends LitElement {
  static override properties = {
    timeline: { attribute: false },
    visit: { attribute: false },
    count: { type: Number },
    look: { state: true },
    group: { state: true },
    at: { state: true },
    hint: { state: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  /** Of the Map. */
  declare visit: Visit | undefined;
  declare count: number;
  declare private look: PartLook | undefined;
  declare private group: string | undefined;
  declare private at: number;
  declare private hint: string;
  private groups: readonly FailureGroup[] = [];
  private listed: readonly WorkPart[] = [];
  private heat: HeatMap | undefined;
  private readonly rows = new Rows(this, ".list", ROW);
  private readonly sized = new ResizeObserver(() => this.paint());

  constructor() {
    super();
    this.count = 0;
    this.at = 0;
    this.hint = "";
    new Scheme(this, () => this.paint());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized.disconnect();
  }

  private get work(): MapWork | undefined {
    return this.timeline && mapWork(this.timeline, this.visit, this.count);
  }

  override willUpdate(changed: PropertyValues): void {
    const all = changed as Map<string, unknown>;
    const { work, timeline } = this;
    if (all.has("visit")) [this.look, this.group, this.at] = [undefined, undefined, 0];
    if (!["timeline", "visit", "count", "look", "group"].some((name) => all.has(name))) return;
    if (work === undefined || timeline === undefined) return void ([this.groups, this.listed] = [[], []]);
    if (all.has("timeline") || all.has("visit") || all.has("count"))
      this.groups = failureGroups(timeline, work, this.count);
    this.listed = this.found(work);
    this.at = Math.min(this.at, Math.max(0, this.listed.length - 1));
    if (this.heat?.parts !== work.parts) this.heat = new HeatMap(work.parts);
  }

  /** O(parts). */
  private found({ parts, placeOf }: MapWork): readonly WorkPart[] {
    const { look, group } = this;
    const chosen = this.groups.find((one) => keyOf(one) === group);
    if (chosen !== undefined) return chosen.parts;
    const place = placeOf(this.count);
    const begun = parts.parts.filter(({ from }) => from < place);
    return look === undefined ? begun : begun.filter((one) => lookOf(one, place) === look);
  }

  override updated(): void {
    this.paint();
  }

  private paint(): void {
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>("canvas");
    const { work } = this;
    if (canvas === null || work === undefined || this.heat === undefined) return;
    this.heat.paint(canvas, work.placeOf(this.count), colours(this, getComputedStyle(this)));
  }

  private choose(number: number | undefined): void {
    if (number === undefined || this.visit === undefined) return;
    const detail = { visit: this.visit.index, number };
    this.dispatchEvent(new CustomEvent("asl-part", { detail, bubbles: true, composed: true }));
  }

  private partAt(event: MouseEvent): WorkPart | undefined {
    const { work } = this;
    const range = this.heat?.rangeAt(event.offsetX, event.offsetY);
    return range && work?.parts.worst(work.placeOf(this.count), ...range);
  }

  private readonly hover = (event: PointerEvent): void => {
    const range = this.heat?.rangeAt(event.offsetX, event.offsetY);
    const part = this.partAt(event);
    const numbers = range && (range[0] === range[1] ? `${range[0]}` : `${range[0]} to ${range[1]}`);
    this.hint =
      range === undefined ? "" : part === undefined ? `${numbers}: not begun` : `${numbers}: ${this.words(part)}`;
  };

  private words(part: WorkPart): string {
    const { work, timeline } = this;
    const place = work!.placeOf(this.count);
    const look = lookOf(part, place);
    const failure = look === "failed" ? failureIn(timeline!, part) : undefined;
    const took = part.duration !== undefined && part.to < place ? shortDuration(part.duration) : "";
    return [look, took, failure === undefined ? "" : [failure.error, failure.cause].filter(Boolean).join(": ")]
      .filter(Boolean)
      .join(", ");
  }

  private readonly press = (event: KeyboardEvent): void => {
    const go = (to: number): void => {
      this.at = to;
      this.rows.show(to);
    };
    const list = { at: this.at, length: this.listed.length, page: 12 };
    pressInList(event, list, go, () => this.choose(this.listed[this.at]?.number));
  };

  override render() {
    const { work } = this;
    if (work === undefined) return html`<p class="none">Not begun yet at this place.</p>`;
    if (!work.known) return this.unknown(work);
    const what = work.distributed ? "child executions" : "iterations";
    const slowest = work.parts.slowest(work.placeOf(this.count));
    return html`
      <p class="total">
        ${work.parts.total} ${what}${
          slowest?.duration === undefined
            ? nothing
            : html`, slowest <button class="link" @click=${() => this.choose(slowest.number)}>${slowest.number}</button> with ${shortDuration(slowest.duration)}`
        }
      </p>
      ${this.chips(work)}
      <canvas
        aria-hidden="true"
        @pointermove=${this.hover}
        @pointerleave=${() => (this.hint = "")}
        @click=${(event: MouseEvent) => this.choose(this.partAt(event)?.number)}
      ></canvas>
      <p class="hint" aria-hidden="true">${this.hint || squares(this.heat?.size ?? 1)}</p>
      ${this.groups.length === 0 ? nothing : this.failures()} ${this.list(what)}
    `;
  }

  private unknown({ parts }: MapWork) {
    const length = parts.total > 0 ? `${parts.total} items. ` : "";
    return html`<p class="none">
      ${length}Its child executions are not in what is open: a history of the parent does not tell of them. Open their histories
      together with it, as {"histories": […]}, or a recording of the debugger.
    </p>`;
  }

  private chips({ parts, placeOf }: MapWork) {
    const tally = parts.tally(placeOf(this.count));
    const turn = (look: PartLook) => {
      [this.look, this.group] = [this.look === look ? undefined : look, undefined];
    };
    return html`<div class="chips" role="group" aria-label="How they stand">
      ${LOOKS.map(([look, sign]) =>
        tally[look] === 0
          ? nothing
          : html`<button class=${look} aria-pressed=${this.look === look} ?disabled=${look === "pending"} @click=${() => turn(look)}>
              <span aria-hidden="true">${sign}</span> ${tally[look]} ${look}
            </button>`,
      )}
    </div>`;
  }

  private failures() {
    const turn = (key: string) => {
      [this.group, this.look] = [this.group === key ? undefined : key, undefined];
    };
    return html`<div class="groups" role="group" aria-label="Failures">
      ${this.groups.slice(0, MOST).map(
        (one) => html`<button aria-pressed=${this.group === keyOf(one)} @click=${() => turn(keyOf(one))}>
          <b>${one.parts.length}×</b> <strong>${one.error || "failed"}</strong> <span>${one.cause}</span>
        </button>`,
      )}
      ${this.groups.length > MOST ? html`<p class="more">The ${MOST} most frequent of ${this.groups.length} kinds of failures</p>` : nothing}
    </div>`;
  }

  private list(what: string) {
    const { from, to } = this.rows.range(this.listed.length);
    return html`<div class="list" role="listbox" tabindex="0" aria-label=${what} aria-activedescendant="now" @keydown=${this.press}>
      <div class="room" .style=${`height:${this.listed.length * ROW}px`}>
        ${this.listed.slice(from, to).map((part, index) => this.row(part, from + index))}
      </div>
    </div>`;
  }

  private row(part: WorkPart, at: number) {
    const look = lookOf(part, this.work!.placeOf(this.count));
    return html`<div
      class="row ${look}"
      role="option"
      id=${at === this.at ? "now" : nothing}
      aria-selected=${at === this.at}
      aria-posinset=${at + 1}
      aria-setsize=${this.listed.length}
      .style=${`top:${at * ROW}px`}
      @click=${() => this.choose(part.number)}
    >
      <span class="number">${part.number}</span>
      <span class="sign" aria-hidden="true">${LOOKS.find(([one]) => one === look)?.[1]}</span>
      <span class="words">${this.words(part)}</span>
    </div>`;
  }

  static override styles = [theme, controls, itemsStyle];
}

const squares = (size: number): string =>
  size === 1
    ? "One square for each: choose one to look into it."
    : `One square for ${size}, as the worst of them stands: choose one to look into that.`;
const keyOf = ({ error, cause }: FailureGroup): string => `${error}\n${cause}`;
