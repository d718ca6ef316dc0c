import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Below this width, in pixels, there is room for one pane beside the graph. */
const NARROW = 900;

/** Whether an element is narrow; it is rendered anew when that changes. */
export class Width implements ReactiveController {
  private observer: ResizeObserver | undefined;
  private known: boolean | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.observer = new ResizeObserver(() => {
      const before = this.known;
      this.known = this.measured;
      if (before !== undefined && before !== this.known) this.host.requestUpdate();
    });
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.known = undefined;
  }

  get narrow(): boolean {
    return this.known ?? this.measured;
  }

  /** What is in no page yet will most likely fill one. */
  private get measured(): boolean {
    const width = this.host.isConnected ? this.host.getBoundingClientRect().width : innerWidth;
    return width > 0 && width < NARROW;
  }
}
