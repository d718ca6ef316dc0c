import type { Json } from "asl-core";
import type { ScopeName } from "asl-core/debug";
import { LitElement, nothing } from "lit";
import type { ShownStage } from "../../timeline/index.js";
import type { AslEditor } from "../debugger/asl-editor.js";
import { DEBUG_ICONS } from "../debugger/debug-icons.js";
import { html } from "../shared/html.js";
import { writtenJson } from "../shared/json-text.js";
import { controls, theme } from "../shared/theme.js";
import type { Visited } from "./asl-expressions.js";
import { stagesStyle } from "./stages-style.js";

/** AWS's limit for data, in bytes of UTF-8. */
const LIMIT = 262_144;

/** Finds where the value at a pointer into a scope came from. `level`: the frame that keeps it, of variables. */
export type Trace = (scope: ScopeName, pointer: string, level?: string) => void;

/**
 * The data of one visit: a rail of its stages, and the value of the chosen one with what changed since another.
 *
 * @element asl-stages
 */
export class AslStages extends LitElement {
  static override properties = {
    stages: { attribute: false },
    note: {},
    set: { attribute: false },
    away: { attribute: false },
    trace: { attribute: false },
    of: { attribute: false },
    chosen: { state: true },
    since: { state: true },
    editing: { state: true },
  };

  /** The stages, in the order in which data goes through them. */
  declare stages: readonly ShownStage[];
  /** What is to be known of them; "" for nothing. */
  declare note: string;
  /** Sets the value of a scope; undefined where that one cannot be set here. */
  declare set: ((scope: ScopeName) => ((value: Json) => Promise<boolean>) | undefined) | undefined;
  /** Why nobody is there to set it now, in a sentence; undefined where somebody is. */
  declare away: string | undefined;
  /** Finds where values of a scope came from; undefined where nobody knows. */
  declare trace: Trace | undefined;
  /** Whose expressions are shown with values of their parts; undefined where nobody can be asked. */
  declare of: Visited | undefined;
  /** Name of the chosen stage. */
  declare private chosen: string | undefined;
  /** Name of the stage to compare with; "" for none, undefined for the one it was made of. */
  declare private since: string | undefined;
  declare private editing: boolean;

  constructor() {
    super();
    [this.stages, this.note, this.editing] = [[], "", false];
  }

  private get index(): number {
    const { stages } = this;
    const wanted = stages.findIndex(({ name }) => name === this.chosen);
    if (wanted >= 0) return wanted;
    const failed = stages.findIndex(({ isFailure }) => isFailure);
    const output = stages.findIndex(({ name }) => name === "Output");
    return [failed, output].find((index) => index >= 0) ?? stages.length - 1;
  }

  private choose(name: string): void {
    [this.chosen, this.since, this.editing] = [name, undefined, false];
  }

  override render() {
    const { stages, note, index } = this;
    return html`${note === "" ? nothing : html`<p class="note">${note}</p>`}
      ${stages.length === 0 ? html`<p class="none">No data of it is known at this place.</p>` : [this.rail(index), this.stage(stages[index], index)]}`;
  }

  private rail(index: number) {
    return html`<div class="rail" role="group" aria-label="Stages">
      ${this.stages.map(
        ({ name, isFailure }, at) => html`${at > 0 ? html`<span aria-hidden="true">→</span>` : nothing}<button
            aria-pressed=${at === index}
            class=${isFailure ? "bad" : ""}
            @click=${() => this.choose(name)}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  private stage(stage: ShownStage, index: number) {
    const { value, root, scope } = stage;
    const since = this.since === undefined ? stage.since : this.stages.findIndex(({ name }) => name === this.since);
    const bytes = new Blob([JSON.stringify(value)]).size;
    const set = scope === undefined ? undefined : this.set?.(scope);
    const { trace } = this;
    const traced = scope === undefined || !trace ? undefined : (pointer: string) => trace(scope, pointer);
    return html`<div class="facts">
        <meter min="0" max=${LIMIT} high=${LIMIT * 0.8} value=${bytes} title="Of 256 KiB" aria-label="Size of 256 KiB"></meter>
        <span>${bytesText(bytes)}</span>
        ${index > 0 && !stage.isFailure ? this.compared(index, since) : nothing}
        ${set === undefined ? nothing : html`<button class="set" aria-pressed=${this.editing} ?disabled=${this.away !== undefined} title=${this.away ?? "Set another value, and go on with it"} @click=${() => (this.editing = !this.editing)}>${DEBUG_ICONS.pencil} Set</button>`}
      </div>
      ${
        this.editing && set !== undefined
          ? this.editor(value, set)
          : html`${this.of && html`<asl-expressions nested .stage=${stage} .of=${this.of}></asl-expressions>`}<asl-json nested .value=${value} .since=${this.stages[since]?.value} .levels=${3} root=${root} stage=${stage.name} .trace=${traced}></asl-json>`
      }`;
  }

  private compared(index: number, since: number) {
    const choose = (event: Event) => (this.since = (event.target as HTMLSelectElement).value);
    return html`<label>changes since <select @change=${choose}>
      ${this.stages.slice(0, index).map(({ name }, at) => html`<option ?selected=${at === since}>${name}</option>`)}
      <option value="" ?selected=${since < 0}>nothing</option>
    </select></label>`;
  }

  private editor(value: Json, set: (value: Json) => Promise<boolean>) {
    return html`<form class="editing" @submit=${(event: Event) => void this.save(event, set)} @asl-submit=${(event: Event) => void this.save(event, set)}>
      <asl-editor nested label="Value" .text=${writtenJson(value)} .rows=${10}></asl-editor>
      <p><button class="primary" ?disabled=${this.away !== undefined}>Set</button> <button type="button" @click=${() => (this.editing = false)}>Cancel</button>
      <span>${this.away ?? "What came later is forgotten."}</span></p>
    </form>`;
  }

  private async save(event: Event, set: (value: Json) => Promise<boolean>): Promise<void> {
    event.preventDefault();
    const value = this.renderRoot.querySelector<AslEditor>("asl-editor")?.take();
    if (value !== undefined && (await set(value))) this.editing = false;
  }

  static override styles = [theme, controls, stagesStyle];
}

function bytesText(bytes: number): string {
  if (bytes === 1) return "1 byte";
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}
