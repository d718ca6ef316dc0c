import type { Json } from "asl-core";
import { nothing, type PropertyValues } from "lit";
import { Rows } from "../../controllers/rows.js";
import { type JsonRow, jsonRows, MOST_ROWS, pathOf } from "../../timeline/index.js";
import { ThemedElement } from "./element.js";
import { html } from "./html.js";
import { JSON_ROW, jsonStyle } from "./json-style.js";
import { controls, theme } from "./theme.js";

/** Longer texts are cut in a row; what is chosen is shown whole below. */
const LONGEST = 300;
/** A chosen text longer than this may not fit its row. */
const ROOMY = 24;
/** Longer texts than these are not shown whole; copying takes them. */
const MOST_SHOWN = 20_000;

/**
 * A JSON value as a tree, with what changed since another value; only rows that are seen are drawn.
 *
 * @element asl-json
 * @attr {string} stage - name of the stage whose data it is; fields of it can then be watched
 * @fires asl-watch - a field is to be kept in view, or no more; `detail.stage`, `detail.pointer`
 * @csspart tree - the rows
 * @csspart whole - the chosen text, where it may not fit its row
 * @attr {number} levels - levels that are open at first, 2 if absent
 * @attr {string} root - what paths begin with, "$" if absent; another name gives JSONata
 */
export class AslJson extends ThemedElement {
  static override properties = {
    value: { attribute: false },
    since: { attribute: false },
    levels: { type: Number },
    root: {},
    stage: {},
    trace: { attribute: false },
    turned: { state: true },
    chosen: { state: true },
    pointed: { state: true },
    copied: { state: true },
  };

  /** What is shown; nothing where it is undefined. */
  declare value: Json | undefined;
  /** The value to compare with; undefined for none. */
  declare since: Json | undefined;
  declare levels: number;
  declare root: string;
  /** Name of the stage whose data it is, for fields that are to be watched; without one there are none. */
  declare stage: string | undefined;
  /** Finds where the value at a pointer came from; undefined where nobody knows. */
  declare trace: ((pointer: string) => void) | undefined;
  declare private turned: ReadonlySet<string>;
  declare private chosen: string | undefined;
  /** The row under the pointer, until a key is pressed. */
  declare private pointed: string | undefined;
  declare private copied: string;
  private lines: JsonRow[] = [];
  private readonly rows = new Rows(this, ".tree", JSON_ROW);

  constructor() {
    super();
    this.levels = 2;
    this.root = "$";
    this.turned = new Set();
    this.copied = "";
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const all = changed as Map<string, unknown>;
    if (!["value", "since", "levels", "turned"].some((name) => all.has(name))) return;
    this.lines =
      this.value === undefined ? [] : jsonRows(this.value, { levels: this.levels, turned: this.turned }, this.since);
  }

  private turn(pointer: string): void {
    const turned = new Set(this.turned);
    if (!turned.delete(pointer)) turned.add(pointer);
    this.turned = turned;
  }

  private readonly press = (event: KeyboardEvent): void => {
    if ((event.target as Element).matches("button")) return;
    this.pointed = undefined;
    const at = Math.max(
      0,
      this.lines.findIndex(({ pointer }) => pointer === this.chosen),
    );
    const row = this.lines[at];
    if (row === undefined) return;
    const closes = event.key === "ArrowLeft" && row.open;
    const opens = event.key === "ArrowRight" && row.size > 0 && !row.open;
    if (closes || opens || (event.key === "Enter" && row.size > 0)) this.turn(row.pointer);
    else if (event.key === "ArrowDown") this.choose(at + 1);
    else if (event.key === "ArrowUp") this.choose(at - 1);
    else if (event.key === "ArrowLeft") this.choose(this.lines.findIndex(({ pointer }) => pointer === parentOf(row)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private choose(at: number): void {
    const row = this.lines[Math.max(0, Math.min(this.lines.length - 1, at))];
    if (row === undefined) return;
    this.chosen = row.pointer;
    this.rows.show(this.lines.indexOf(row));
  }

  /** What comes to it by keys is at its first row, as long as none is chosen. */
  private readonly enter = (event: FocusEvent): void => {
    if ((event.target as Element).matches(":focus-visible")) this.chosen ??= this.lines[0]?.pointer;
  };

  private watch(pointer: string): void {
    const detail = { stage: this.stage, pointer };
    this.dispatchEvent(new CustomEvent("asl-watch", { detail, bubbles: true, composed: true }));
  }

  private async copy(what: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = `${what} copied`;
    } catch {
      this.copied = "The browser does not let this page copy";
    }
    setTimeout(() => (this.copied = ""), 1500);
  }

  override focus(options?: FocusOptions): void {
    this.shadowRoot?.querySelector<HTMLElement>(".tree")?.focus(options);
  }

  override render() {
    if (this.value === undefined) return nothing;
    const { from, to } = this.rows.range(this.lines.length);
    return html`<div
        class="tree"
        part="tree"
        role="tree"
        tabindex="0"
        aria-label="Data"
        aria-activedescendant=${this.chosen === undefined ? nothing : "chosen"}
        @keydown=${this.press}
        @focus=${this.enter}
        @pointerleave=${() => (this.pointed = undefined)}
      >
        <div class="room" role="presentation" .style=${`height:${this.lines.length * JSON_ROW}px`}>
          ${this.lines.slice(from, to).map((row, index) => this.line(row, from + index))}
        </div>
      </div>
      ${this.whole()}
      ${this.lines.length >= MOST_ROWS ? html`<p class="note">Only the first ${MOST_ROWS} rows are shown.</p>` : nothing}
      <span class="copied" role="status">${this.copied}</span>`;
  }

  /** The chosen text, where its row may have cut it. */
  private whole() {
    const value = this.lines.find(({ pointer }) => pointer === this.chosen)?.value;
    if (typeof value !== "string" || value.length <= ROOMY) return nothing;
    return html`<div class="whole" part="whole" tabindex="0" role="region" aria-label="Whole text">${
      value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}… (${value.length})` : value
    }</div>`;
  }

  private line(row: JsonRow, at: number) {
    const { depth, key, pointer, size, open, change } = row;
    const isChosen = pointer === this.chosen;
    return html`<div
      class="row ${change ?? ""} ${isChosen ? "chosen" : ""}"
      role="treeitem"
      id=${isChosen ? "chosen" : nothing}
      aria-level=${depth + 1}
      aria-expanded=${size > 0 ? open : nothing}
      aria-selected=${isChosen}
      .style=${`top:${at * JSON_ROW}px;padding-left:${6 + depth * 14}px`}
      @click=${() => this.pick(row)}
      @pointerenter=${() => (this.pointed = pointer)}
    >
      <span class="twist" aria-hidden="true">${size > 0 ? (open ? "▾" : "▸") : ""}</span>${
        key === null
          ? nothing
          : html`<span class=${typeof key === "number" ? "index" : "key"}>${key}</span><span class="colon">:</span>`
      }${shown(row)}${
        change === undefined
          ? nothing
          : html`<span class="mark" title=${change}>${MARKS[change]}${row.before === undefined ? nothing : html` was ${short(row.before)}`}</span>`
      }${row.heavy ? html`<span class="size" title="Of 256 KiB">${weightText(row.value)}</span>` : nothing}${
        pointer === (this.pointed ?? this.chosen) && !row.line ? this.actions(row, isChosen) : nothing
      }
    </div>`;
  }

  private pick(row: JsonRow): void {
    if (row.size > 0 && this.chosen === row.pointer) this.turn(row.pointer);
    else if (row.size > 0 && !row.open) this.turn(row.pointer);
    this.chosen = row.pointer;
  }

  /** All of the chosen row; of one that is pointed at those that look, so that most of its value is seen. */
  private actions({ value, pointer }: JsonRow, isChosen: boolean) {
    const stop = (then: () => void) => (event: Event) => (event.stopPropagation(), then());
    return html`<span class="actions">
      ${
        this.stage === undefined
          ? nothing
          : html`<button title="Keep in view, in whichever visit is shown; again: no more" @click=${stop(() => this.watch(pointer))}>Watch</button>`
      }
      ${
        this.trace
          ? html`<button title="Where this value came from" @click=${stop(() => this.trace?.(pointer))}>Origin</button>`
          : nothing
      }
      ${isChosen ? this.copies(value, pointer, stop) : nothing}
    </span>`;
  }

  private copies(value: Json, pointer: string, stop: (then: () => void) => (event: Event) => void) {
    const text = () => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
    return html`<button title="Copy the value" @click=${stop(() => void this.copy("Value", text()))}>Value</button>
      <button title="Copy the JSONPath" @click=${stop(() => void this.copy("JSONPath", pathOf(pointer)))}>Path</button>
      <button title="Copy the path for JSONata" @click=${stop(() => void this.copy("JSONata", pathOf(pointer, this.root === "$" ? "$states.input" : this.root)))}>
        JSONata
      </button>`;
  }

  static override styles = [theme, controls, jsonStyle];
}

const MARKS = { added: "new", changed: "changed", removed: "gone" } as const;

const weights = new WeakMap<object, string>();

/** How much a value is as JSON; each is asked once. */
function weightText(value: Json): string {
  const known = typeof value === "object" && value !== null ? weights.get(value) : undefined;
  if (known !== undefined) return known;
  const text = `${(new Blob([JSON.stringify(value)]).size / 1024).toFixed(1)} KiB`;
  if (typeof value === "object" && value !== null) weights.set(value, text);
  return text;
}

function shown({ value, size, open, depth, line }: JsonRow) {
  if (line) return html`<span class="string line">${value as string}</span>`;
  if (typeof value === "string" && open) return html`<span class="count">${size} lines</span>`;
  if (Array.isArray(value))
    return html`<span class="count">${size === 0 ? "[]" : open ? `[${size}]` : `[${size}] ${preview(value)}`}</span>`;
  if (typeof value === "object" && value !== null)
    return html`<span class="count">${size === 0 ? "{}" : open && depth > 0 ? "" : `{${size}} ${open ? "" : preview(value)}`}</span>`;
  const kind = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "literal";
  return html`<span class=${kind}>${short(value)}</span>`;
}

/** What is in a closed container, as far as a few characters tell. */
function preview(value: Json): string {
  if (Array.isArray(value))
    return value
      .slice(0, 3)
      .map((one) => short(one, 12))
      .join(", ");
  return Object.keys(value as object)
    .slice(0, 4)
    .join(", ");
}

function short(value: Json, most = LONGEST): string {
  if (Array.isArray(value)) return "[…]";
  if (typeof value === "object" && value !== null) return "{…}";
  const text = JSON.stringify(value);
  return text.length > most ? `${text.slice(0, most)}… (${text.length})` : text;
}

const parentOf = ({ pointer, line }: JsonRow): string =>
  pointer.slice(0, Math.max(0, pointer.lastIndexOf(line ? "\n" : "/")));
