import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Both, Comparison } from "../comparison/index.js";
import { executionName, type Found, SourceError, type Timeline } from "../timeline/index.js";
import { Opened } from "./opened.js";
import { Originals } from "./originals.js";
import type { Reading } from "./reading.js";
import { inSlices } from "./slices.js";

/** Lays two runs side by side, step by step. */
interface Laying {
  laying(runs: Both<Timeline>): Generator<number | undefined, Comparison>;
}

/** A second run that is laid beside the one that is open. */
export class Comparing implements ReactiveController {
  private laid: Comparison | undefined;
  /** Whether it is left, and may be shown again. */
  private isLeft = false;
  /** The second run. */
  other: Opened | undefined;
  /** The file it came from; "" for none. */
  name = "";

  /** `load`: gets what lays two runs side by side. */
  constructor(
    private readonly host: ReactiveControllerHost & { readonly opened: Opened; readonly reading: Reading },
    private readonly load: () => Promise<{ readonly Comparison: Laying }>,
  ) {
    host.addController(this);
  }

  /** Of a first run that is no longer open nothing is held. */
  hostUpdate(): void {
    const { timeline, trail } = this.host.opened;
    const first = this.laid?.runs.a;
    if (first === undefined || first === timeline || trail.some((outer) => outer.timeline === first)) return;
    [this.laid, this.other] = [undefined, undefined];
  }

  /** Ends by itself where the first run is no longer the one that is open. */
  get comparison(): Comparison | undefined {
    return !this.isLeft && this.laid?.runs.a === this.host.opened.timeline ? this.laid : undefined;
  }

  /** What the runs are called: by their executions, else by their files. */
  get names(): readonly [a: string, b: string] {
    const { opened } = this.host;
    return [
      nameOf(opened.timeline, opened.historyName, "first run"),
      nameOf(this.other?.timeline, this.name, "second run"),
    ];
  }

  /** What a run would be called as the second. */
  nameFor({ run, histories }: Found, file: string): string {
    return executionName(run?.executionArn ?? histories[0]?.executionArn) ?? (file || "second run");
  }

  /** Shows the comparison that was left; false where that is not there any more, or was of others. */
  return(names: readonly [a: string, b: string]): boolean {
    const was = this.isLeft;
    this.isLeft = false;
    const isThere = this.comparison !== undefined && this.names.join("\n") === names.join("\n");
    if (!isThere) this.isLeft = was;
    this.host.requestUpdate();
    return isThere;
  }

  /**
   * Lays what a text holds beside the run that is open: a history on the definition that is open unless it brings its own.
   * Rejects with SourceError where either holds no run, with AbortError where cancelled; then nothing has changed.
   */
  async open(found: Found, name: string): Promise<void> {
    const { timeline, drawn, definitions } = this.host.opened;
    if (timeline === undefined || timeline.length === 0)
      throw new SourceError("there is no run to compare it with", "Open a history or a recording first.");
    if (found.run === undefined && found.histories.length === 0)
      throw new SourceError("it holds no run", "Give a history or a recording.");
    const other = Object.assign(new Opened(), { drawn, definitions });
    await other.open(found, name);
    await this.lay(other, name);
  }

  /** Another execution of the text that was opened as the second. */
  async choose(what: Parameters<Opened["choose"]>[0]): Promise<void> {
    this.other?.choose(what);
    if (this.other !== undefined) await this.lay(this.other);
  }

  private async lay(other: Opened, name = this.name): Promise<void> {
    const { Comparison } = await this.load();
    const laying = Comparison.laying({ a: this.host.opened.timeline!, b: other.timeline! });
    this.laid = await this.host.reading.during("Comparing", name, (options) => inSlices(laying, "Comparing", options));
    [this.other, this.name, this.isLeft] = [other, name, false];
    this.host.requestUpdate();
  }

  /** Leaves the first run alone; false where it was. */
  close(): boolean {
    const was = this.comparison !== undefined;
    this.isLeft = true;
    this.host.requestUpdate();
    return was;
  }

  /** What must be opened to compare again. */
  get originals(): Originals | undefined {
    return this.comparison && this.other && new Originals(this.other);
  }
}

/** The execution's own name, else the file's. */
const nameOf = (timeline: Timeline | undefined, file: string, otherwise: string): string =>
  executionName(timeline?.run.executionArn) ?? (file || otherwise);
