import { LitElement, nothing, type PropertyValues } from "lit";
import type { GivenObject } from "../../debugging/index.js";
import type { ObjectRead } from "../../timeline/index.js";
import { formStyle } from "../shared/form-style.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";

/**
 * Asks for the objects that distributed Maps read: bucket, key and text of each, or a file that is dropped on it.
 *
 * @element asl-objects
 */
export class AslObjects extends LitElement {
  static override properties = {
    wanted: { attribute: false },
    rows: { state: true },
    fault: { state: true },
  };

  /** What the machine reads; a row is offered for each. */
  declare wanted: readonly ObjectRead[];
  declare private rows: readonly GivenObject[];
  declare private fault: string;

  constructor() {
    super();
    [this.wanted, this.rows, this.fault] = [[], [], ""];
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("wanted") && this.rows.length === 0)
      this.rows = this.wanted.map(({ bucket, key }) => ({ bucket, key, text: "" }));
  }

  /** The objects that have a bucket, a key and a text. */
  take(): readonly GivenObject[] {
    return this.rows.filter(({ bucket, key, text }) => bucket !== "" && key !== "" && text !== "");
  }

  private change(at: number, values: Partial<GivenObject>): void {
    this.rows = this.rows.map((one, index) => (index === at ? { ...one, ...values } : one));
  }

  /** Takes a file's text, and its name where there is no key yet. Bytes that are no text cannot be given here. */
  private async takeFile(at: number, file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      this.change(at, { text, ...(this.rows[at].key === "" && { key: file.name }) });
      this.fault = "";
    } catch {
      this.fault = `${file.name} is no text: give it with asl debug --ui --object-store bucket=folder.`;
    }
  }

  private readonly drop = (event: DragEvent, at: number): void => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void this.takeFile(at, file);
  };

  private row({ bucket, key, text }: GivenObject, at: number) {
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const field = (name: "bucket" | "key", words: string, given: string) =>
      html`<label class="field">${words} <input name=${name} .value=${given} spellcheck="false" @keydown=${stop} @input=${(event: Event) => this.change(at, { [name]: value(event) })} /></label>`;
    return html`<div role="group" aria-label="Object ${at + 1}" @dragover=${(event: Event) => event.preventDefault()} @drop=${(event: DragEvent) => this.drop(event, at)}>
      <div class="choice">${field("bucket", "Bucket", bucket)} ${field("key", "Key", key)}
        <label class="field">File <input type="file" @change=${(event: Event) => void this.takeFile(at, (event.target as HTMLInputElement).files?.[0])} /></label></div>
      <label class="field">Text, or drop a file here
        <textarea name="text" rows="3" spellcheck="false" .value=${text} @keydown=${stop} @input=${(event: Event) => this.change(at, { text: value(event) })}></textarea></label>
    </div>`;
  }

  override render() {
    const maps = this.wanted.map(({ state }) => state);
    return html`${maps.length === 0 ? nothing : html`<p class="dim">Read by ${maps.join(", ")}. Only what is given here is there.</p>`}
      ${this.rows.map((one, at) => this.row(one, at))}
      ${this.fault === "" ? nothing : html`<p class="bad" role="alert">${this.fault}</p>`}
      <p><button type="button" @click=${() => (this.rows = [...this.rows, { bucket: "", key: "", text: "" }])}>Another object</button></p>`;
  }

  static override styles = [theme, controls, formStyle];
}

/** Letters written here mean nothing to the viewer; Escape closes the dialog. */
const stop = (event: KeyboardEvent): void => {
  if (event.key !== "Escape") event.stopPropagation();
};
