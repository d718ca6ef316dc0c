import { atOnce, lackOf } from "asl-core/history";
import { type Graph, graphOf } from "../graph/index.js";
import {
  type Child,
  type Drawn,
  emptyRun,
  type Found,
  layingRun,
  OPEN_CHILDREN,
  originOf,
  outlineOf,
  type Run,
  relatives,
  runOf,
  SourceError,
  Timeline,
  type Visit,
} from "../timeline/index.js";
import type { Place } from "./hash.js";
import type { Around } from "./live-children.js";
import { inSlices } from "./slices.js";
import { type Outer, shownChild } from "./trail.js";

type History = Found["histories"][number];

/** What is open: a definition, a history, or both laid on each other. Each new text replaces what it brings. */
export class Opened {
  drawn: Drawn | undefined;
  definitions: readonly Drawn[] = [];
  histories: readonly History[] = [];
  /** Those, and their child executions. */
  all: readonly History[] = [];
  history: History | undefined;
  timeline: Timeline | undefined;
  graph: Graph | undefined;
  notes: readonly string[] = [];
  historyName = "";
  /** The executions around the child execution that is shown, outermost first. */
  trail: readonly Outer[] = [];
  private family: ReturnType<typeof relatives> | undefined;
  /** Told apart: what was being opened when something else was is no longer wanted. */
  private turns = 0;

  /**
   * Takes what a text holds, with breaths for the page in between. Rejects with SourceError, or with AbortError where
   * something else was opened meanwhile; then nothing has changed.
   */
  async open(found: Found, name: string): Promise<void> {
    if (found.run !== undefined) return this.take(found, found.run, name);
    const lack = found.histories.filter(({ events }) => events.length === 0).map(lackOf)[0];
    if (lack !== undefined) throw new SourceError(lack.message, lack.hint);
    const family = found.histories.length > 0 ? relatives(found.histories) : this.family;
    const [drawn, history] = [found.definitions[0], found.histories.length > 0 ? family?.heads[0] : undefined];
    const next = {
      drawn: drawn ?? (history === undefined ? undefined : this.drawn),
      history: history ?? (this.history && this.fits(drawn) ? this.history : undefined),
    };
    const turn = ++this.turns;
    const timeline = await inSlices(indexing(next.drawn, next.history, family));
    if (turn !== this.turns) throw new DOMException("something else has been opened", "AbortError");
    this.family = family;
    this.lay(timeline, next.drawn, next.history);
    if (drawn !== undefined) this.definitions = found.definitions;
    if (history !== undefined)
      [this.histories, this.all, this.historyName] = [
        this.family?.heads ?? [],
        found.histories,
        originOf(history)?.name ?? name,
      ];
    else if (next.history === undefined) [this.histories, this.all, this.historyName] = [[], [], ""];
  }

  /** A run that brings its definition with it. */
  private take({ definitions }: Found, run: Run, name: string): void {
    this.turns++;
    this.trail = [];
    this.timeline = new Timeline(run);
    this.graph = graphOf(run.outline.definition);
    [this.definitions, this.histories, this.all, this.historyName] = [definitions, [], [], name];
    [this.drawn, this.history, this.notes] = [definitions[0], undefined, run.notes];
  }

  /** Whether the history that is open is one of a definition. */
  private fits(drawn: Drawn | undefined): boolean {
    return this.history !== undefined && drawn !== undefined && !runOf(this.history, drawn.definition).inferred;
  }

  /** Another machine or execution of the texts that are open. */
  choose({ drawn = this.drawn, history = this.history }: { drawn?: Drawn; history?: History }): void {
    this.turns++;
    this.lay(atOnce(indexing(drawn, history, this.family)), drawn, history);
  }

  /** Keeps what is open now: the function that it gives opens it again. */
  keep(): () => void {
    const kept = { ...this };
    return () => void Object.assign(this, kept, { turns: this.turns + 1 });
  }

  /** Into a child execution of a visit of a Map, which `place` leads back from. */
  enter(map: Visit, child: Child, place: Place): void {
    const { timeline, graph, notes } = this;
    if (timeline === undefined || graph === undefined) return;
    const shown = shownChild(child);
    const text = `${timeline.nodeOf(map).name}[${child.number}]`;
    this.trail = [
      ...this.trail,
      { timeline, graph, notes, place, via: { visit: map.index, number: child.number }, text },
    ];
    Object.assign(this, shown);
  }

  /** Back to the execution at a depth, 0 the outermost; gives where one stood there, undefined where one is there already. */
  leave(depth: number): Place | undefined {
    const outer = this.trail[depth];
    if (outer === undefined) return undefined;
    this.trail = this.trail.slice(0, depth);
    const { timeline, graph, notes, place } = outer;
    Object.assign(this, { timeline, graph, notes });
    return place;
  }

  /** A run that is debugged, on its definition. */
  debug(timeline: Timeline, drawn: Drawn): void {
    this.trail = [];
    const same = this.timeline?.run.outline.definition === timeline.run.outline.definition;
    if (!same || this.graph === undefined) this.graph = graphOf(timeline.run.outline.definition);
    if (this.drawn !== drawn) this.definitions = [drawn];
    [this.timeline, this.drawn, this.notes] = [timeline, drawn, timeline.run.notes];
    [this.histories, this.all, this.history, this.historyName] = [[], [], undefined, ""];
  }

  /** Of a run that is debugged a child execution is shown, with these around it. */
  surround(around: readonly Around[]): void {
    const { graph, notes } = this;
    if (graph === undefined) return;
    this.trail = around.map(({ visit, number, ...rest }) => ({
      ...{ ...rest, graph, notes, place: { count: rest.timeline.length }, via: { visit, number } },
    }));
  }

  private lay(timeline: Timeline, drawn: Drawn | undefined, history: History | undefined): void {
    const { run } = timeline;
    if (this.trail.length > 0) [this.graph, this.trail] = [undefined, []];
    const same = this.timeline?.run.outline.definition === run.outline.definition;
    this.timeline = timeline;
    if (!same || this.graph === undefined) this.graph = graphOf(run.outline.definition);
    [this.drawn, this.history, this.notes] = [run.inferred ? undefined : drawn, history, run.notes];
    if (run.inferred && drawn !== undefined) this.drawn = undefined;
  }
}

function* indexing(...given: Parameters<typeof runFor>): Generator<undefined, Timeline> {
  return yield* Timeline.indexing(yield* runFor(...given));
}

/** `family`: the executions among which a history's child executions are. */
function* runFor(
  drawn: Drawn | undefined,
  history: History | undefined,
  family: ReturnType<typeof relatives> | undefined,
): Generator<undefined, Run> {
  if (history !== undefined) {
    const run = yield* layingRun(history, drawn?.definition);
    const children = family?.childrenOf(history, run.outline);
    return children?.size ? { ...run, children, notes: run.notes.filter((note) => note !== OPEN_CHILDREN) } : run;
  }
  if (drawn === undefined) throw new SourceError("there is nothing to show");
  return emptyRun(outlineOf(drawn.definition));
}
