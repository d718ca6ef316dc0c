import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Rows drawn above and below those that are seen. */
const MORE = 12;

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Which of many rows of one height are to be drawn: those that a scrolling element shows, and a few around them. */
export class Rows implements ReactiveController {
  private scroller: HTMLElement | undefined;
  private observer: ResizeObserver | undefined;
  private top = 0;
  private height = 600;
  /** What is to be shown once there is anything to see: an element that is hidden has no rows to scroll to. */
  private awaited: readonly [row: number, middle: boolean] | undefined;
  /** The first row that is seen, as far as the scrolling element has told. */
  first = 0;

  /** `turned` hears where another row is the first one that is seen. */
  constructor(
    private readonly host: Host,
    private readonly selector: string,
    readonly rowHeight: number,
    private readonly turned?: () => void,
  ) {
    host.addController(this);
  }

  /** Where the host was moved within its page nothing of it is rendered anew by itself. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    const found = this.host.renderRoot.querySelector<HTMLElement>(this.selector) ?? undefined;
    if (found === this.scroller) return;
    this.hostDisconnected();
    this.scroller = found;
    found?.addEventListener("scroll", this.look, { passive: true });
    this.observer = new ResizeObserver(this.look);
    if (found !== undefined) this.observer.observe(found);
  }

  hostDisconnected(): void {
    this.scroller?.removeEventListener("scroll", this.look);
    this.observer?.disconnect();
    this.scroller = undefined;
  }

  private readonly look = (): void => {
    const { scroller } = this;
    if (scroller === undefined) return;
    const { scrollTop, clientHeight } = scroller;
    if (clientHeight > 0 && this.awaited !== undefined) return this.show(...this.awaited);
    const first = Math.floor(scrollTop / this.rowHeight);
    if (first !== this.first) {
      this.first = first;
      this.turned?.();
    }
    const moved = Math.abs(scrollTop - this.top) >= this.rowHeight * 4 || clientHeight !== this.height;
    if (!moved) return;
    [this.top, this.height] = [scrollTop, clientHeight];
    this.host.requestUpdate();
  };

  /** The rows to be drawn of `count`. */
  range(count: number): { readonly from: number; readonly to: number } {
    const first = Math.floor(this.top / this.rowHeight) - MORE;
    const from = Math.max(0, Math.min(first, count - Math.ceil(this.height / this.rowHeight) - MORE));
    return { from, to: Math.min(count, from + Math.ceil(this.height / this.rowHeight) + 2 * MORE) };
  }

  /** Scrolls as little as shows a row; `middle`: to the middle where it is not seen. */
  show(row: number, middle = false): void {
    const { scroller, rowHeight } = this;
    if (scroller === undefined) return;
    this.awaited = scroller.clientHeight === 0 ? [row, middle] : undefined;
    if (this.awaited !== undefined) return;
    const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
    const { scrollTop, clientHeight } = scroller;
    if (top >= scrollTop && bottom <= scrollTop + clientHeight) return;
    if (middle) scroller.scrollTop = top - clientHeight / 2;
    else scroller.scrollTop = top < scrollTop ? top : bottom - clientHeight;
    this.look();
  }
}
