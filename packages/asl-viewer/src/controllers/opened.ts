import { type Graph, graphOf } from "../graph/index.js";
import {
  type Drawn,
  emptyRun,
  type Found,
  outlineOf,
  type Run,
  runOf,
  SourceError,
  Timeline,
} from "../timeline/index.js";

type History = Found["histories"][number];

/** What is open: a definition, a history, or both laid on each other. Each new text replaces what it brings. */
export class Opened {
  drawn: Drawn | undefined;
  definitions: readonly Drawn[] = [];
  histories: readonly History[] = [];
  history: History | undefined;
  timeline: Timeline | undefined;
  graph: Graph | undefined;
  notes: readonly string[] = [];
  historyName = "";

  /** Takes what a text holds. Throws SourceError; then nothing has changed. */
  open(found: Found, name: string): void {
    if (found.run !== undefined) return this.take(found, found.run);
    const [drawn, history] = [found.definitions[0], found.histories[0]];
    const next = {
      drawn: drawn ?? (history === undefined ? undefined : this.drawn),
      history: history ?? (this.history && this.fits(drawn) ? this.history : undefined),
    };
    this.lay(next.drawn, next.history);
    if (drawn !== undefined) this.definitions = found.definitions;
    if (history !== undefined) [this.histories, this.historyName] = [found.histories, name];
    else if (next.history === undefined) [this.histories, this.historyName] = [[], ""];
  }

  /** A run that brings its definition with it. */
  private take({ definitions }: Found, run: Run): void {
    this.timeline = new Timeline(run);
    this.graph = graphOf(run.outline.definition);
    [this.definitions, this.histories, this.historyName] = [definitions, [], ""];
    [this.drawn, this.history, this.notes] = [definitions[0], undefined, run.notes];
  }

  /** Whether the history that is open is one of a definition. */
  private fits(drawn: Drawn | undefined): boolean {
    return this.history !== undefined && drawn !== undefined && !runOf(this.history, drawn.definition).inferred;
  }

  /** Another machine or execution of the texts that are open. */
  choose({ drawn = this.drawn, history = this.history }: { drawn?: Drawn; history?: History }): void {
    this.lay(drawn, history);
  }

  private lay(drawn: Drawn | undefined, history: History | undefined): void {
    if (drawn === undefined && history === undefined) throw new SourceError("there is nothing to show");
    const run = history === undefined ? emptyRun(outlineOf(drawn!.definition)) : runOf(history, drawn?.definition);
    const same = this.timeline?.run.outline.definition === run.outline.definition;
    this.timeline = new Timeline(run);
    if (!same || this.graph === undefined) this.graph = graphOf(run.outline.definition);
    [this.drawn, this.history, this.notes] = [run.inferred ? undefined : drawn, history, run.notes];
    if (run.inferred && drawn !== undefined) this.drawn = undefined;
  }
}
