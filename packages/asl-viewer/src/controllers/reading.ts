import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createReader, type Found, type Reader, type ReadingOptions, remember } from "../timeline/index.js";

/** Milliseconds after which somebody who waits is told what for. */
const PATIENCE = 250;

/** The reading of a text: how far it has come, and its end where a person wants none of it. */
export class Reading implements ReactiveController {
  /** What is done, once it has taken a while; "" else. */
  words = "";
  /** How much of it is done, from 0 to 1; undefined where nobody knows. */
  share: number | undefined;
  private ending: AbortController | undefined;
  private begun = 0;
  private last = 0;
  private readonly own = createReader();

  constructor(private readonly host: ReactiveControllerHost & { readonly reader: Reader | undefined }) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.cancel();
  }

  /**
   * Reads a text or file; what was being read is given up. Rejects as the reader does, with AbortError where cancelled, or
   * where a text that was given later has been read before.
   */
  async read(source: string | Blob, name: string): Promise<Found> {
    const turn = ++this.begun;
    return this.during("Reading", name, async (options) => {
      const found = await (this.host.reader ?? this.own).read(source, name, options);
      if (turn < this.last) throw new DOMException("a later text has been read", "AbortError");
      this.last = turn;
      return remember(found, source, name);
    });
  }

  /** Tells of some work once it takes a while, and gives up what was done before. Rejects as the work does. */
  async during<T>(words: string, name: string, work: (options: ReadingOptions) => Promise<T>): Promise<T> {
    this.cancel();
    const ending = (this.ending = new AbortController());
    const timer = setTimeout(() => this.tell(ending, words), PATIENCE);
    const since = performance.now();
    const onProgress = (step: string, share?: number): void => {
      if (performance.now() - since > PATIENCE) this.tell(ending, name === "" ? step : `${name}: ${step}`, share);
    };
    try {
      return await work({ signal: ending.signal, onProgress });
    } finally {
      clearTimeout(timer);
      this.tell(ending, "");
      if (this.ending === ending) this.ending = undefined;
    }
  }

  readonly cancel = (): void => this.ending?.abort();

  private tell(ending: AbortController, words: string, share?: number): void {
    if (this.ending !== ending) return;
    [this.words, this.share] = [words, share];
    this.host.requestUpdate();
  }
}
