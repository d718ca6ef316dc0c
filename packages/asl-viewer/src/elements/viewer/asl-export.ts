import { css, LitElement, nothing } from "lit";
import type { Originals } from "../../controllers/originals.js";
import { coloursAt, download, pngOf } from "../../controllers/picture-files.js";
import { type SvgOptions, toSvg } from "../../drawing/index.js";
import type { Direction, Placements } from "../../layout/index.js";
import type { PageFile, PageParts } from "../../page/index.js";
import { COLOURS } from "../../shapes/index.js";
import type { Picture } from "../graph/asl-graph.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { controls, theme } from "../shared/theme.js";

/** What is exported, and where it comes from. */
export interface Exported {
  readonly originals: Originals;
  readonly direction: Direction;
  /** The picture as it stands; undefined while there is none. */
  readonly picture: Picture | undefined;
  /** What a page is made of that needs nothing else; undefined where that cannot be had. */
  readonly page: (() => Promise<PageParts>) | undefined;
  /** The second run, without values of keys that hold one of some words; undefined unless two are compared. */
  second?(words: readonly string[]): Promise<PageFile | undefined>;
  /** Places of values that definitions give to keys that hold one of some words: they stay. */
  literals?(words: readonly string[]): readonly string[];
  /** What the page's first picture needs. */
  placements?(): Promise<Placements | undefined>;
}

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
  };

  /** What can be saved, and where it comes from. */
  declare from: Exported | undefined;
  /** Whether the menu is shown. */
  declare open: boolean;
  /** Words in keys whose values are left out, as they are written. */
  declare private words: string;

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
    void this.updateComplete.then(() => this.items[0]?.focus());
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

  private say(text: string): void {
    this.dispatchEvent(new CustomEvent("asl-say", { detail: { text }, bubbles: true, composed: true }));
  }

  /** Does it, and says what went wrong. */
  private readonly act = (work: (from: Exported) => unknown) => async () => {
    const { from } = this;
    if (from === undefined) return;
    this.close();
    try {
      await work(from);
    } catch (error) {
      this.say(`It cannot be exported: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  private svg({ picture, originals }: Exported): string {
    const { graph, layout, nodeMarks, edgeMarks } = picture as Picture;
    const options: SvgOptions = {
      title: originals.base,
      theme: coloursAt(this.renderRoot.firstElementChild ?? this, NAMES),
    };
    return toSvg(graph, layout, { ...options, nodeMarks, edgeMarks });
  }

  private readonly saveSvg = this.act((from) => download(`${from.originals.base}.svg`, this.svg(from)));

  private readonly savePng = (scale: number) =>
    this.act(async (from) =>
      download(`${from.originals.base}${scale === 1 ? "" : `@${scale}x`}.png`, await pngOf(this.svg(from), scale)),
    );

  private readonly copyImage = this.act(async (from) => {
    const png = pngOf(this.svg(from), 2);
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    this.say("Picture copied");
  });

  private readonly saveMermaid = this.act(async ({ originals, picture, direction }) => {
    const { toMermaid } = await import("../workbench.js");
    download(`${originals.base}.mmd`, toMermaid((picture as Picture).graph, direction));
  });

  private readonly savePage = this.act(async (from) => {
    const { secret } = this;
    const [parts, files, second, placements] = await Promise.all([
      from.page?.(),
      from.originals.files(secret),
      from.second?.(secret),
      from.placements?.(),
    ]);
    if (parts === undefined) return;
    const { pageText } = await import("../workbench.js");
    const { base: title } = from.originals;
    const all = second === undefined ? files : sideBySide(files, second);
    download(`${title}.html`, pageText(parts, { title, files: all, placements }));
  });

  private readonly saveFile = (file: (from: Exported) => Promise<PageFile | undefined>) =>
    this.act(async (from) => {
      const found = await file(from);
      if (found !== undefined) download(found.name, found.text);
    });

  private get secret(): string[] {
    return this.words.split(/[\s,]+/).filter(Boolean);
  }

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
      ${this.open && this.from !== undefined ? this.menu(this.from) : nothing}`;
  }

  private menu({ picture, page, originals }: Exported) {
    const drawn = picture !== undefined;
    return html`<div class="menu">
      <div class="items" role="menu" aria-label="Export">
      ${item("Picture as SVG", drawn, this.saveSvg)}
      ${[1, 2, 3].map((scale) => item(`Picture as PNG, ${scale}×`, drawn, this.savePng(scale)))}
      ${item("Copy picture", drawn && navigator.clipboard !== undefined, this.copyImage)}
      ${item("Mermaid", drawn, this.saveMermaid)}
      <hr />
      ${item(
        "Definition",
        originals.hasDefinition,
        this.saveFile((from) => from.originals.definition()),
      )}
      ${item(
        "History",
        originals.hasHistory,
        this.saveFile((from) => from.originals.history(this.secret)),
      )}
      ${page === undefined ? nothing : item("Page that holds everything (HTML)", drawn, this.savePage)}
      </div>
      ${originals.hasHistory ? this.redaction(this.from?.literals?.(this.secret) ?? []) : nothing}
    </div>`;
  }

  private redaction(literals: readonly string[]) {
    return html`<label>
        History and page without values of keys with these words
        <input
          placeholder="password, token …"
          aria-describedby="stays"
          .value=${this.words}
          @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}
        />
      </label>
      <p id="stays" role="status" class=${literals.length > 0 ? "warning" : ""}>${stays(this.secret, literals)}</p>`;
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

/** Places that are named; of more it is said how many there are. */
const NAMED = 5;

/** What is not taken out, in a sentence or two. */
function stays(words: readonly string[], literals: readonly string[]): string {
  const kept = "The definition stays as it is written, and so do longer texts put together from such values.";
  if (words.length === 0 || literals.length === 0)
    return words.length === 0 ? kept : `${kept} It gives no value to such a key; expressions were not looked through.`;
  const more = literals.length > NAMED ? `, and ${literals.length - NAMED} more` : "";
  return `The definition stays as it is written, with values of such keys: ${literals.slice(0, NAMED).join(", ")}${more}.`;
}

const item = (text: string, enabled: boolean, act: () => unknown) =>
  html`<button role="menuitem" ?disabled=${!enabled} @click=${act}>${text}</button>`;

const NAMES = Object.keys(COLOURS);

/** The two that are compared, the first one first. */
const sideBySide = (files: readonly PageFile[], other: PageFile): PageFile[] =>
  other.compared === false ? [other, { ...files[0], compared: true }] : [...files, other];
