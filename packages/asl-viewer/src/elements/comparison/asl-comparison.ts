import { LitElement, type PropertyValues } from "lit";
import type { Comparison, Pair, Shown } from "../../comparison/index.js";
import { pressOne } from "../../controllers/list-keys.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { AslGraph } from "../graph/asl-graph.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { type ComparisonBars, comparisonBar, comparisonHead, divergenceLine } from "./comparison-bar.js";
import { comparisonInspector } from "./comparison-inspector.js";
import { comparisonStates } from "./comparison-states.js";
import { comparisonStyle } from "./comparison-style.js";

/** A place in a comparison; what is absent is as it comes. */
export interface ComparedAt {
  readonly moment?: number;
  readonly shown?: Shown;
  /** Id of the state that is chosen. */
  readonly node?: string;
  /** Number of the pair of visits that is chosen. */
  readonly pair?: number;
}

/**
 * Two runs of one machine, A and B, side by side: one graph with what either came to, a cursor for both, data stage by
 * stage, and what each state took. Begins at the end, with the state chosen at which they part.
 *
 * @element asl-comparison
 * @attr {"a" | "b" | "both"} shown - which runs the graph shows
 * @fires asl-close - the comparison is to be left
 * @fires asl-place - cursor, choice or side is another; `detail` is a place that `start` takes
 */
export class AslComparison extends LitElement implements ComparisonBars {
  static override properties = {
    comparison: { attribute: false },
    names: { attribute: false },
    notes: { attribute: false },
    start: { attribute: false },
    layouter: { attribute: false },
    direction: { reflect: true },
    shown: { reflect: true },
    moment: { state: true },
    node: { state: true },
    pair: { state: true },
  };

  /** The two runs, laid on each other. */
  declare comparison: Comparison;
  /** What the runs are called. */
  declare names: readonly [a: string, b: string];
  /** What a reader must know of the second run, a sentence each. */
  declare notes: readonly string[];
  /** Where to begin; by default at the end, where the runs part. Goes there whenever it is set. */
  declare start: ComparedAt | undefined;
  /** Who lays out; by default elk on this thread. */
  declare layouter: Layouter | undefined;
  /** The way the machine runs. */
  declare direction: Direction;
  /** Which of the two runs is shown. */
  declare shown: Shown;
  /** Where both runs stand, of the comparison's moments. */
  declare moment: number;
  declare private node: string | null;
  declare private pair: Pair | undefined;
  /** The place that was told last. */
  private told = "";
  private marks: Pick<AslGraph, "nodeMarks" | "edgeMarks"> = { nodeMarks: undefined, edgeMarks: undefined };

  constructor() {
    super();
    this.names = ["A", "B"];
    this.notes = [];
    this.direction = "down";
    this.shown = "both";
    this.moment = 0;
    this.node = null;
    this.addEventListener("asl-select", (event) => this.take(event as CustomEvent<{ node: string | null }>));
    this.addEventListener("asl-seek", (event) => event.stopPropagation());
    this.addEventListener("keydown", (event) => {
      if (this.press(event)) event.stopPropagation();
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.comparison !== undefined) {
      if (changed.has("comparison")) this.begin();
      if (changed.has("start") || changed.has("comparison")) this.goTo(this.start);
    }
    const all = changed as Map<string, unknown>;
    if (!["comparison", "moment", "shown"].some((name) => all.has(name)) || this.comparison === undefined) return;
    const { moment, shown } = this;
    const [nodeMarks, edgeMarks] = [this.comparison.nodeMarks(moment, shown), this.comparison.edgeMarks(moment, shown)];
    this.marks = { nodeMarks, edgeMarks };
  }

  /** The picture. */
  get graphElement(): AslGraph | null {
    return this.renderRoot.querySelector("asl-graph");
  }

  /** Shows one run, or both. */
  show(shown: Shown): void {
    this.shown = shown;
  }

  /** Goes to a moment of both runs. */
  seek(moment: number): void {
    this.moment = Math.max(0, Math.min(this.comparison.moments.last, moment));
  }

  /** Goes on by moments, and chooses what they come to. */
  step(by: number): void {
    this.seek(this.moment + by);
    const pair = this.comparison.pairAt(this.moment);
    if (pair !== undefined) this.choose(pair);
  }

  /** At the end, where all that tells the runs apart is seen, with the state chosen at which they part. */
  private begin(): void {
    this.toDivergence();
    this.moment = this.comparison.moments.last;
  }

  private goTo(place: ComparedAt | undefined): void {
    if (place === undefined) return;
    const { pairs, merged } = this.comparison;
    const pair = pairs[place.pair ?? -1];
    const node =
      pair?.node ?? (place.node !== undefined && merged.graph.nodes.has(place.node) ? place.node : undefined);
    if (place.moment !== undefined) this.seek(place.moment);
    if (place.shown !== undefined) this.shown = place.shown;
    if (node !== undefined) [this.pair, this.node] = [pair, node];
  }

  override updated(): void {
    if (this.comparison === undefined) return;
    const { moment, shown, node, pair, comparison } = this;
    const number = pair && comparison.pairs.indexOf(pair);
    const place: ComparedAt = { moment, shown, node: node ?? undefined, pair: number };
    const told = JSON.stringify(place);
    if (told === this.told) return;
    this.told = told;
    this.dispatchEvent(new CustomEvent("asl-place", { detail: place }));
  }

  /** To where the runs part. */
  readonly toDivergence = (): void => {
    const { moment, pair } = this.comparison.beginning;
    this.moment = moment;
    [this.pair, this.node] = [pair, pair?.node ?? null];
  };

  /** To the next or previous visit that one run alone made, or whose data differs. */
  toDiffering(step: 1 | -1): void {
    const found = this.comparison.differing(this.pair, step);
    if (found === undefined) return;
    this.seek(this.comparison.endOf(found));
    this.choose(found);
  }

  /** Looks at a visit. */
  readonly choose = (pair: Pair): void => {
    [this.pair, this.node] = [pair, pair.node];
  };

  /** Looks at a state: at its visit that is the last to have begun. */
  readonly chooseNode = (node: string): void => {
    const counts = this.comparison.moments.at(this.moment);
    const pairs = this.comparison.pairsIn(node);
    const begun = pairs.findLast(({ a, b }) => (a && a.from < counts.a) || (b && b.from < counts.b));
    if (begun !== undefined && this.pair?.node === node) this.node = node;
    else [this.pair, this.node] = [begun ?? pairs[0], node];
  };

  private take(event: CustomEvent<{ node: string | null }>): void {
    event.stopPropagation();
    const { node } = event.detail;
    if (node === null) [this.pair, this.node] = [undefined, null];
    else this.chooseNode(node);
  }

  /** Asks to be left. */
  leave(): void {
    this.dispatchEvent(new CustomEvent("asl-close"));
  }

  /** Does what a key asks for; false where it means nothing here. */
  press(event: KeyboardEvent): boolean {
    return pressOne(event, this.acts);
  }

  private readonly acts: Readonly<Record<string, () => void>> = {
    ".": () => this.step(1),
    ",": () => this.step(-1),
    Home: () => this.step(-this.moment),
    End: () => this.step(this.comparison.moments.last),
    e: () => this.toDiffering(1),
    E: () => this.toDiffering(-1),
    a: () => this.show("a"),
    b: () => this.show("b"),
    c: () => this.show("both"),
    Escape: () => this.leave(),
  };

  override render() {
    const { comparison, moment, node, pair, choose } = this;
    if (comparison === undefined) return "";
    return html`<section class="views" aria-label="Comparison">
      ${comparisonHead(this)} ${divergenceLine(this)} ${comparisonBar(this)}
      <div class="parts">
        <section class="graph" aria-label="Graph of both runs">
          <asl-graph
            nested
            .graph=${comparison.merged.graph}
            .nodeMarks=${this.marks.nodeMarks}
            .edgeMarks=${this.marks.edgeMarks}
            .selected=${node}
            .layouter=${this.layouter}
            direction=${this.direction}
          ></asl-graph>
        </section>
        <section class="inspector" tabindex="0" aria-label="Data of both runs">
          ${comparisonInspector({ comparison, moment, node, pair, choose })}
        </section>
        <section class="lower" tabindex="0" aria-label="States of both runs">
          ${comparisonStates(comparison.rows, node, this.chooseNode)}
        </section>
      </div>
    </section>`;
  }

  static override styles = [theme, controls, comparisonStyle];
}
