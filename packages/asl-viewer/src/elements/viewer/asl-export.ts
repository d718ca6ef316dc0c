import { css, LitElement, nothing } from "lit";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { sayFault } from "../shared/say-fault.js";
import { controls, theme } from "../shared/theme.js";
import type { Exported } from "./exported.js";

/**
 * A button with a menu of what can be saved: the picture as it stands, the texts as they were opened, and a page that holds
 * everything. Names of files follow from the machine's.
 *
 * @element asl-export
 * @fires asl-say - something is to be told; `detail.text`
 */
export class AslExport extends LitElement {
  static override properties = {
    from: { attribute: false },
    open: { type: Boolean, reflect: true },
    words: { state: true },
    menu: { state: true },
  };

  /** What can be saved, and where it comes from. */
  declare from: Exported | undefined;
  /** Whether the menu is shown. */
  declare open: boolean;
  /** Words in keys whose values are left out, as they are written. */
  /** @internal */ declare words: string;
  /** What draws the menu: loaded once it is shown. */
  declare private menu: typeof import("../asides.js").exportMenu | undefined;

  constructor() {
    super();
    this.open = false;
    this.words = "";
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget as Node | null) && event.relatedTarget !== null) this.open = false;
    });
  }

  /** Shows the menu, and goes into it. */
  show(): void {
    this.open = true;
    import("../asides.js").then(
      ({ exportMenu }) => this.fill(exportMenu),
      (error) => sayFault(this, error),
    );
  }

  private async fill(menu: NonNullable<AslExport["menu"]>): Promise<void> {
    this.menu = menu;
    await this.updateComplete;
    this.items[0]?.focus();
  }

  private get items(): HTMLElement[] {
    return Array.from(this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)"));
  }

  private press(event: KeyboardEvent): void {
    if (!this.open) return;
    const isWriting = (event.composedPath()[0] as Element).matches?.("input");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (step !== undefined && !isWriting) this.move(step);
    else {
      if (isWriting) event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private move(step: number): void {
    const { items } = this;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  }

  private close(): void {
    this.open = false;
    this.renderRoot.querySelector("button")?.focus();
  }

  /** @internal */ say(text: string): void {
    this.dispatchEvent(new CustomEvent("asl-say", { detail: { text }, bubbles: true, composed: true }));
  }

  /** @internal Does it, and says what went wrong. */
  readonly act = (work: (from: Exported) => unknown) => async () => {
    const { from } = this;
    if (from === undefined) return;
    this.close();
    try {
      await work(from);
    } catch (error) {
      this.say(`It cannot be exported: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  override render() {
    return html`<button
        title="Export"
        aria-label="Export"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        ?disabled=${this.from === undefined}
        @click=${() => (this.open ? this.close() : this.show())}
      >
        ${ICONS.save}
      </button>
      ${this.open && this.from !== undefined ? this.menu?.(this, this.from) : nothing}`;
  }

  static override styles = [
    theme,
    controls,
    css`
      :host {
        position: relative;
        overflow: visible;
        background: none;
      }
      .items {
        display: flex;
        flex-direction: column;
      }
      .menu {
        position: absolute;
        z-index: 20;
        top: 30px;
        right: 0;
        width: 270px;
        max-width: 90vw;
        padding: 5px;
        background: var(--asl-raised);
        border: 1px solid var(--asl-border);
        border-radius: 8px;
        box-shadow: 0 6px 22px #0004;
      }
      [role="menuitem"] {
        justify-content: flex-start;
        min-height: 28px;
      }
      hr {
        width: 100%;
        margin: 4px 0;
        border: 0;
        border-top: 1px solid var(--asl-border);
      }
      label {
        display: block;
        padding: 6px;
        font-size: 12px;
        color: var(--asl-dim);
        white-space: normal;
      }
      input {
        width: 100%;
        margin-top: 3px;
      }
      p {
        margin: 0;
        padding: 0 6px 6px;
        font-size: 12px;
        color: var(--asl-dim);
        white-space: normal;
        overflow-wrap: anywhere;
      }
      .warning {
        margin: 0 6px 6px;
        padding: 4px 8px;
        color: var(--asl-ink);
        background: var(--asl-altered);
        border-radius: 5px;
      }
    `,
  ];
}
