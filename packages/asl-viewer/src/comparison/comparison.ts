import { atOnce } from "asl-core/history";
import type { EdgeMark, NodeMark } from "../markers.js";
import type { Timeline, Visit } from "../timeline/index.js";
import { type Divergence, divergenceOf } from "./divergence.js";
import { comparedEdges, comparedNodes } from "./marks.js";
import { type Merged, mergedOf } from "./merged.js";
import { Moments } from "./moments.js";
import { type Pair, pairsOf } from "./pairs.js";
import { type StateRow, stateRows } from "./rows.js";
import type { Both, Shown, Side } from "./side.js";
import { type ComparedStage, comparedStages, differs } from "./stages.js";
import { VisitEvents } from "./visit-events.js";

/** What is found out of two runs before they are shown. */
interface Findings {
  readonly merged: Merged;
  readonly events: Both<VisitEvents>;
  /** Visits of both runs, in order. */
  readonly pairs: readonly Pair[];
  readonly moments: Moments;
  /** Undefined where both tell the same. */
  readonly divergence: Divergence | undefined;
}

/** Two runs laid side by side, A and B. */
export class Comparison implements Findings {
  readonly merged: Merged;
  readonly events: Both<VisitEvents>;
  readonly pairs: readonly Pair[];
  readonly moments: Moments;
  readonly divergence: Divergence | undefined;
  readonly rows: readonly StateRow[];
  private readonly byNode = new Map<string, Pair[]>();
  private readonly pairOf: Both<Map<Visit, Pair>> = { a: new Map(), b: new Map() };

  private constructor(
    readonly runs: Both<Timeline>,
    { merged, events, pairs, moments, divergence }: Findings,
  ) {
    [this.merged, this.events, this.pairs] = [merged, events, pairs];
    [this.moments, this.divergence] = [moments, divergence];
    this.rows = stateRows(runs, merged, pairs);
    for (const pair of pairs) this.index(pair);
  }

  /** At once. O(events of both), but for what `pairsOf` says. */
  static of(runs: Both<Timeline>): Comparison {
    return atOnce(Comparison.laying(runs));
  }

  /** Step by step, each of little work; yields the share that is done, where that is known. */
  static *laying(runs: Both<Timeline>): Generator<number | undefined, Comparison> {
    const { a, b } = runs;
    const merged = mergedOf(a, b);
    yield;
    const events = { a: new VisitEvents(a), b: new VisitEvents(b) };
    const pairs = yield* pairsOf(a, b, merged);
    const moments = yield* Moments.of(runs, events, pairs);
    const divergence = yield* divergenceOf(a, b);
    yield;
    return new Comparison(runs, { merged, events, pairs, moments, divergence });
  }

  private index(pair: Pair): void {
    const known = this.byNode.get(pair.node);
    if (known === undefined) this.byNode.set(pair.node, [pair]);
    else known.push(pair);
    for (const side of ["a", "b"] as const) if (pair[side] !== undefined) this.pairOf[side].set(pair[side], pair);
  }

  /** The visits of a state, by its id in the merged graph. */
  pairsIn(node: string): readonly Pair[] {
    return this.byNode.get(node) ?? [];
  }

  nodeMarks(moment: number, shown: Shown): Map<string, NodeMark> {
    return comparedNodes(this.runs, this.merged, this.moments.at(moment), shown);
  }

  edgeMarks(moment: number, shown: Shown): Map<string, EdgeMark> {
    return comparedEdges(this.runs, this.merged, this.moments.at(moment), shown);
  }

  /** The pair the last event of a moment belongs to. */
  pairAt(moment: number): Pair | undefined {
    const counts = this.moments.at(moment);
    const before = this.moments.at(moment - 1);
    const side: Side = counts.a > before.a || moment === 0 ? "a" : "b";
    const visit = this.runs[side].visitAt(counts[side]);
    return visit && this.pairOf[side].get(visit);
  }

  /**
   * Where to look first: the moment at which the runs part, and the pair to be shown there: of another way taken, the state
   * it was taken from.
   */
  get beginning(): { readonly moment: number; readonly pair: Pair | undefined } {
    const { divergence, moments } = this;
    if (divergence === undefined) return { moment: moments.last, pair: undefined };
    const side: Side = divergence.at.a >= 0 ? "a" : "b";
    const at = divergence.at[side];
    const pair = this.pairOfEvent(side, at);
    const other = divergence.at.b >= 0 ? this.pairOfEvent("b", divergence.at.b) : undefined;
    const isElsewhere = divergence.kind === "way" && (pair === undefined || pair !== other);
    const moment = Math.max(...(["a", "b"] as const).map((one) => moments.of(one, divergence.at[one] + 1)));
    return { moment, pair: (isElsewhere ? this.before(side, at) : undefined) ?? pair ?? other };
  }

  private pairOfEvent(side: Side, at: number): Pair | undefined {
    const visit = this.runs[side].visitAt(at + 1);
    return visit && this.pairOf[side].get(visit);
  }

  /** The visit before that in which an event stands, in the same frame; that one itself where it is in both runs. */
  private before(side: Side, at: number): Pair | undefined {
    const timeline = this.runs[side];
    const visit = timeline.visitAt(at + 1);
    if (visit === undefined) return undefined;
    const own = this.pairOf[side].get(visit);
    if (own?.a !== undefined && own.b !== undefined) return own;
    const visits = timeline.frameOf(visit)?.visits ?? [];
    const previous = visits[visits.indexOf(visit) - 1];
    return previous && this.pairOf[side].get(previous);
  }

  /** Data of a pair, stage by stage, as far as it is known at a moment. */
  stages(pair: Pair, moment = this.moments.last): ComparedStage[] {
    return comparedStages(this.runs, this.events, pair, this.moments.at(moment));
  }

  /** The next or previous pair, after or before one, whose data differs or that one run alone has. O(data passed). */
  differing(from: Pair | undefined, step: 1 | -1): Pair | undefined {
    const start = from === undefined ? (step > 0 ? -1 : this.pairs.length) : this.pairs.indexOf(from);
    for (let at = start + step; at >= 0 && at < this.pairs.length; at += step)
      if (differs(this.runs, this.events, this.pairs[at])) return this.pairs[at];
    return undefined;
  }

  /** The moment at which a pair has ended in both runs. */
  endOf(pair: Pair): number {
    const ends = (["a", "b"] as const).flatMap((side) => {
      const visit = pair[side];
      if (visit === undefined) return [];
      return [this.moments.of(side, (visit.to < 0 ? this.runs[side].length - 1 : visit.to) + 1)];
    });
    return Math.max(0, ...ends);
  }
}
