import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Loop, type Pace, playedCount, type Timeline } from "../timeline/index.js";

/** Paces that are offered. */
export const PACES: readonly Pace[] = [
  ...[0.5, 1, 2, 5, 20, 100].map((speed): Pace => ({ by: "event", speed })),
  ...[1, 10, 100, 1000].map((speed): Pace => ({ by: "time", speed })),
];

/** What is played: where it stands, and how it goes on. */
export interface Played {
  readonly timeline: Timeline | undefined;
  readonly count: number;
  seek(count: number): void;
}

/** Plays a run forward, by events or by its own time, once or a stretch of it again and again. */
export class Playback implements ReactiveController {
  pace: Pace = PACES[1];
  loop: Loop | undefined;
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

  /** From where it stands; from the start, or that of the stretch, where it stands at the end. */
  play(): void {
    const { timeline, count } = this.host;
    if (timeline === undefined || this.playing) return;
    this.goOn(count >= this.end ? this.start : count);
    this.frame = requestAnimationFrame(this.tick);
    this.host.requestUpdate();
  }

  pause(): void {
    if (!this.playing) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.host.requestUpdate();
  }

  setPace(pace: Pace): void {
    [this.pace, this.from, this.since] = [pace, this.host.count, performance.now()];
    this.host.requestUpdate();
  }

  /** Marks where a stretch begins, then where it ends, then forgets it. */
  turnLoop(): void {
    const { count } = this.host;
    const { loop } = this;
    if (loop === undefined) this.loop = { from: count };
    else if (loop.to === undefined && count !== loop.from)
      this.loop = { from: Math.min(loop.from, count), to: Math.max(loop.from, count) };
    else this.loop = undefined;
    this.host.requestUpdate();
  }

  private get start(): number {
    return this.loop?.to === undefined ? 0 : this.loop.from;
  }

  private get end(): number {
    return Math.min(this.host.timeline?.length ?? 0, this.loop?.to ?? Number.POSITIVE_INFINITY);
  }

  private goOn(from: number): void {
    [this.from, this.since] = [from, performance.now()];
    this.host.seek(from);
  }

  private readonly tick = (now: number): void => {
    const { timeline } = this.host;
    if (timeline === undefined) return this.pause();
    const { end } = this;
    const count = Math.min(end, playedCount(timeline, this.from, Math.max(0, now - this.since), this.pace));
    if (count !== this.host.count) this.host.seek(count);
    if (count >= end && this.loop?.to === undefined) return this.pause();
    if (count >= end) this.goOn(this.start);
    this.frame = requestAnimationFrame(this.tick);
  };
}
