import type { Timeline } from "../timeline/index.js";
import type { Debuggable } from "./debuggable.js";
import { isRecorded } from "./run-again.js";

/** A recorded run, and the run that was debugged for it: once the debugging has ended one of the two is shown, the other kept. */
export class Beside {
  /** Shows the one that is kept, and keeps what is shown. */
  private other: (() => void) | undefined;
  private last: "recorded" | "debugged" | undefined;
  /** The run that was shown by the last turn. */
  private seen: Timeline | undefined;

  constructor(private readonly host: Debuggable) {}

  /** Keeps what is open, which is about to be debugged, where it is a recorded run; else one that was kept for it. */
  keep(): void {
    const isAgain = this.shown === "debugged";
    this.last = undefined;
    if (!isAgain) this.other = isRecorded(this.host.opened) ? this.wayBack() : undefined;
  }

  /** Which of the two is shown; undefined before the debugging has ended, and once something else is open. */
  get shown(): "recorded" | "debugged" | undefined {
    return this.last !== undefined && this.whole === this.seen ? this.last : undefined;
  }

  /** Turns from one to the other, each at the place where it was left. Nothing where none is kept. */
  readonly turn = (): void => {
    const { other } = this;
    if (other === undefined) return;
    this.other = this.wayBack();
    other();
    this.last = this.last === "recorded" ? "debugged" : "recorded";
    this.seen = this.whole;
    this.host.requestUpdate();
  };

  /** Keeps none of the two any more but what is shown. */
  readonly close = (): void => {
    [this.other, this.last] = [undefined, undefined];
    this.host.requestUpdate();
  };

  private get whole(): Timeline | undefined {
    const { trail, timeline } = this.host.opened;
    return trail[0]?.timeline ?? timeline;
  }

  private wayBack(): () => void {
    const { opened, cursor } = this.host;
    const [reopen, place] = [opened.keep(), cursor.place];
    return () => {
      reopen();
      if (opened.timeline !== undefined) cursor.goTo(opened.timeline, place);
      cursor.select({ node: place.node ?? null, visit: place.visit });
    };
  }
}
