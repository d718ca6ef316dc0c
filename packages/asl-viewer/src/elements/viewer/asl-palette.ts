import { css, LitElement, type PropertyValues } from "lit";
import { type Bindings, type BoundCommand, keyName, keysOf } from "../shared/command.js";
import { closeFromOutside } from "../shared/dialogs.js";
import { html } from "../shared/html.js";
import { isApple } from "../shared/platform.js";
import { controls, theme } from "../shared/theme.js";

/** More than these are not listed at once. */
const MOST = 200;

/**
 * A list of commands that is searched as one writes: Enter does the marked one. It opens above the page and closes by
 * itself.
 *
 * @element asl-palette
 * @csspart dialog - all of it
 * @fires asl-close - it was closed, by a choice or without
 */
export class AslPalette extends LitElement {
  static override properties = {
    commands: { attribute: false },
    bindings: { attribute: false },
    query: { state: true },
    at: { state: true },
  };

  /** What is offered. */
  declare commands: readonly BoundCommand[];
  /** Keys of one's own, by ids of commands. */
  declare bindings: Bindings | undefined;
  declare private query: string;
  declare private at: number;
  private closed = false;

  constructor() {
    super();
    this.commands = [];
    this.query = "";
    this.at = 0;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  override firstUpdated(): void {
    this.dialog?.showModal();
  }

  override updated(changed: PropertyValues): void {
    if ((changed as Map<string, unknown>).has("at"))
      this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  /** Commands in whose words every word that was written stands; those that begin so come first. O(commands). */
  private found(): BoundCommand[] {
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    const textOf = ({ group, does }: BoundCommand): string => `${group} ${does}`.toLowerCase();
    const found = this.commands.filter((one) => words.every((word) => textOf(one).includes(word)));
    const rank = ({ does }: BoundCommand): number => (words[0] && does.toLowerCase().startsWith(words[0]) ? 0 : 1);
    return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
  }

  private run(command: BoundCommand | undefined): void {
    this.close();
    command?.run();
  }

  /** The event of the dialog itself comes later, when another palette may be wanted already. */
  private readonly close = (): void => {
    if (this.closed) return;
    this.closed = true;
    this.dialog?.close();
    this.dispatchEvent(new CustomEvent("asl-close", { bubbles: true, composed: true }));
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const found = this.found();
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) this.at = Math.max(0, Math.min(found.length - 1, this.at + step));
    else if (event.key === "Enter") this.run(found[this.at]);
    else if ((event.ctrlKey || event.metaKey) && event.key === "k") this.close();
    else return;
    event.preventDefault();
  };

  override render() {
    const found = this.found();
    return html`<dialog
      part="dialog"
      aria-label="Commands"
      @click=${closeFromOutside}
      @keydown=${this.key}
      @close=${this.close}
    >
      <input
        role="combobox"
        aria-label="Find a command or a state"
        aria-expanded="true"
        aria-controls="list"
        aria-activedescendant=${found.length > 0 ? `option-${this.at}` : ""}
        aria-autocomplete="list"
        placeholder="Find a command or a state"
        autocomplete="off"
        spellcheck="false"
        .value=${this.query}
        @input=${(event: InputEvent) => ([this.query, this.at] = [(event.target as HTMLInputElement).value, 0])}
      />
      <div id="list" role="listbox" aria-label="Commands">${found.map((one, index) => this.option(one, index))}</div>
      <p role="status">${found.length === 0 ? "Nothing is called so" : ""}</p>
    </dialog>`;
  }

  private option(command: BoundCommand, index: number) {
    return html`<div
      role="option"
      id="option-${index}"
      aria-selected=${index === this.at}
      @click=${() => this.run(command)}
    >
      <span class="group">${command.group}</span>
      <span class="does">${command.does}</span>
      <span class="keys">${keysOf(command, this.bindings).map((key) => html`<kbd>${keyName(key, isApple)}</kbd>`)}</span>
    </div>`;
  }

  static override styles = [
    theme,
    controls,
    css`
      :host {
        display: contents;
      }
      dialog {
        width: min(560px, calc(100vw - 24px));
        max-height: min(60vh, 520px);
        margin: 10vh auto auto;
        padding: 0;
        overflow: hidden;
        flex-direction: column;
        font: 13px/1.45 var(--asl-font);
        color: var(--asl-ink);
        background: var(--asl-raised);
        border: 1px solid var(--asl-border);
        border-radius: 12px;
        box-shadow: 0 12px 40px #0006;
      }
      dialog[open] {
        display: flex;
      }
      dialog::backdrop {
        background: #0006;
      }
      input {
        flex: none;
        min-height: 44px;
        padding: 0 16px;
        font-size: 15px;
        background: none;
        border: 0;
        border-bottom: 1px solid var(--asl-border);
        border-radius: 0;
      }
      #list {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 4px;
      }
      [role="option"] {
        display: flex;
        gap: 10px;
        align-items: center;
        min-height: 32px;
        padding: 2px 12px;
        border-radius: 6px;
        cursor: pointer;
      }
      [role="option"]:hover {
        background: var(--asl-hover);
      }
      [role="option"][aria-selected="true"] {
        background: var(--asl-chosen);
      }
      .group {
        flex: none;
        width: 76px;
        color: var(--asl-dim);
      }
      .does {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .does::first-letter {
        text-transform: uppercase;
      }
      .keys {
        display: flex;
        gap: 4px;
      }
      p {
        margin: 0;
      }
      p:not(:empty) {
        padding: 12px 16px;
        color: var(--asl-dim);
      }
      @media (forced-colors: active) {
        [role="option"][aria-selected="true"] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];
}
