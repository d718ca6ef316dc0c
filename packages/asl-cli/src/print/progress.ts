import { type Event, formatDuration } from "asl-core";
import type { Output } from "../output.js";
import { grouped } from "./text.js";

/** Silence before progress is shown, and between two looks of it. */
const FIRST = 1000;
const NEXT = 200;

/** One line on a terminal that says how far a long run has got; nothing where standard error is no terminal. */
export class Progress {
  private count = 0;
  private due = performance.now() + FIRST;
  private shown = false;
  private start: number | undefined;

  constructor(private readonly out: Output) {}

  readonly event = (event: Event): void => {
    this.start ??= event.at;
    if (++this.count % 64 !== 0 || !this.out.terminal || performance.now() < this.due) return;
    this.due = performance.now() + NEXT;
    this.shown = true;
    const elapsed = formatDuration(event.at - this.start);
    this.out.write(`\r\u001b[2K${this.out.colours.dim(`${grouped(this.count)} events, +${elapsed} …`)}`);
  };

  end(): void {
    if (this.shown) this.out.write("\r\u001b[2K");
  }
}
