import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Graph } from "../graph/index.js";
import type { Direction, Layout, Layouter } from "../layout/index.js";

/** Milliseconds after which somebody who waits is told what for. */
const PATIENCE = 250;

/** Whose graph is laid out, anew with each change of its layouter. */
interface Host extends ReactiveControllerHost {
  readonly layouter: Layouter | undefined;
  requestUpdate(property?: "layouter"): void;
}

/** The layout of what a graph shows now; what was being laid out before is given up. */
export class LayingOut implements ReactiveController {
  /** How far it has come, once it has taken a while; "" else. */
  words = "";
  /** Milliseconds that the last layout took. */
  took = 0;
  private own: Layouter | undefined;
  private ending: AbortController | undefined;
  private isBusy = false;
  private isOwed = false;

  constructor(
    private readonly host: Host,
    private readonly make: () => Layouter,
  ) {
    host.addController(this);
  }

  /** What was being laid out when the host left its page is laid out once it is back. */
  hostConnected(): void {
    if (this.isOwed) this.host.requestUpdate("layouter");
  }

  hostDisconnected(): void {
    this.isOwed = this.isBusy;
    this.end();
    this.own?.close();
    this.own = undefined;
  }

  /** Gives up what is being laid out. */
  end(): void {
    this.ending?.abort();
    this.tell("");
  }

  /** Undefined where it was given up. Rejects as the layouter does. */
  async layOut(graph: Graph, direction: Direction): Promise<Layout | undefined> {
    this.end();
    const ending = (this.ending = new AbortController());
    const { signal } = ending;
    [this.isBusy, this.isOwed] = [true, false];
    const since = performance.now();
    const tell = (words: string): void => {
      if (!signal.aborted) this.tell(words);
    };
    const timer = setTimeout(() => tell(`Laying out ${graph.nodes.size} nodes`), PATIENCE);
    const onProgress = (done: number, of: number): void => {
      if (done < of && performance.now() - since > PATIENCE) tell(`Laying out: ${done} of ${of} parts`);
    };
    try {
      const laid = await (this.host.layouter ?? (this.own ??= this.make())).layout(graph, {
        direction,
        signal,
        onProgress,
      });
      this.took = performance.now() - since;
      return signal.aborted ? undefined : laid;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
      if (this.ending === ending) this.isBusy = false;
      tell("");
    }
  }

  private tell(words: string): void {
    if (words === this.words) return;
    this.words = words;
    this.host.requestUpdate();
  }
}
