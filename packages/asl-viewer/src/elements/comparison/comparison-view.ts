import { nothing, type ReactiveControllerHost } from "lit";
import { Comparing } from "../../controllers/comparing.js";
import type { Cursor } from "../../controllers/cursor.js";
import type { Place } from "../../controllers/hash.js";
import type { HistoryParts } from "../../controllers/history-parts.js";
import type { Opened } from "../../controllers/opened.js";
import type { Reading } from "../../controllers/reading.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { PageFile } from "../../page/index.js";
import { type Drawn, executionNames, type Found, SourceError } from "../../timeline/index.js";
import type { AslGraph } from "../graph/asl-graph.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import type { AslComparison, ComparedAt } from "./asl-comparison.js";
import { VersionsView } from "./versions-view.js";

/** A viewer in which runs are compared. */
export interface Comparable extends ReactiveControllerHost, EventTarget {
  readonly opened: Opened;
  readonly cursor: Cursor;
  readonly reading: Reading;
  readonly layouter: Layouter | undefined;
  readonly direction: Direction;
  readonly renderRoot: ParentNode;
  compare(text: string | Blob, name?: string): Promise<unknown>;
}

/** The comparison as a viewer shows it, instead of its panes. */
export class ComparisonView {
  private readonly comparing: Comparing;
  /** Loaded once a part of an execution is given. */
  private parts: HistoryParts | undefined;
  /** Names of the runs among files that were opened at once, in their order; undefined while files come one by one. */
  private runs: string[] | undefined;
  /** The definitions among them. */
  private definitions: Drawn[] = [];
  /** Of more than two runs that were opened at once, which are shown. */
  private rest = "";
  /** The place that a link names in a comparison that is not open yet. */
  wanted: Place | undefined;
  /** Where a comparison begins, where that is said. */
  private start: ComparedAt | undefined;
  /** Where one is in it. */
  private at: ComparedAt | undefined;

  /** Two versions of a definition, instead of two runs. */
  readonly versions: VersionsView;

  constructor(private readonly host: Comparable) {
    this.versions = new VersionsView(host);
    this.comparing = new Comparing(host, () => import("../comparison.js"));
  }

  /**
   * Lays what was found beside the run that is open, at the place a link named in it; a definition over the one that is open,
   * `as` the version after it or before, and so a run with its definition where no run is open. Rejects with SourceError.
   */
  async open(found: Found, name: string, as: "after" | "before" = "after"): Promise<void> {
    const { timeline, drawn } = this.host.opened;
    const isDefinition = !isRun(found) || !timeline?.length;
    if (drawn !== undefined && found.definitions.length > 0 && isDefinition)
      return this.versions.open(found.definitions, as);
    this.versions.close();
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
    [this.runs, this.definitions] = [[], []];
  }

  /** Files come one by one again. */
  end(): void {
    const [a, b, ...others] = this.runs ?? [];
    const { definitions } = this;
    const [before, after] = definitions;
    const isPair = a === undefined && definitions.length === 2;
    if (isPair) this.versions.begin([before, after]);
    [this.runs, this.definitions] = [undefined, []];
    const runs = others.length === 0 ? "" : `Two runs are compared: ${a} with ${b}. Not shown: ${others.join(", ")}.`;
    this.rest = [runs, isPair ? "" : this.notDrawn(definitions)].filter(Boolean).join(" ");
    if (this.rest !== "") this.host.requestUpdate();
  }

  /** Which of several definitions that were given at once are not shown, in a sentence; "" where there were none. */
  private notDrawn(definitions: readonly Drawn[]): string {
    const { drawn } = this.host.opened;
    const names = definitions.filter((one) => one !== drawn).map(({ name }) => name || "a definition without a name");
    if (definitions.length < 2 || names.length === 0) return "";
    const shown = drawn === undefined ? "No definition that was given" : `Of the definitions ${drawn.name}`;
    return `${shown} is shown. Not shown: ${names.join(", ")}.`;
  }

  /** What was found, joined with the parts of its executions that were opened before: pages of a history. */
  async joined(found: Found): Promise<Found> {
    if (this.parts === undefined && found.histories.every(({ rest }) => rest === undefined)) return found;
    this.parts ??= new (await import("../workbench.js")).HistoryParts();
    const { other, comparison } = this.comparing;
    const { opened } = this.host;
    const joined = this.parts.join(found, comparison === undefined || other === undefined ? [opened] : [opened, other]);
    if ("message" in joined) throw new SourceError(joined.message, joined.hint);
    return joined;
  }

  /**
   * While runs are compared, another run takes the second's place; anything else ends the comparison. Of runs that were
   * given at once the second is compared with the first, and others are left out. False where nothing of that was done.
   */
  async take(found: Found, name: string): Promise<boolean> {
    this.rest = "";
    this.versions.close();
    const holdsRun = isRun(found);
    const home = this.parts?.homeOf(found);
    if (home !== undefined) return home !== this.host.opened && this.openAgain(found, home.historyName);
    if (this.runs !== undefined && holdsRun) return this.takeOne(this.runs, found, name);
    if (this.runs !== undefined) this.definitions.push(...found.definitions.slice(0, 1));
    const isPair = this.isNamed(found, name) && (this.host.opened.timeline?.length ?? 0) > 0;
    if (this.comparing.comparison === undefined && !isPair) return false;
    if (holdsRun) {
      await this.open(found, name);
      return true;
    }
    this.comparing.close();
    return false;
  }

  private async openAgain(found: Found, name: string): Promise<true> {
    await this.open(found, name);
    return true;
  }

  private async takeOne(runs: string[], found: Found, name: string): Promise<boolean> {
    if (runs.length === 1) await this.open(found, name);
    runs.push(name || this.comparing.nameFor(found, name));
    return runs.length > 1;
  }

  /** Whether a link names what was found as the second run, beside the one that is open. */
  private isNamed(found: Found, name: string): boolean {
    return isRun(found) && this.isWanted(this.comparing.names[0], this.comparing.nameFor(found, name));
  }

  /** Leaves the first run alone, or the definition. */
  close(): void {
    this.comparing.close();
    this.versions.close();
  }

  /** What can be compared with another, if anything. */
  private get what(): "run" | "definition" | undefined {
    const { timeline, drawn } = this.host.opened;
    if (timeline?.length) return "run";
    return drawn === undefined ? undefined : "definition";
  }

  /** Asks for the second run, or another definition; false where nothing is open. */
  readonly pick = (): boolean => {
    if (this.what === undefined) return false;
    const input = Object.assign(document.createElement("input"), { type: "file" });
    input.onchange = () => {
      const file = input.files?.[0];
      if (file !== undefined) void this.host.compare(file, file.name);
    };
    input.click();
    return true;
  };

  /** Whether a key meant something to the comparison. */
  press(event: KeyboardEvent): boolean {
    return (this.versions.element ?? this.element)?.press(event) ?? false;
  }

  private get element(): AslComparison | null {
    return this.host.renderRoot.querySelector("asl-comparison");
  }

  /** The picture of both runs. */
  get graphElement(): AslGraph | null {
    return (this.versions.element ?? this.element)?.graphElement ?? null;
  }

  /** Whether two runs or versions are shown instead of one run. */
  get active(): boolean {
    return this.versions.active || this.comparing.comparison !== undefined;
  }

  /** The second run, to be opened again beside the first. */
  async file(words: readonly string[]): Promise<PageFile | undefined> {
    if (this.versions.active) return this.versions.file();
    const file = await this.comparing.originals?.whole(words);
    return file && { ...file, compared: true };
  }

  /** Values that the second run's definition gives to keys that hold one of some words, by their places. */
  literals(words: readonly string[]): readonly string[] {
    return this.comparing.originals?.literals(words) ?? [];
  }

  button() {
    const { what } = this;
    if (what === undefined) return nothing;
    return html`<button @click=${this.pick} title="Compare with another ${what}" aria-label="Compare with another ${what}">
      ${ICONS.compare}
    </button>`;
  }

  /** Undefined while nothing is compared. */
  render() {
    const versions = this.versions.render();
    if (versions !== undefined) return versions;
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

const isRun = ({ run, histories }: Found): boolean => run !== undefined || histories.length > 0;
