import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Graph } from "../graph/index.js";
import { beforeEnd, type Direction, type Layout, type Layouter, triedAgain } from "../layout/index.js";

/** Milliseconds after which somebody who waits is told what for, and after which how long it has taken. */
const [PATIENCE, SECOND] = [250, 1000];
/** What has taken so long is ended in its worker, too: it would hold up what comes next. */
const LONG = 1000;

/** Whose graph is laid out, anew with each change of its layouter. */
interface Host extends ReactiveControllerHost {
  readonly layouter: Layouter | undefined;
  requestUpdate(property?: "layouter", before?: unknown): void;
}

/** No layouter: whatever the host has is another one. */
const NONE = {};

/** The layout of what a graph shows now; what was being laid out before is given up. */
export class LayingOut implements ReactiveController {
  /** What is done and how far it has come, once it has taken a while; "" else. */
  words = "";
  /** Whole seconds that what is being laid out has taken, or had when it was ended. */
  seconds = 0;
  /** Whether a person has ended it. */
  stopped = false;
  /** Milliseconds that the last layout took. */
  took = 0;
  private own: Layouter | undefined;
  private ending: AbortController | undefined;
  private isBusy = false;
  private since = 0;
  private isOwed = false;

  constructor(
    private readonly host: Host,
    private readonly make: () => Layouter,
  ) {
    host.addController(this);
  }

  /** What was being laid out when the host left its page is laid out once it is back. */
  hostConnected(): void {
    if (this.isOwed) this.resume();
  }

  hostDisconnected(): void {
    this.isOwed = this.isBusy;
    this.end();
    this.own?.close();
    this.own = undefined;
  }

  /** Gives up what is being laid out. Others whose graphs are laid out by the same layouter begin anew. */
  end(): void {
    if (this.isBusy && performance.now() - this.since > LONG) (this.host.layouter ?? this.own)?.close();
    this.ending?.abort();
    this.stopped = false;
    this.tell("");
  }

  /** The same at a person's word: what was shown before stays. */
  readonly stop = (): void => {
    this.end();
    this.stopped = true;
    this.host.requestUpdate();
  };

  /** Begins anew what was ended. */
  readonly resume = (): void => this.host.requestUpdate("layouter", NONE);

  /** Undefined where it was given up. Rejects as the layouter does. */
  async layOut(graph: Graph, direction: Direction): Promise<Layout | undefined> {
    this.end();
    const ending = (this.ending = new AbortController());
    const { signal } = ending;
    [this.isBusy, this.isOwed] = [true, false];
    const since = (this.since = performance.now());
    const stopTelling = this.tellOf(graph, signal, since);
    const onProgress = (done: number, of: number): void => {
      if (!signal.aborted && done < of && performance.now() - since > PATIENCE)
        this.tell(`Laying out: ${done} of ${of} parts`);
    };
    try {
      const laid = await triedAgain(() => {
        const layouter = this.host.layouter ?? (this.own ??= this.make());
        return beforeEnd(signal, layouter.layout(graph, { direction, signal, onProgress }));
      }, signal);
      this.took = performance.now() - since;
      return signal.aborted ? undefined : laid;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      stopTelling();
      if (this.ending === ending) this.isBusy = false;
      if (!signal.aborted) this.tell("");
    }
  }

  /** Tells what for, and every second for how long, until what it answers is called. */
  private tellOf({ nodes, edges }: Graph, signal: AbortSignal, since: number): () => void {
    this.seconds = 0;
    const states = [...nodes.values()].filter(({ path }) => path !== "").length;
    const begin = (): void => {
      if (!signal.aborted)
        this.tell(`Laying out ${counted(states, "state")} with ${counted(edges.size, "transition")}`);
    };
    const count = (): void => {
      if (signal.aborted) return;
      this.seconds = Math.floor((performance.now() - since) / SECOND);
      this.host.requestUpdate();
    };
    const [timer, clock] = [setTimeout(begin, PATIENCE), setInterval(count, SECOND)];
    return () => [timer, clock].forEach(clearTimeout);
  }

  private tell(words: string): void {
    if (words === this.words) return;
    this.words = words;
    this.host.requestUpdate();
  }
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
