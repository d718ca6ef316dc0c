import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Between two announcements, in milliseconds: what comes faster is not read out. */
const PAUSE = 1000;

/** What a live region says: the newest text, never more than one a second. */
export class Announcer implements ReactiveController {
  /** What the region shows. */
  text = "";
  private next: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Says a text now, or as soon as the pause after the last one is over. */
  say(text: string): void {
    if (text === (this.next ?? this.text)) return;
    this.next = text;
    if (this.timer === undefined) this.show();
  }

  private readonly show = (): void => {
    this.timer = undefined;
    if (this.next === undefined) return;
    [this.text, this.next] = [this.next, undefined];
    this.timer = setTimeout(this.show, PAUSE);
    this.host.requestUpdate();
  };
}
