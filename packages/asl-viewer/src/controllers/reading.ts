import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createReader, type Found, type Reader, remember } from "../timeline/index.js";

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
    this.cancel();
    const turn = ++this.begun;
    const ending = (this.ending = new AbortController());
    const timer = setTimeout(() => this.tell(ending, "Reading"), PATIENCE);
    const since = performance.now();
    const onProgress = (words: string, share?: number): void => {
      if (performance.now() - since > PATIENCE) this.tell(ending, name === "" ? words : `${name}: ${words}`, share);
    };
    try {
      const found = await (this.host.reader ?? this.own).read(source, name, { signal: ending.signal, onProgress });
      if (turn < this.last) throw new DOMException("a later text has been read", "AbortError");
      this.last = turn;
      return remember(found, source, name);
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
