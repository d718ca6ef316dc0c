import { css, LitElement, nothing, type PropertyValues } from "lit";
import type { Fault } from "../../controllers/fault.js";
import { formStyle } from "../shared/form-style.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { faultText } from "./asl-start.js";

/**
 * The text of a definition, to be edited while its run goes on.
 *
 * @element asl-edit
 * @fires asl-reload - the run is to go on with `detail.text`
 * @fires asl-open-text - `detail.text` is to be opened instead of the run
 */
export class AslEdit extends LitElement {
  static override properties = { text: {}, fault: { attribute: false }, busy: { type: Boolean } };

  /** The text as it is open. */
  declare text: string;
  /** Why a text was not taken. */
  declare fault: Fault | undefined;
  /** Whether a text is just being taken. */
  declare busy: boolean;
  private now = "";

  constructor() {
    super();
    [this.text, this.busy] = ["", false];
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("text")) this.now = this.text;
  }

  private readonly tell = (type: string) => (event?: Event) => {
    event?.preventDefault();
    this.dispatchEvent(new CustomEvent(type, { detail: { text: this.now } }));
  };

  private readonly press = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.tell("asl-reload")(event);
    if (event.key !== "Escape") event.stopPropagation();
  };

  override render() {
    return html`<form @submit=${this.tell("asl-reload")}>
      <p class="dim">
        Threads stay in the states they are in, found by their names; what has happened stays. Where that cannot be, nothing
        changes.
      </p>
      <textarea aria-label="Definition" rows="24" spellcheck="false" .value=${this.text} @input=${(event: Event) => (this.now = (event.target as HTMLTextAreaElement).value)} @keydown=${this.press}></textarea>
      ${this.fault === undefined ? nothing : faultText(this.fault)}
      <div class="acts">
        <button class="primary" ?disabled=${this.busy}>Reload the run</button>
        <button type="button" class="quiet" @click=${this.tell("asl-open-text")}>Open it without the run</button>
      </div>
    </form>`;
  }

  static override styles = [
    theme,
    controls,
    formStyle,
    css`
      textarea {
        width: 100%;
        tab-size: 2;
        white-space: pre;
        min-height: 120px;
        max-height: 62vh;
      }
    `,
  ];
}
