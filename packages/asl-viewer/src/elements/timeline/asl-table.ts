import { nothing, type PropertyValues } from "lit";
import { pressInList } from "../../controllers/list-keys.js";
import { Rows } from "../../controllers/rows.js";
import { STATUSES } from "../../markers.js";
import { payloadOf, previewText, shortDuration, type Timeline, type Visit } from "../../timeline/index.js";
import { sortedTable, stateTable, type TableColumn, type TableRow, visitTable } from "../../timeline/run-table.js";
import { TellingElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { TABLE_ROW as ROW, tableStyle } from "./table-style.js";

/** Letters of a preview. */
const PREVIEW = 120;

type Column = readonly [
  name: string,
  by: TableColumn | undefined,
  text: (row: TableRow, timeline: Timeline) => unknown,
];

/** The class of a column's cells. */
const classOf = (name: string): string => name.toLowerCase().replace(/\W.*|^#$/, "") || "number";
const took = (ms: number | undefined): string => (ms === undefined ? "" : shortDuration(ms));
const preview = ({ events }: Timeline, at: number | undefined): string => {
  const value = at === undefined ? undefined : payloadOf(events[at]);
  return value === undefined ? "" : previewText(value, PREVIEW);
};

/**
 * A run as a table: a row for each state, or for each visit, with how it stands at the cursor, tries, times, input, output and
 * error; sorted by any column. Only rows that are seen are drawn.
 *
 * @element asl-table
 * @attr {number} count - how many events have happened
 * @csspart bar - what rows stand for
 * @csspart head - the names of the columns
 * @csspart list - the rows
 * @fires asl-select - a row was chosen; `detail.node`, `detail.visit`
 * @fires asl-seek - it is of a visit that begins later; `detail.count`
 */
export class AslTable extends TellingElement {
  static override properties = {
    timeline: { attribute: false },
    count: { type: Number },
    node: { attribute: false },
    visit: { attribute: false },
    each: { state: true },
    mine: { state: true },
    by: { state: true },
    descending: { state: true },
  };

  /** The run; nothing is shown without one. */
  declare timeline: Timeline | undefined;
  declare count: number;
  /** Id of the chosen state. */
  declare node: string | null;
  /** The chosen visit. */
  declare visit: Visit | undefined;
  /** What rows stand for. */
  declare private each: "state" | "visit";
  /** Whether only visits of the chosen state are listed. */
  declare private mine: boolean;
  declare private by: TableColumn;
  declare private descending: boolean;
  private listed: readonly TableRow[] = [];
  private readonly rows = new Rows(this, ".list", ROW);

  constructor() {
    super();
    [this.count, this.node, this.each, this.mine] = [0, null, "state", false];
    [this.by, this.descending] = ["number", false];
  }

  override willUpdate(changed: PropertyValues): void {
    const { timeline, count, each } = this;
    const isOther = ["timeline", "count", "each", "by", "descending", "mine"].some((name) => changed.has(name));
    if (timeline === undefined || !(isOther || (this.mine && changed.has("node")))) return;
    const rows = each === "state" ? stateTable(timeline, count) : visitTable(timeline, count, this.wanted);
    this.listed = sortedTable(rows, this.by, this.descending);
  }

  /** The state whose visits alone are listed. */
  private get wanted(): number | undefined {
    return this.mine ? this.timeline?.run.outline.nodes.find(({ pointer }) => pointer === this.node)?.index : undefined;
  }

  override updated(changed: PropertyValues): void {
    if (["node", "visit", "each", "by", "descending"].some((name) => changed.has(name)))
      this.rows.show(this.chosen, true);
  }

  /** The chosen row; -1 for none. */
  private get chosen(): number {
    const { timeline, node, visit, each } = this;
    return this.listed.findIndex((row) =>
      each === "visit" ? row.visit === visit : timeline?.run.outline.nodes[row.node].pointer === node,
    );
  }

  private choose(row: TableRow | undefined): void {
    const { timeline } = this;
    if (row === undefined || timeline === undefined) return;
    const { visit } = row;
    if (visit !== undefined && visit.from >= this.count)
      this.tell("asl-seek", { count: (visit.to < 0 ? timeline.length - 1 : visit.to) + 1 });
    const node = timeline.run.outline.nodes[row.node].pointer;
    this.tell("asl-select", { node, ...(visit && { visit: visit.index }) });
  }

  private readonly press = (event: KeyboardEvent): void => {
    const { chosen, listed } = this;
    const list = { at: chosen, length: listed.length, page: 10 };
    pressInList(
      event,
      list,
      (to) => this.choose(listed[to]),
      () => this.choose(listed[chosen]),
    );
  };

  private sort(by: TableColumn): void {
    [this.by, this.descending] = [by, this.by === by && !this.descending];
  }

  override render() {
    const { timeline, listed } = this;
    if (timeline === undefined || timeline.length === 0) return html`<p class="none">No history is open.</p>`;
    const { from, to } = this.rows.range(listed.length);
    const [columns, chosen] = [this.columns(timeline), this.chosen];
    return html`${this.bar()}
      <div class="table ${this.each}">
        <div class="head" id="head" part="head" role="row" aria-rowindex="1">${columns.map((one) => this.heading(one))}</div>
        <div
          class="list"
          part="list"
          role="grid"
          tabindex="0"
          aria-label=${this.each === "state" ? "States" : "Visits"}
          aria-owns="head"
          aria-rowcount=${listed.length + 1}
          aria-activedescendant="now"
          @keydown=${this.press}
        >
          <div class="room" role="presentation" .style=${`height:${listed.length * ROW}px`}>
            ${listed.slice(from, to).map((row, index) => this.row(timeline, columns, row, from + index, from + index === chosen))}
          </div>
        </div>
      </div>`;
  }

  private bar() {
    const choice = (each: "state" | "visit", text: string) =>
      html`<button aria-pressed=${this.each === each} @click=${() => (this.each = each)}>${text}</button>`;
    const noun = this.each === "state" ? "state" : "visit";
    return html`<div class="bar" part="bar">
      <span role="group" aria-label="Rows">${choice("state", "States")}${choice("visit", "Visits")}</span>
      ${
        this.each === "visit"
          ? html`<button ?disabled=${this.node === null} aria-pressed=${this.mine && this.node !== null} @click=${() => (this.mine = !this.mine)}>
              Chosen state
            </button>`
          : nothing
      }
      <span class="total">${this.listed.length.toLocaleString("en")} ${noun}${this.listed.length === 1 ? "" : "s"}</span>
    </div>`;
  }

  /** By what rows stand for, and whether the run has times. */
  private columns({ run }: Timeline): readonly Column[] {
    const visits: readonly Column[] = [["Visits", "visits", ({ visits }) => visits || ""]];
    const times: readonly Column[] = [
      ["Start", "start", ({ start }) => took(start)],
      ["Total", "total", ({ total }) => took(total)],
      ["Own", "own", ({ own }) => took(own)],
    ];
    return [
      ["#", "number", ({ number }) => number],
      [this.each === "state" ? "State" : "Visit of", "name", ({ name }) => name],
      ["Status", "status", status],
      ...(this.each === "state" ? visits : []),
      ["Tries", "tries", ({ tries }) => tries || ""],
      ...(run.timed ? times : []),
      ["Error", "error", ({ error }) => error],
      [
        "Input",
        undefined,
        ({ visit }, timeline) =>
          preview(timeline, visit !== undefined && visit.from < this.count ? visit.from : undefined),
      ],
      [
        "Output",
        undefined,
        ({ visit }, timeline) =>
          preview(timeline, visit !== undefined && visit.to >= 0 && visit.to < this.count ? visit.to : undefined),
      ],
    ];
  }

  private heading([name, by]: Column) {
    const className = classOf(name);
    if (by === undefined) return html`<span role="columnheader" class=${className}>${name}</span>`;
    const isBy = this.by === by;
    const sorted = isBy ? (this.descending ? "descending" : "ascending") : "none";
    return html`<span role="columnheader" class=${className} aria-sort=${sorted}>
      <button @click=${() => this.sort(by)} title="Sort by ${name === "#" ? "order" : name.toLowerCase()}">
        ${name}${isBy ? html`<i aria-hidden="true">${this.descending ? "▾" : "▴"}</i>` : nothing}
      </button>
    </span>`;
  }

  private row(timeline: Timeline, columns: readonly Column[], row: TableRow, at: number, isChosen: boolean) {
    return html`<div
      class="row is-${row.status}"
      role="row"
      id=${isChosen ? "now" : nothing}
      aria-selected=${isChosen}
      aria-rowindex=${at + 2}
      .style=${`top:${at * ROW}px;--depth:${Math.min(row.depth, 8)}`}
      @click=${() => this.choose(row)}
    >
      ${columns.map(([name, , text]) => {
        const shown = text(row, timeline);
        return html`<span role="gridcell" class=${classOf(name)} title=${typeof shown === "string" && shown !== "" ? shown : nothing}>${shown}</span>`;
      })}
    </div>`;
  }

  static override styles = [theme, controls, tableStyle];
}

function status({ status }: TableRow) {
  const { sign, words } = STATUSES[status];
  return html`<i aria-hidden="true">${sign}</i> ${words}`;
}
