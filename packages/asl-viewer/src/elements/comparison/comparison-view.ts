import { html, nothing, type ReactiveControllerHost } from "lit";
import { Comparing } from "../../controllers/comparing.js";
import type { Cursor } from "../../controllers/cursor.js";
import type { Place } from "../../controllers/hash.js";
import type { Opened } from "../../controllers/opened.js";
import type { Reading } from "../../controllers/reading.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { PageFile } from "../../page/index.js";
import { executionNames, type Found } from "../../timeline/index.js";
import type { AslGraph } from "../graph/asl-graph.js";
import { ICONS } from "../shared/icons.js";
import type { AslComparison, ComparedAt } from "./asl-comparison.js";

/** A viewer in which runs are compared. */
export interface Comparable extends ReactiveControllerHost {
  readonly opened: Opened;
  readonly cursor: Cursor;
  readonly reading: Reading;
  readonly layouter: Layouter | undefined;
  readonly direction: Direction;
  readonly renderRoot: ParentNode;
  compare(text: string | Blob, name?: string): Promise<void>;
}

/** The comparison as a viewer shows it, instead of its panes. */
export class ComparisonView {
  private readonly comparing: Comparing;
  /** Names of the runs among files that were opened at once, in their order; undefined while files come one by one. */
  private runs: string[] | undefined;
  /** Of more than two runs that were opened at once, which are shown. */
  private rest = "";
  /** The place that a link names in a comparison that is not open yet. */
  wanted: Place | undefined;
  /** Where a comparison begins, where that is said. */
  private start: ComparedAt | undefined;
  /** Where one is in it. */
  private at: ComparedAt | undefined;

  constructor(private readonly host: Comparable) {
    this.comparing = new Comparing(host, () => import("../comparison.js"));
  }

  /** Lays what was found beside the run that is open, at the place a link named in it. Rejects with SourceError. */
  async open(found: Found, name: string): Promise<void> {
    await this.comparing.open(found, name);
    this.begin(this.isWanted(...this.comparing.names) ? this.wanted : undefined);
    this.wanted = undefined;
  }

  private begin(at: ComparedAt | undefined): void {
    [this.start, this.at] = [at && { ...at, ...(at as Place).compared }, undefined];
  }

  private isWanted(a: string, b: string): boolean {
    return this.wanted?.compared?.a === a && this.wanted.compared.b === b;
  }

  /** The place in the comparison, for links; undefined while there is none. */
  get place(): Place | undefined {
    if (this.comparing.comparison === undefined) return undefined;
    const { node, ...at } = this.at ?? this.start ?? {};
    const [a, b] = this.comparing.names;
    return { node, within: this.host.cursor.place.within, compared: { a, b, ...at } };
  }

  /** Shows the comparison that was left, at a place; false where that is not there any more. */
  return(place: Place): boolean {
    const { compared } = place;
    if (compared === undefined || !this.comparing.return([compared.a, compared.b])) return false;
    this.begin(place);
    return true;
  }

  /** What a reader of a link must know whose files are not open, and who opened more runs than two; a sentence each. */
  get notes(): readonly string[] {
    const { compared } = this.wanted ?? {};
    const rest = this.rest === "" ? [] : [this.rest];
    if (compared === undefined) return rest;
    return [
      ...rest,
      `The link leads into a comparison of ${compared.a} with ${compared.b}: open them, in this order or at once.`,
    ];
  }

  /** What is taken next was given at once: of runs the first is open, the second compared with it, and others are named. */
  together(): void {
    this.comparing.close();
    this.runs = [];
  }

  /** Files come one by one again. */
  end(): void {
    const [a, b, ...others] = this.runs ?? [];
    this.runs = undefined;
    if (others.length === 0) return;
    this.rest = `Two runs are compared: ${a} with ${b}. Not shown: ${others.join(", ")}.`;
    this.host.requestUpdate();
  }

  /**
   * While runs are compared, another run takes the second's place; anything else ends the comparison. Of runs that were
   * given at once the second is compared with the first, and others are left out. False where nothing of that was done.
   */
  async take(found: Found, name: string): Promise<boolean> {
    this.rest = "";
    const isRun = found.run !== undefined || found.histories.length > 0;
    if (this.runs !== undefined && isRun) return this.takeOne(this.runs, found, name);
    const isPair = this.isNamed(found, name) && (this.host.opened.timeline?.length ?? 0) > 0;
    if (this.comparing.comparison === undefined && !isPair) return false;
    if (isRun) {
      await this.open(found, name);
      return true;
    }
    this.comparing.close();
    return false;
  }

  private async takeOne(runs: string[], found: Found, name: string): Promise<boolean> {
    if (runs.length === 1) await this.open(found, name);
    runs.push(name || this.comparing.nameFor(found, name));
    return runs.length > 1;
  }

  /** Whether a link names what was found as the second run, beside the one that is open. */
  private isNamed(found: Found, name: string): boolean {
    const isRun = found.run !== undefined || found.histories.length > 0;
    return isRun && this.isWanted(this.comparing.names[0], this.comparing.nameFor(found, name));
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

  /** Values that the second run's definition gives to keys that hold one of some words, by their places. */
  literals(words: readonly string[]): readonly string[] {
    return this.comparing.originals?.literals(words) ?? [];
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
    const { comparison, other, names } = this.comparing;
    if (comparison === undefined) return undefined;
    const { layouter, direction } = this.host;
    return html`${this.executions()}<asl-comparison
        nested
        .comparison=${comparison}
        .names=${names}
        .start=${this.start}
        .notes=${other?.notes ?? []}
        .layouter=${layouter}
        direction=${direction}
        @asl-close=${() => this.close()}
        @asl-place=${this.went}
      ></asl-comparison>`;
  }

  private readonly went = ({ detail }: CustomEvent<ComparedAt>): void => {
    this.at = detail;
    this.host.requestUpdate();
  };

  /** Of several executions in the second text, the one that is compared. */
  private executions() {
    const { other } = this.comparing;
    if (other === undefined || other.histories.length < 2) return nothing;
    const choose = (event: Event) =>
      void this.comparing
        .choose({ history: other.histories[(event.target as HTMLSelectElement).selectedIndex] })
        .then(() => this.begin(undefined))
        .catch(() => this.host.requestUpdate());
    return html`<select class="second" aria-label="Second execution" @change=${choose}>
      ${executionNames(other.histories.map(({ executionArn }) => executionArn)).map((name, at) => html`<option ?selected=${other.histories[at] === other.history}>${name}</option>`)}
    </select>`;
  }
}
