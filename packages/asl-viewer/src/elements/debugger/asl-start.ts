import { LitElement, nothing } from "lit";
import { type Fault, faultOf } from "../../controllers/fault.js";
import type { RunSettings } from "../../debugging/index.js";
import type { ObjectRead } from "../../timeline/index.js";
import { formStyle } from "../shared/form-style.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import type { AslEditor } from "./asl-editor.js";
import type { AslObjects } from "./asl-objects.js";
import { DEBUG_ICONS } from "./debug-icons.js";

/**
 * Asks for the input of a run that is to be debugged, and for what else it begins with.
 *
 * @element asl-start
 * @fires asl-started - the run stands at its beginning
 */
export class AslStart extends LitElement {
  static override properties = {
    start: { attribute: false },
    name: {},
    reads: { attribute: false },
    input: {},
    recorded: { attribute: false },
    isAgain: { state: true },
    fault: { state: true },
    busy: { state: true },
  };

  /** Begins the run; rejects where it cannot. `isAgain`: the recorded one, whose tasks give what they gave. */
  declare start: (settings: RunSettings, isAgain: boolean) => Promise<void>;
  /** Of the definition. */
  declare name: string;
  /** The objects that the definition reads. */
  declare reads: readonly ObjectRead[];
  /** The input that is offered. */
  declare input: string;
  /** Of a recorded run that is open: why it cannot be run again, undefined where it can. */
  declare recorded: { readonly not: string | undefined } | undefined;
  declare private isAgain: boolean;
  declare private fault: Fault | undefined;
  declare private busy: boolean;

  constructor() {
    super();
    [this.name, this.input, this.busy, this.reads] = ["", "{}", false, []];
    this.isAgain = true;
  }

  /** Whether tasks give what they gave. */
  private get again(): boolean {
    return this.isAgain && this.recorded !== undefined && this.recorded.not === undefined;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<AslEditor>("asl-editor")?.focus();
  }

  private readonly submit = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    const input = this.renderRoot.querySelector<AslEditor>("asl-editor")?.take();
    if (input === undefined || this.busy) return;
    [this.busy, this.fault] = [true, undefined];
    try {
      await this.start({ input, ...this.more() }, this.again);
      this.dispatchEvent(new CustomEvent("asl-started", { detail: { input: this.input } }));
    } catch (error) {
      this.fault = faultOf(error);
    } finally {
      this.busy = false;
    }
  };

  private more(): RunSettings {
    const value = (name: string) =>
      this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? "";
    const [answers, type, seed] = ["answers", "type", "seed"].map(value);
    const objects = this.renderRoot.querySelector<AslObjects>("asl-objects")?.take() ?? [];
    return {
      ...(objects.length > 0 && { objects }),
      ...(answers !== "" && { answers }),
      ...(type !== "" && { type: type as "STANDARD" | "EXPRESS" }),
      ...(/^\d{1,9}$/.test(seed) && { seed: Number(seed) }),
    };
  }

  override render() {
    const edited = (event: Event) => (this.input = (event.target as AslEditor).text);
    return html`<form @submit=${this.submit} @asl-submit=${() => void this.submit()}>
      <p class="dim">
        ${this.name === "" ? "The machine" : html`<strong>${this.name}</strong>`} runs in this page, on a clock of its own: tasks
        call nothing${this.again ? "" : ", they ask you for their answers"}.
      </p>
      ${this.recorded === undefined ? nothing : this.answering(this.recorded.not)}
      <h3>Input</h3>
      <asl-editor nested label="Input" .text=${this.input} .rows=${8} @asl-edit=${edited}></asl-editor>
      ${this.again ? nothing : this.settings()}
      ${this.fault === undefined ? nothing : faultText(this.fault)}
      <div class="acts"><button class="primary" ?disabled=${this.busy}>${DEBUG_ICONS.bug} ${this.busy ? "Starting …" : "Start"}</button></div>
    </form>`;
  }

  private answering(not: string | undefined) {
    const turn = (event: Event) => (this.isAgain = (event.target as HTMLInputElement).checked);
    return html`<div class="choice"><label><input type="checkbox" name="again" .checked=${this.again} ?disabled=${not !== undefined} @change=${turn} />
      Tasks answer what they answered in this run; calls that it did not have ask you</label></div>
      ${not ? html`<p class="hint">They cannot: ${not}</p>` : nothing}`;
  }

  /** What else a run begins with whose tasks ask. */
  private settings() {
    return html`<details ?open=${this.reads.length > 0}>
        <summary>Objects of S3</summary>
        <asl-objects nested .wanted=${this.reads}></asl-objects>
      </details>
      <details>
        <summary>More</summary>
        <label class="field">Answers of tasks, in YAML or JSON; tasks that are not named here ask you
          <textarea name="answers" rows="5" spellcheck="false" placeholder=${ANSWERS} @keydown=${stop}></textarea></label>
        <div class="choice">
          <label class="field">Type <select name="type"><option value="">as the definition says</option><option>STANDARD</option><option>EXPRESS</option></select></label>
          <label class="field">Seed of random numbers <input name="seed" inputmode="numeric" pattern="[0-9]{0,9}" size="8" placeholder="0" @keydown=${stop} /></label>
        </div>
      </details>`;
  }

  static override styles = [theme, controls, formStyle];
}

const ANSWERS = "Charge card:\n  - error: Busy\n  - output: {paid: true}";

/** Letters written here mean nothing to the viewer; Escape closes the dialog. */
const stop = (event: KeyboardEvent): void => {
  if (event.key !== "Escape") event.stopPropagation();
};

/** What went wrong, with its lines. */
export const faultText = ({ text, hint, lines = [] }: Fault) => html`<div class="bad" role="alert">
  <strong>${text}</strong>${hint === undefined ? nothing : html` ${hint}`}
  ${lines.length === 0 ? nothing : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}
</div>`;
