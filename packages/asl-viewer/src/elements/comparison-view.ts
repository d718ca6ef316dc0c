import { html, nothing, type ReactiveControllerHost } from "lit";
import { Comparing } from "../controllers/comparing.js";
import type { Opened } from "../controllers/opened.js";
import type { Reading } from "../controllers/reading.js";
import type { Direction, Layouter } from "../layout/index.js";
import type { PageFile } from "../page/index.js";
import type { Found } from "../timeline/index.js";
import type { AslComparison } from "./asl-comparison.js";
import type { AslGraph } from "./asl-graph.js";
import { ICONS } from "./icons.js";

/** A viewer in which runs are compared. */
export interface Comparable extends ReactiveControllerHost {
  readonly opened: Opened;
  readonly reading: Reading;
  readonly layouter: Layouter | undefined;
  readonly direction: Direction;
  readonly renderRoot: ParentNode;
  compare(text: string | Blob, name?: string): Promise<void>;
}

/** The comparison as a viewer shows it, instead of its panes. */
export class ComparisonView {
  private readonly comparing: Comparing;
  /** Whether a run that is opened next is laid beside the one that is open. */
  pairs = false;

  constructor(private readonly host: Comparable) {
    this.comparing = new Comparing(host, () => import("./comparison.js"));
  }

  /** Lays what was found beside the run that is open. Rejects with SourceError. */
  open(found: Found, name: string): Promise<void> {
    return this.comparing.open(found, name);
  }

  /**
   * While runs are compared, another run takes the second's place; anything else ends the comparison. A run that was dropped
   * together with the one that is open is compared with it. False where nothing of that was done.
   */
  async take(found: Found, name: string): Promise<boolean> {
    const isPair = this.pairs && (this.host.opened.timeline?.length ?? 0) > 0;
    if (this.comparing.comparison === undefined && !isPair) return false;
    if (found.run !== undefined || found.histories.length > 0) {
      await this.open(found, name);
      return true;
    }
    this.comparing.close();
    return false;
  }

  /** Leaves the first run alone. */
  close(): void {
    this.comparing.close();
  }

  /** Asks for the second run. */
  readonly pick = (): void => {
    const input = Object.assign(document.createElement("input"), { type: "file" });
    input.onchange = () => {
      const file = input.files?.[0];
      if (file !== undefined) void this.host.compare(file, file.name);
    };
    input.click();
  };

  /** Whether a key meant something to the comparison. */
  press(event: KeyboardEvent): boolean {
    return this.element?.press(event) ?? false;
  }

  private get element(): AslComparison | null {
    return this.host.renderRoot.querySelector("asl-comparison");
  }

  /** The picture of both runs. */
  get graphElement(): AslGraph | null {
    return this.element?.graphElement ?? null;
  }

  /** The second run, to be opened again beside the first. */
  async file(words: readonly string[]): Promise<PageFile | undefined> {
    const file = await this.comparing.originals?.whole(words);
    return file && { ...file, compared: true };
  }

  button() {
    const { timeline } = this.host.opened;
    if (timeline === undefined || timeline.length === 0) return nothing;
    return html`<button @click=${this.pick} title="Compare with another run" aria-label="Compare with another run">
      ${ICONS.compare}
    </button>`;
  }

  /** Undefined while nothing is compared. */
  render() {
    const { comparison, other, name } = this.comparing;
    if (comparison === undefined) return undefined;
    const { opened, layouter, direction } = this.host;
    return html`${this.executions()}<asl-comparison
        nested
        .comparison=${comparison}
        .names=${[nameOf(opened, opened.historyName, "first run"), nameOf(other, name, "second run")]}
        .notes=${other?.notes ?? []}
        .layouter=${layouter}
        direction=${direction}
        @asl-close=${() => this.close()}
      ></asl-comparison>`;
  }

  /** Of several executions in the second text, the one that is compared. */
  private executions() {
    const { other } = this.comparing;
    if (other === undefined || other.histories.length < 2) return nothing;
    const choose = (event: Event) =>
      void this.comparing
        .choose({ history: other.histories[(event.target as HTMLSelectElement).selectedIndex] })
        .catch(() => this.host.requestUpdate());
    return html`<select class="second" aria-label="Second execution" @change=${choose}>
      ${other.histories.map((one, at) => html`<option ?selected=${one === other.history}>${shortName(one.executionArn) ?? `Execution ${at + 1}`}</option>`)}
    </select>`;
  }
}

/** The execution's own name, else the file's. */
const nameOf = (opened: Opened | undefined, file: string, otherwise: string): string =>
  shortName(opened?.timeline?.run.executionArn) ?? (file || otherwise);

const shortName = (arn: string | null | undefined): string | undefined => arn?.split(":").at(-1);
