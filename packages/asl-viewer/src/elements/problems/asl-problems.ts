import { ended } from "asl-core";
import { LitElement, nothing, type PropertyValues } from "lit";
import type { Problem } from "../../checking/problem.js";
import type { Findings } from "../../controllers/checking.js";
import { rowAfter } from "../../controllers/list-keys.js";
import { Rows } from "../../controllers/rows.js";
import { html } from "../shared/html.js";
import { theme } from "../shared/theme.js";
import { countOf, problemSign } from "./problem-signs.js";
import { problemsStyle, PROBLEM_ROW as ROW } from "./problems-style.js";

/** Of more only those that are seen are drawn, each in two lines; fewer say all they have to say. */
const FEW = 100;

/**
 * What the check of a definition found: its errors and warnings, with their places and what to do about them.
 *
 * @element asl-problems
 * @csspart problems - the list
 * @fires asl-problem - a problem was chosen; `detail` is the problem
 */
export class AslProblems extends LitElement {
  static override properties = {
    findings: { attribute: false },
    active: { state: true },
  };

  /** What was found; nothing is shown without it. */
  declare findings: Findings | undefined;
  /** The row that keys are about. */
  declare private active: number;
  private readonly rows = new Rows(this, ".list", ROW);

  constructor() {
    super();
    this.active = 0;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("findings")) this.active = Math.min(this.active, Math.max(0, this.all.length - 1));
  }

  private get all(): readonly Problem[] {
    return this.findings?.problems ?? [];
  }

  private choose(at: number): void {
    this.active = at;
    const detail = this.all[at];
    if (detail !== undefined)
      this.dispatchEvent(new CustomEvent("asl-problem", { detail, bubbles: true, composed: true }));
  }

  private readonly press = (event: KeyboardEvent): void => {
    const to = rowAfter(event.key, this.active, this.all.length, 8);
    if (event.key === "Enter") this.choose(this.active);
    else if (to !== undefined) this.go(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private go(to: number): void {
    this.active = to;
    if (this.all.length > FEW) this.rows.show(to);
    else
      void this.updateComplete.then(() => this.renderRoot.querySelector("#now")?.scrollIntoView({ block: "nearest" }));
  }

  override render() {
    const { findings, all } = this;
    if (findings === undefined) return html`<p class="none">The definition is being checked.</p>`;
    if (findings.refused !== undefined)
      return html`<p class="none">The definition was not checked: ${ended(findings.refused)}</p>`;
    if (all.length === 0) return html`<p class="none">No problems: the definition is sound.</p>`;
    return html`<p class="total">${summary(findings)}</p>
      <div class="list ${all.length > FEW ? "many" : ""}" part="problems" role="listbox" tabindex="0" aria-label="Problems" aria-activedescendant="now" @keydown=${this.press}>
        ${all.length > FEW ? this.window() : all.map((one, at) => this.item(one, at))}
      </div>`;
  }

  private window() {
    const { from, to } = this.rows.range(this.all.length);
    const items = this.all.slice(from, to).map((one, index) => this.item(one, from + index, (from + index) * ROW));
    return html`<div class="room" role="presentation" .style=${`height:${this.all.length * ROW}px`}>${items}</div>`;
  }

  private item(problem: Problem, at: number, top?: number) {
    const { severity, message, hint } = problem;
    return html`<div
      class="row"
      role="option"
      id=${at === this.active ? "now" : nothing}
      aria-selected=${at === this.active}
      aria-posinset=${at + 1}
      aria-setsize=${this.all.length}
      title=${top === undefined ? nothing : `${message}\n${hint ?? ""}`}
      .style=${top === undefined ? "" : `top:${top}px`}
      @click=${() => this.choose(at)}
    >
      ${problemSign(severity)}
      <span class="message"><span class="sr">${severity}: </span>${message}${hint === undefined ? nothing : html` <span class="hint">${hint}</span>`}</span>
      ${place(problem)}
    </div>`;
  }

  static override styles = [theme, problemsStyle];
}

const place = ({ path, line, column, code }: Problem) => html`<span class="place"
  >${line === undefined ? nothing : html`<span class="at"><span class="sr">line </span>${line}:${column}</span>`}${path === "" ? nothing : html`<span class="path">${path}</span>`}<span class="code">${code}</span></span
>`;

function summary({ errors, warnings, cut }: Findings): string {
  const counts = [errors > 0 ? countOf(errors, "error") : "", warnings > 0 ? countOf(warnings, "warning") : ""];
  return `${counts.filter(Boolean).join(" and ")}${cut ? "; there are more, which are not listed" : ""}`;
}
