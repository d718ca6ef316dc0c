import { type Event, formatDuration } from "asl-core";
import type { Output } from "../output.js";
import { grouped } from "./text.js";

/** Silence before progress is shown, and between two looks of it. */
const FIRST = 1000;
const NEXT = 200;

/** One line on a terminal that says how far long work has got; nothing where standard error is no terminal. */
export class Progress {
  private count = 0;
  private due = performance.now() + FIRST;
  private shown = false;
  private start: number | undefined;

  constructor(private readonly out: Output) {}

  /** Counts an event of a run. */
  readonly event = (event: Event): void => {
    this.start ??= event.at;
    if (++this.count % 64 !== 0) return;
    const elapsed = event.at - this.start;
    this.tell(() => `${grouped(this.count)} events, +${formatDuration(elapsed)} …`);
  };

  /** Shows a text where it is time for one. */
  tell(text: () => string): void {
    if (!this.out.terminal || performance.now() < this.due) return;
    this.due = performance.now() + NEXT;
    this.shown = true;
    this.out.write(`\r\u001b[2K${this.out.colours.dim(text())}`);
  }

  end(): void {
    if (this.shown) this.out.write("\r\u001b[2K");
    this.shown = false;
  }
}
