import { css, LitElement, nothing } from "lit";
import type { EventActs } from "../../controllers/event-acts.js";
import type { AslEditor } from "../debugger/asl-editor.js";
import { closeDialog, closeFromOutside } from "../shared/dialogs.js";
import { formStyle } from "../shared/form-style.js";
import { html } from "../shared/html.js";
import { writtenJson } from "../shared/json-text.js";
import { controls, theme } from "../shared/theme.js";

/**
 * What can be done with a past event, as a menu beside it: break there, go on from there with another input, copy the run as
 * a test or the answer as a mock.
 *
 * @element asl-event-menu
 * @fires asl-close - it was closed
 * @fires asl-say - what is to be said of what was done; `detail.text`
 */
export class AslEventMenu extends LitElement {
  static override properties = {
    acts: { attribute: false },
    place: { attribute: false },
    asks: { state: true },
    fault: { state: true },
    busy: { state: true },
  };

  /** What can be done, with the event. */
  declare acts: EventActs;
  /** Where the menu stands in the window, in pixels. */
  declare place: { readonly x: number; readonly y: number };
  /** Whether the input is asked for with which to go on. */
  declare private asks: boolean;
  declare private fault: string | undefined;
  declare private busy: boolean;

  override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    const { x, y } = this.place;
    if (this.asks) return this.renderRoot.querySelector<AslEditor>("asl-editor")?.focus();
    dialog.style.left = `${Math.max(4, Math.min(x, innerWidth - dialog.offsetWidth - 4))}px`;
    dialog.style.top = `${Math.max(4, Math.min(y, innerHeight - dialog.offsetHeight - 4))}px`;
  }

  /** The browser tells late that a dialog was closed: by then another event's menu may stand in this one's place. */
  private readonly closed = (event: Event): void => {
    if (this.isConnected && event.target === this.renderRoot.querySelector("dialog")) this.leave();
  };

  private leave(): void {
    this.dispatchEvent(new CustomEvent("asl-close"));
  }

  private tell(text: string): void {
    this.dispatchEvent(new CustomEvent("asl-say", { detail: { text }, bubbles: true, composed: true }));
    this.renderRoot.querySelector("dialog")?.close();
    this.leave();
  }

  private async copy(what: string, make: () => Promise<string>): Promise<void> {
    try {
      await navigator.clipboard.writeText(await make());
      this.tell(`${what} copied`);
    } catch (error) {
      this.tell(error instanceof DOMException ? "The browser does not let this page copy" : (error as Error).message);
    }
  }

  private readonly press = (event: KeyboardEvent): void => {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.indexOf(
      this.renderRoot instanceof ShadowRoot ? (this.renderRoot.activeElement as HTMLElement) : items[0],
    );
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key !== "Escape") event.stopPropagation();
    if (!Object.hasOwn(to, event.key)) return;
    event.preventDefault();
    items[(to[event.key] + items.length) % items.length].focus();
  };

  override render() {
    return this.asks ? this.form() : this.menu();
  }

  private menu() {
    const { acts } = this;
    const { event, place, breakPoint, notRestartable, mock, notTestable } = acts;
    const item = (text: string, act: () => unknown, why: string | undefined) =>
      html`<button role="menuitem" aria-disabled=${why !== undefined} title=${why ?? ""} @click=${() => why ?? act()}>
        ${text}${why === undefined ? nothing : html`<small>${why}</small>`}
      </button>`;
    return html`<dialog class="menu" aria-label="Event ${event.id}" @close=${this.closed} @click=${closeFromOutside} @keydown=${this.press}>
      <p>Event ${event.id}: ${event.type}${place === "" ? "" : `, ${place}`}</p>
      <div role="menu" aria-label="With event ${event.id}">
        ${item(breakPoint === undefined ? "Break at this point" : `Break at this point: ${breakPoint.words}`, () => this.tell(acts.break(breakPoint!)), breakPoint === undefined ? "Only with a definition, at events of states" : undefined)}
        ${item("Restart from here with edits …", () => (this.asks = true), notRestartable)}
        ${item("Copy the run as a test", () => void this.copy("Test file", () => acts.testText()), notTestable)}
        ${item("Copy the answer as a mock", () => void this.copy("Answers", () => acts.mockText()), mock === undefined ? "No task answered here" : undefined)}
      </div>
    </dialog>`;
  }

  private form() {
    const { place, began } = this.acts;
    return html`<dialog class="ask" aria-label="Restart from here" @close=${this.closed} @click=${closeFromOutside}>
      <form @submit=${this.submit} @asl-submit=${this.submit}>
        <h2>Restart from ${place}</h2>
        <p class="dim">The run goes back to where this visit began, event ${began.id}, and on with another input. What came later is forgotten.</p>
        <asl-editor nested label="Input to restart with" .text=${writtenJson(began.input)} .rows=${10}></asl-editor>
        ${this.fault === undefined ? nothing : html`<p class="fault" role="alert">${this.fault}</p>`}
        <div class="acts">
          <button class="primary" ?disabled=${this.busy}>Restart</button>
          <button type="button" class="quiet" @click=${closeDialog}>Cancel</button>
        </div>
      </form>
    </dialog>`;
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const input = this.renderRoot.querySelector<AslEditor>("asl-editor")?.take();
    if (input === undefined || this.busy) return;
    this.busy = true;
    this.fault = await this.acts.restart(input);
    this.busy = false;
    if (this.fault === undefined) this.tell("The run stands there, with the other input");
  };

  static override styles = [
    theme,
    controls,
    formStyle,
    css`
      :host {
        display: contents;
      }
      dialog {
        padding: 6px;
        max-width: min(420px, calc(100vw - 8px));
        color: var(--asl-ink);
        background: var(--asl-raised);
        border: 1px solid var(--asl-border);
        border-radius: 10px;
        box-shadow: 0 8px 30px #0005;
      }
      .menu {
        position: fixed;
        margin: 0;
      }
      .menu::backdrop {
        background: transparent;
      }
      .menu p {
        margin: 2px 8px 6px;
        font-size: 12px;
        color: var(--asl-dim);
      }
      [role="menuitem"] {
        display: block;
        width: 100%;
        padding: 6px 8px;
        overflow-wrap: anywhere;
        white-space: normal;
        text-align: left;
        border: none;
        background: none;
      }
      [role="menuitem"]:hover,
      [role="menuitem"]:focus-visible {
        background: var(--asl-hover);
      }
      [role="menuitem"][aria-disabled="true"] {
        color: var(--asl-dim);
        cursor: default;
      }
      small {
        display: block;
        font-size: 12px;
        color: var(--asl-dim);
      }
      .ask {
        width: min(560px, calc(100vw - 24px));
        max-width: none;
        padding: 16px 20px;
      }
      .ask::backdrop {
        background: #0006;
      }
      h2 {
        margin: 0;
        font-size: 16px;
        overflow-wrap: anywhere;
      }
      .fault {
        color: var(--asl-failure);
      }
    `,
  ];
}
