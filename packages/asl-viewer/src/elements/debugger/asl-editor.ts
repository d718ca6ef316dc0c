import type { Json } from "asl-core";
import { css, LitElement, nothing } from "lit";
import { html } from "../shared/html.js";
import { type JsonText, readJson } from "../shared/json-text.js";
import { textareaStyle } from "../shared/textarea-style.js";
import { controls, theme } from "../shared/theme.js";

/**
 * A field for a JSON value that says where the text is none. Ctrl or Cmd with Enter submits it.
 *
 * @element asl-editor
 * @attr {string} label - what the value is
 * @attr {number} rows - lines that are seen at least
 * @fires asl-edit - the text is another one
 * @fires asl-submit - it is to be taken
 */
export class AslEditor extends LitElement {
  static override properties = { text: {}, label: {}, rows: { type: Number }, shown: { state: true } };

  /** What is written. */
  declare text: string;
  declare label: string;
  declare rows: number;
  /** Whether what is wrong is shown: not before the first key. */
  declare private shown: boolean;

  constructor() {
    super();
    [this.text, this.label, this.rows, this.shown] = ["", "JSON", 5, false];
  }

  /** What the text says. */
  get read(): JsonText {
    return readJson(this.text);
  }

  /** The value; undefined where there is none: then what is wrong is shown, and the place has the focus. */
  take(): Json | undefined {
    const { read } = this;
    if ("value" in read) return read.value;
    this.shown = true;
    const field = this.field;
    field?.focus();
    field?.setSelectionRange(read.offset, read.offset + 1);
    return undefined;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  override focus(): void {
    this.field?.focus();
  }

  private readonly edit = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.shown = true;
    this.dispatchEvent(new CustomEvent("asl-edit"));
  };

  private readonly press = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("asl-submit", { bubbles: true, composed: true }));
    }
    if (event.key !== "Escape") event.stopPropagation();
  };

  override render() {
    const { read } = this;
    const fault = this.shown && "fault" in read ? read.fault : undefined;
    return html`<textarea
        .value=${this.text}
        rows=${this.rows}
        spellcheck="false"
        autocapitalize="off"
        aria-label=${this.label}
        aria-invalid=${fault !== undefined}
        aria-describedby=${fault === undefined ? nothing : "fault"}
        @input=${this.edit}
        @keydown=${this.press}
      ></textarea>
      ${fault === undefined ? nothing : html`<p class="fault" id="fault" role="alert">${fault}</p>`}`;
  }

  static override styles = [
    theme,
    controls,
    textareaStyle,
    css`
      :host {
        background: none;
        overflow: visible;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 44px;
        tab-size: 2;
      }
      textarea[aria-invalid="true"] {
        border-color: var(--asl-failure);
      }
      .fault {
        margin: 3px 0 0;
        font-size: 12px;
        color: var(--asl-failure);
      }
    `,
  ];
}
