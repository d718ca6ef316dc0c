import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Box, Direction } from "../layout/index.js";

/** How the picture lies in its window: screen = picture × scale + x, y. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const [LEAST, MOST] = [0.05, 3];
/** Fitting does not enlarge. */
const FITTED = 1;
const STEP = 1.25;
/** Below this scale a picture cannot be read at once. */
const READABLE = 0.8;
/** Where so much of a picture fits, it is made no larger than that it can be read. */
const NEARLY = 0.5;

/** Nothing of a picture that is shown whole lies under what is in the lower left corner of its window. */
export interface Corner {
  readonly width: number;
  readonly height: number;
}

/** All of what is drawn. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
}

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Moves and scales a picture by pointer, wheel, pinch and by program. `changed` is called with each new view; it draws.
 */
export class PanZoom implements ReactiveController {
  view: View = { x: 0, y: 0, scale: 1 };
  private surface: Element | undefined;
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private moved = 0;
  /** Shows again what was asked for, until the view is moved. */
  private again: (() => void) | undefined;
  /** What was brought into view since. */
  private revealed: Box | undefined;
  /** Whether all of the picture is seen. */
  private isWhole = false;
  private size = { width: 0, height: 0 };
  private observer: ResizeObserver | undefined;

  constructor(
    private readonly host: Host,
    private readonly selector: string,
    private readonly changed: (view: View) => void,
    private readonly corner: Corner = { width: 0, height: 0 },
  ) {
    host.addController(this);
  }

  /** Where the host was moved within its page nothing of it is rendered anew by itself. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    const found = this.host.renderRoot.querySelector(this.selector) ?? undefined;
    if (found === this.surface) return;
    this.surface = found;
    found?.addEventListener("wheel", this.wheel as EventListener, { passive: false });
    found?.addEventListener("pointerdown", this.down as EventListener);
    found?.addEventListener("pointermove", this.move as EventListener);
    for (const type of ["pointerup", "pointercancel"]) found?.addEventListener(type, this.up as EventListener);
    this.observer?.disconnect();
    this.observer = new ResizeObserver(this.resized);
    if (found !== undefined) this.observer.observe(found);
  }

  /** What was asked for is shown anew, and what was chosen; where the view was moved the middle stays in the middle. */
  private readonly resized = (): void => {
    const { size, again, revealed } = this;
    this.size = this.measured();
    // What was drawn while nothing could be measured was drawn for a window of some size: what was asked for is shown anew.
    if (size.width === 0 && again === undefined) return this.changed(this.view);
    if (size.width === this.size.width && size.height === this.size.height) return;
    const { x, y, scale } = this.view;
    if (again === undefined) return this.set({ scale, x: x + (this.size.width - size.width) / 2, y });
    again();
    if (revealed !== undefined) this.reveal(revealed);
  };

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.surface = undefined;
    this.pointers.clear();
  }

  /** Whether the last pointer that was let go had moved: what follows is no click. */
  get dragged(): boolean {
    return this.moved > 4;
  }

  /** Whether the view is not that which was asked for: a person has moved it, or something was kept in its place. */
  get isMoved(): boolean {
    return this.again === undefined;
  }

  /** Of the surface, as it was seen last: asking the browser anew would have it lay out the page. */
  get window(): { readonly width: number; readonly height: number } {
    if (this.size.width > 0) return this.size;
    const found = this.measured();
    if ((this.surface?.getClientRects().length ?? 0) > 0) this.size = found;
    return found;
  }

  private measured(): { readonly width: number; readonly height: number } {
    const { width, height } = this.surface?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { width: width || 800, height: height || 600 };
  }

  set(view: View): void {
    [this.again, this.revealed, this.isWhole] = [undefined, undefined, false];
    this.view = { ...view, scale: clamped(view.scale) };
    this.changed(this.view);
  }

  /** Scales around a place of the window, its middle where none is given. */
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
    const { width, height } = this.window;
    const { x, y } = at ?? { x: width / 2, y: height / 2 };
    const scale = clamped(this.view.scale * factor);
    const by = scale / this.view.scale;
    this.set({ scale, x: x - (x - this.view.x) * by, y: y - (y - this.view.y) * by });
  }

  in = (): void => this.zoom(STEP);
  out = (): void => this.zoom(1 / STEP);

  /** Shows a box whole, in the middle; never larger than it is. */
  fit(box: Box, largest = FITTED): void {
    const { width, height } = this.window;
    const whole = fitting(box, width, height, largest);
    const bottom = whole.y + (box.y + box.height) * whole.scale;
    const isUnder = whole.x + box.x * whole.scale < this.corner.width && bottom > height - this.corner.height;
    this.set(isUnder ? fitting(box, width, height - this.corner.height, largest) : whole);
    [this.again, this.isWhole] = [() => this.fit(box, largest), this.view.scale > LEAST];
  }

  /** Shows a new picture: whole where it can be read so, else from its beginning. */
  begin(picture: Picture, first: Box | undefined, before?: { readonly width: number; readonly scale: number }): void {
    this.fit({ x: 0, y: 0, width: picture.width, height: picture.height });
    const whole = this.view.scale;
    const { width } = this.window;
    const isPart = whole < READABLE && first !== undefined;
    // A message above the picture, or a pane below it, makes its window lower: what is read stays as large as it is.
    if (isPart)
      this.set(this.beginning(picture, first, before?.width === width ? before.scale : this.read(picture, whole)));
    const shown = isPart ? { width, scale: this.view.scale } : undefined;
    this.again = () => this.begin(picture, first, shown);
  }

  /** How large a picture is read of which a part is seen: as wide as it is, for one reads on in one direction. */
  private read({ width, height, direction }: Picture, whole: number): number {
    const across = direction === "down" ? this.window.width / width : this.window.height / height;
    return whole >= NEARLY ? READABLE : Math.max(READABLE, Math.min(1, across));
  }

  private beginning({ direction }: Picture, first: Box, scale: number): View {
    const { width, height } = this.window;
    const [x, y] = [first.x + first.width / 2, first.y + first.height / 2];
    return direction === "down"
      ? { scale, x: width / 2 - x * scale, y: 8 }
      : { scale, x: 8, y: height / 2 - y * scale };
  }

  /** Moves a place of the picture to the middle. */
  centre({ x, y }: { readonly x: number; readonly y: number }): void {
    const { width, height } = this.window;
    const { scale } = this.view;
    this.set({ scale, x: width / 2 - x * scale, y: height / 2 - y * scale });
  }

  /** Shows a box large enough to be read, in the middle where it was not. */
  approach(box: Box): void {
    if (this.view.scale >= NEARLY) return this.reveal(box);
    this.view = { ...this.view, scale: READABLE };
    this.centre({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }

  /** Moves as little as shows a box with some room around it; where it is too large, its upper left corner. */
  reveal(box: Box, room = 56): void {
    const { again } = this;
    this.revealed = box;
    if (this.isWhole) return;
    const { width, height } = this.window;
    const { x, y, scale } = this.view;
    const along = (offset: number, from: number, size: number, space: number): number => {
      const [low, high] = [from * scale + offset - room, (from + size) * scale + offset + room];
      if (low >= 0 && high <= space) return offset;
      return low < 0 || high - low > space ? offset - low : offset - (high - space);
    };
    const next = { scale, x: along(x, box.x, box.width, width), y: along(y, box.y, box.height, height) };
    if (next.x !== x || next.y !== y) this.set(next);
    [this.again, this.revealed] = [again, box];
  }

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const line = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) return this.zoom(Math.exp(-event.deltaY * line * 0.01), this.placeOf(event));
    const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
    const { x, y, scale } = this.view;
    this.set({ scale, x: x - dx * line, y: y - dy * line });
  };

  private readonly down = (event: PointerEvent): void => {
    if (event.button > 1) return;
    this.pointers.set(event.pointerId, this.placeOf(event));
    if (this.pointers.size === 1) this.moved = 0;
  };

  private readonly move = (event: PointerEvent): void => {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = this.placeOf(event);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    this.moved += Math.abs(dx) + Math.abs(dy);
    if (!this.dragged) return;
    if (!this.surface?.hasPointerCapture(event.pointerId)) this.surface?.setPointerCapture(event.pointerId);
    const { x, y, scale } = this.view;
    this.set({ scale, x: x + dx / this.pointers.size, y: y + dy / this.pointers.size });
    if (other !== undefined) this.zoom(distance(now, other) / Math.max(1, distance(before, other)), middle(now, other));
  };

  private readonly up = (event: PointerEvent): void => void this.pointers.delete(event.pointerId);

  private placeOf({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = this.surface?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: clientX - left, y: clientY - top };
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** How a box lies in the middle of a window; where it is too large for the least scale, its beginning. */
function fitting(box: Box, width: number, height: number, largest: number): View {
  const scale = clamped(Math.min(largest, width / Math.max(box.width, 1), height / Math.max(box.height, 1)));
  const along = (from: number, size: number, space: number): number => {
    const beside = (space - size * scale) / 2;
    return (beside < -1 ? 8 : beside) - from * scale;
  };
  return { scale, x: along(box.x, box.width, width), y: along(box.y, box.height, height) };
}

const clamped = (scale: number): number => Math.min(MOST, Math.max(LEAST, scale));
const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Place, b: Place): Place => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
