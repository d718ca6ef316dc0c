import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Timeline } from "../timeline/index.js";

/** Events a second at speed 1. */
const RATE = 2;
/** How fast a run is played. */
export const SPEEDS = [0.5, 1, 2, 5, 20, 100] as const;

/** What is played: where it stands, and how it goes on. */
export interface Played {
  readonly timeline: Timeline | undefined;
  readonly count: number;
  seek(count: number): void;
}

/** Plays a run forward, event by event, at a speed; the speed never changes what is shown, only when. */
export class Playback implements ReactiveController {
  speed: number = 1;
  private frame = 0;
  private since = 0;
  private from = 0;

  constructor(private readonly host: ReactiveControllerHost & Played) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pause();
  }

  get playing(): boolean {
    return this.frame !== 0;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** From where it stands; from the start where it stands at the end. */
  play(): void {
    const { timeline, count } = this.host;
    if (timeline === undefined || this.playing) return;
    this.from = count >= timeline.length ? 0 : count;
    this.since = performance.now();
    this.host.seek(this.from);
    this.frame = requestAnimationFrame(this.tick);
    this.host.requestUpdate();
  }

  pause(): void {
    if (!this.playing) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.host.requestUpdate();
  }

  setSpeed(speed: number): void {
    [this.speed, this.from, this.since] = [speed, this.host.count, performance.now()];
    this.host.requestUpdate();
  }

  private readonly tick = (now: number): void => {
    const length = this.host.timeline?.length ?? 0;
    const count = Math.min(length, this.from + Math.floor(((now - this.since) / 1000) * RATE * this.speed));
    if (count !== this.host.count) this.host.seek(count);
    if (count >= length) return this.pause();
    this.frame = requestAnimationFrame(this.tick);
  };
}
