import type { ReadText } from "asl-core";
import { css, nothing, type PropertyValues } from "lit";
import { Rows } from "../../controllers/rows.js";
import { problemSignStyle } from "../problems/problem-sign-style.js";
import { problemSign } from "../problems/problem-signs.js";
import { AslElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { theme } from "../shared/theme.js";

const ROW = 19;
/** Longer lines are cut. */
const LONGEST = 2000;

/** How a breakpoint at a line is: one that stops, one that writes, one that does neither. */
export type GutterMark = "on" | "log" | "off";

/**
 * A definition's text with the chosen state's lines marked.
 *
 * @element asl-source
 * @fires asl-breakpoint - a breakpoint is to be set or taken away; `detail.line` counts from 1
 * @csspart text - the lines
 * @fires asl-select - a line of a state was clicked; `detail.node` is the state's id
 */
export class AslSource extends AslElement {
  static override readonly absent = { node: null, current: null };
  static override properties = {
    read: { attribute: false },
    node: { attribute: false },
    current: { attribute: false },
    breakpoints: { attribute: false },
    problems: { attribute: false },
    place: { attribute: false },
    active: { state: true },
  };

  /** The definition as it was read. */
  declare read: ReadText | undefined;
  /** Id of the chosen state, a JSON pointer. */
  declare node: string | null;
  /** Id of the state at the cursor. */
  declare current: string | null;
  /** Lines, counted from 1, with breakpoints; undefined where none can be set. */
  declare breakpoints: ReadonlyMap<number, GutterMark> | undefined;
  /** Lines, counted from 1, where the check of the definition found something; each with the worse where it found more. */
  declare problems: ReadonlyMap<number, "error" | "warning"> | undefined;
  /** A line, counted from 1, to be shown; another object shows it again. */
  declare place: { readonly line: number } | undefined;
  /** The line that keys are about. */
  declare private active: number;
  private lines: readonly string[] = [];
  private readonly rows = new Rows(this, ".text", ROW);

  constructor() {
    super();
    this.node = null;
    this.current = null;
    this.active = -1;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("read")) this.lines = this.read?.text.split(/\r?\n/) ?? [];
  }

  override updated(changed: PropertyValues<this>): void {
    const range = changed.has("node") || changed.has("read") ? this.rangeOf(this.node) : undefined;
    if (range !== undefined) this.rows.show(range[0], true);
    if (range !== undefined) this.active = range[0];
    if (changed.has("place") && this.place !== undefined) this.reveal(this.place.line - 1);
  }

  private reveal(line: number): void {
    this.rows.show(line, true);
    this.active = line;
  }

  /** Lines of a state, counted from 0. */
  private rangeOf(node: string | null | undefined): readonly [number, number] | undefined {
    if (typeof node !== "string" || this.read === undefined) return undefined;
    const [key, value] = [this.read.locate(node, "key"), this.read.locate(node)];
    if (value === undefined) return undefined;
    let last = value.end.line - 1 - (value.end.column === 1 ? 1 : 0);
    while (last >= value.start.line && this.lines[last]?.trim() === "") last--;
    return [(key ?? value).start.line - 1, last];
  }

  private choose(line: number): void {
    const node = this.stateAt(line);
    if (node !== undefined)
      this.dispatchEvent(new CustomEvent("asl-select", { detail: { node }, bubbles: true, composed: true }));
  }

  private turn(line: number): void {
    const detail = { line: line + 1 };
    if (this.breakpoints !== undefined)
      this.dispatchEvent(new CustomEvent("asl-breakpoint", { detail, bubbles: true, composed: true }));
  }

  private readonly press = (event: KeyboardEvent): void => {
    const at = Math.max(0, this.active);
    if (event.key === "ArrowDown") this.active = Math.min(this.lines.length - 1, this.active + 1);
    else if (event.key === "ArrowUp") this.active = Math.max(0, at - 1);
    else if (event.key === "Enter") this.choose(at);
    else if ((event.key === "b" || event.key === "F9") && this.active >= 0) this.turn(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.rows.show(Math.max(0, this.active));
  };

  /** The innermost state around a line. O(states). */
  private stateAt(line: number): string | undefined {
    let best: { node: string; from: number } | undefined;
    const walk = (value: unknown, pointer: string, depth: number): void => {
      if (typeof value !== "object" || value === null || depth > 120) return;
      for (const [key, inner] of Object.entries(value)) {
        const at = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
        const isState = /\/States\/[^/]+$/.test(at);
        const range = isState ? this.rangeOf(at) : undefined;
        if (isState && (range === undefined || line < range[0] || line > range[1])) continue;
        if (range !== undefined) best = { node: at, from: range[0] };
        if (isState || /^(States|Branches|ItemProcessor|Iterator|\d+)$/.test(key)) walk(inner, at, depth + 1);
      }
    };
    walk(this.read?.value, "", 0);
    return best?.node;
  }

  override render() {
    const { from, to } = this.rows.range(this.lines.length);
    const [chosen, current] = [this.rangeOf(this.node), this.rangeOf(this.current)];
    const isIn = (line: number, range: readonly [number, number] | undefined) =>
      range !== undefined && line >= range[0] && line <= range[1];
    return html`<div class="text ${this.breakpoints === undefined ? "" : "breakable"}" part="text" tabindex="0" role="region" aria-label="Text of the definition" @keydown=${this.press}>
      <div class="room" .style=${`height:${this.lines.length * ROW}px`}>
        ${this.lines.slice(from, to).map((text, index) => {
          const line = from + index;
          const mark = this.breakpoints?.get(line + 1);
          const look = `${isIn(line, chosen) ? "chosen" : ""} ${current?.[0] === line ? "now" : ""} ${this.active === line ? "active" : ""}`;
          return html`<div class="line ${look}" .style=${`top:${line * ROW}px`} @click=${() => this.choose(line)}>${this.number(line, mark)}${this.sign(line)}<span>${coloured(text.slice(0, LONGEST))}</span></div>`;
        })}
      </div>
    </div>`;
  }

  private sign(line: number) {
    const severity = this.problems?.get(line + 1);
    if (!this.problems?.size) return nothing;
    return html`<span class="sign">${severity === undefined ? nothing : html`<span class="sr">${severity}: </span>${problemSign(severity)}`}</span>`;
  }

  /** The number of a line: where breakpoints can be set, a button that does. */
  private number(line: number, mark: GutterMark | undefined) {
    if (this.breakpoints === undefined) return html`<span class="number">${line + 1}</span>`;
    const turn = (event: Event) => (event.stopPropagation(), this.turn(line));
    return html`<span class="number gutter ${mark ?? ""}" role="button" aria-pressed=${mark !== undefined} aria-label="Breakpoint at line ${line + 1}" title=${mark === undefined ? "Set a breakpoint" : "Remove the breakpoint"} @click=${turn}>${line + 1}</span>`;
  }

  static override styles = [
    theme,
    problemSignStyle,
    css`
      :host {
        height: 100%;
        min-height: 80px;
      }
      .text {
        height: 100%;
        overflow: auto;
        font: 12px/19px var(--asl-mono);
      }
      .room {
        position: relative;
      }
      .line {
        position: absolute;
        left: 0;
        min-width: 100%;
        height: ${ROW}px;
        white-space: pre;
        border-left: 3px solid transparent;
        cursor: default;
      }
      .number {
        display: inline-block;
        width: 44px;
        padding-right: 10px;
        text-align: right;
        color: var(--asl-dim);
        user-select: none;
      }
      .sign {
        display: inline-block;
        width: 20px;
        margin-left: -6px;
        vertical-align: -2px;
        line-height: 1;
      }
      .gutter {
        position: relative;
        cursor: pointer;
      }
      .gutter::before {
        content: "";
        position: absolute;
        left: 4px;
        top: 4px;
        width: 8px;
        height: 8px;
        border: 2px solid transparent;
        border-radius: 50%;
      }
      .gutter:hover::before {
        border-color: var(--asl-failure);
        opacity: 0.5;
      }
      .gutter.on::before,
      .gutter.log::before {
        background: var(--asl-failure);
        border-color: var(--asl-failure);
        opacity: 1;
      }
      .gutter.log::before {
        border-radius: 1px;
        rotate: 45deg;
      }
      .gutter.off::before {
        border-color: var(--asl-failure);
        opacity: 1;
      }
      .text:focus-visible .active {
        outline: 1px dashed var(--asl-accent);
        outline-offset: -1px;
      }
      .chosen {
        background: var(--asl-chosen);
      }
      .now {
        border-left-color: var(--asl-current);
        box-shadow: inset 0 0 0 99px color-mix(in srgb, var(--asl-current) 22%, transparent);
      }
      .key {
        color: var(--asl-key);
      }
      .string {
        color: var(--asl-string);
      }
      .number-value {
        color: var(--asl-number);
      }
    `,
  ];
}

/** Keys, strings and numbers of one line, in JSON or YAML; each part once, so linear. */
const PART =
  /("(?:[^"\\]|\\.)*")(\s*:)?|^(\s*(?:- )*)([^\s:#"'{}[\],-][^:#"{}[\],]{0,200}?)(:)(?=\s|$)|(?<![\w./:-])(true|false|null|-?\d[\d.eE+-]*)(?!\w)/g;

function coloured(text: string) {
  const parts: unknown[] = [];
  let last = 0;
  for (const match of text.matchAll(PART)) {
    parts.push(text.slice(last, match.index));
    const [whole, quoted, colon, indent, plain, mark] = match;
    if (quoted !== undefined)
      parts.push(html`<span class=${colon === undefined ? "string" : "key"}>${quoted}</span>`, colon ?? "");
    else if (plain !== undefined) parts.push(indent, html`<span class="key">${plain}</span>`, mark);
    else parts.push(html`<span class="number-value">${whole}</span>`);
    last = (match.index ?? 0) + whole.length;
  }
  parts.push(text.slice(last));
  return parts;
}
