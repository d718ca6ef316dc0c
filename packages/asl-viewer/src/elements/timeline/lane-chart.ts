import { STATUSES, type Status } from "../../markers.js";
import { cut } from "../../text.js";
import { shortDuration, statusOfVisit, type Timeline, type Visit } from "../../timeline/index.js";
import { Density } from "./density.js";

/** Height of a row. */
export const ROW = 22;
const [BAR, LEAST] = [16, 3];
/** Width of a letter in a bar, on average: measuring or clipping each label would cost more than drawing it. */
export const LETTER = 6.2;

/** A picture that is kept while it stays the same. */
export interface Kept {
  key: string;
  picture: HTMLCanvasElement | undefined;
}

/** How much of what is still to come is hidden. */
export const TO_COME = 0.65;

/** Colours of bars that share a pixel, the worst last. */
const RANKS = ["--asl-aborted", "--asl-error", "--asl-failure"];

type Span = readonly [from: number, to: number];

/** What is seen of the rows: a part of the run, as shares, and how far down they are scrolled. */
interface Seen {
  readonly span: Span;
  readonly top: number;
}

/** Draws a run on canvases: the whole of it as a strip, and rows of bars. */
export class LaneChart {
  /** How wide the rows are. */
  private edge = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly shareOf: (at: number) => number,
    private readonly folded: boolean,
    private readonly colour: (name: string) => string,
  ) {}

  /** How much happened when, failures on top, with what is seen below framed. O(pixels) once it is drawn. */
  strip(canvas: HTMLCanvasElement, [from, to]: Span, count: number, kept: Kept): void {
    const { paper, width, height } = paperOf(canvas);
    if (isFlat(canvas)) return;
    const now = this.shareOf(count - 1) * width;
    this.keep(canvas, kept, "", (copy) => this.density(copy, width, height));
    paper.drawImage(kept.picture!, 0, 0, width, height);
    this.pale(paper, now, width, height);
    if (to - from < 1) {
      paper.strokeStyle = this.colour("--asl-dim");
      paper.strokeRect(from * width + 0.5, 0.5, (to - from) * width - 1, height - 1);
    }
    this.cursor(paper, now, height);
  }

  /** Draws a copy of a canvas where what is kept is of another size, colour or `key`. */
  private keep(canvas: HTMLCanvasElement, kept: Kept, key: string, draw: (on: CanvasRenderingContext2D) => void): void {
    const { width, height, clientWidth, clientHeight } = canvas;
    const full = `${width} ${height} ${this.colour("--asl-accent")} ${key}`;
    if (kept.key === full) return;
    kept.key = full;
    kept.picture ??= document.createElement("canvas");
    draw(paperOf(kept.picture, clientWidth, clientHeight).paper);
  }

  /** What has not happened yet. */
  private pale(paper: CanvasRenderingContext2D, from: number, width: number, height: number): void {
    paper.globalAlpha = TO_COME;
    paper.fillStyle = this.colour("--asl-ground");
    paper.fillRect(from, 0, width - from, height);
    paper.globalAlpha = 1;
  }

  /** O(events). */
  private density(paper: CanvasRenderingContext2D, width: number, height: number): void {
    const bins = new Float64Array(Math.max(1, Math.ceil(width / 2)));
    const { timeline } = this;
    for (let at = 0; at < timeline.length; at++)
      bins[Math.min(bins.length - 1, Math.floor(this.shareOf(at) * bins.length))]++;
    const most = Math.log1p(bins.reduce((a, b) => Math.max(a, b), 1));
    paper.fillStyle = this.colour("--asl-accent");
    for (const [bin, n] of bins.entries()) {
      const tall = n === 0 ? 0 : 3 + (Math.log1p(n) / most) * (height - 13);
      paper.fillRect(bin * 2, height - 2 - tall, 1.6, tall);
    }
    paper.fillStyle = this.colour("--asl-failure");
    let last = -9;
    for (const at of timeline.errors) {
      const x = this.shareOf(at) * width;
      if (x - last < 1) continue;
      last = x;
      paper.beginPath();
      paper.moveTo(x - 4, 0);
      paper.lineTo(x + 4, 0);
      paper.lineTo(x, 6);
      paper.fill();
    }
  }

  /** The rows that are seen. O(pixels) while the same is seen, else O(visits seen) beside the search for the first. */
  lanes(canvas: HTMLCanvasElement, seen: Seen, count: number, chosen: Visit | undefined, kept: Kept): void {
    const scroller = canvas.parentElement as HTMLElement;
    canvas.style.height = `${scroller.clientHeight}px`;
    canvas.style.width = `${scroller.clientWidth}px`;
    const { paper, width, height } = paperOf(canvas);
    if (isFlat(canvas)) return;
    this.edge = width;
    const [[from, to], top] = [seen.span, seen.top];
    const x = (at: number) => ((this.shareOf(at) - from) / (to - from)) * width;
    this.keep(canvas, kept, `${from} ${to} ${top}`, (copy) => this.bars(copy, seen, x, width, height));
    paper.drawImage(kept.picture!, 0, 0, width, height);
    const now = Math.max(0, x(count - 1));
    if (now < width) this.pale(paper, now, width, height);
    if (chosen !== undefined) this.frame(paper, chosen, x, top);
    this.cursor(paper, x(count - 1), height);
  }

  private bars(
    paper: CanvasRenderingContext2D,
    { span: [from, to], top }: Seen,
    x: (at: number) => number,
    width: number,
    height: number,
  ): void {
    if (this.folded) this.folds(paper, from, to, width, height);
    const density = new Density();
    for (const frame of this.timeline.visits.frames.values()) {
      const y = frame.lane * ROW - top + 3;
      if (y < -ROW || y > height) continue;
      for (let index = firstAfter(frame.visits, this.shareOf, from); index < frame.visits.length; index++) {
        const visit = frame.visits[index];
        if (this.shareOf(visit.from) > to) break;
        const isNarrow = this.widthOf(visit, x) <= LEAST;
        if (isNarrow && !density.draws(frame.lane, Math.round(x(visit.from)), RANKS.indexOf(this.lookOf(visit))))
          continue;
        this.bar(paper, visit, x, y);
      }
    }
  }

  /** Around the bar of a visit. */
  private frame(paper: CanvasRenderingContext2D, visit: Visit, x: (at: number) => number, top: number): void {
    const lane = this.timeline.frameOf(visit)?.lane ?? 0;
    const left = this.leftOf(visit, x);
    paper.strokeStyle = this.colour("--asl-ink");
    paper.lineWidth = 2;
    const [y, width] = [lane * ROW - top + 3, this.widthOf(visit, x)];
    paper.strokeRect(left, y, width, BAR);
    paper.lineWidth = 1;
    // Seen on bars of any colour.
    paper.strokeStyle = this.colour("--asl-ground");
    if (width > 8) paper.strokeRect(left + 1.5, y + 1.5, width - 3, BAR - 3);
  }

  /** What begins where the picture ends, as the last state of a run that took no time, is drawn inside. */
  private leftOf({ from }: Visit, x: (at: number) => number): number {
    const left = x(from);
    return left > this.edge + 0.5 ? left : Math.min(left, this.edge - LEAST - 1);
  }

  private widthOf(visit: Visit, x: (at: number) => number): number {
    const end = visit.to < 0 ? this.timeline.length - 1 : visit.to;
    return Math.max(LEAST, x(end) - x(visit.from) - 1);
  }

  private folds(paper: CanvasRenderingContext2D, from: number, to: number, width: number, height: number): void {
    for (const fold of this.timeline.axis().folds) {
      const [x, w] = [((fold.x - from) / (to - from)) * width, (fold.width / (to - from)) * width];
      if (x > width || x + w < 0) continue;
      paper.globalAlpha = 0.55;
      paper.fillStyle = this.colour("--asl-inside");
      paper.fillRect(x, 0, w, height);
      paper.strokeStyle = this.colour("--asl-lane-line");
      paper.setLineDash([3, 3]);
      for (const edge of [x, x + w]) line(paper, edge, height);
      paper.setLineDash([]);
      paper.globalAlpha = 1;
      paper.fillStyle = this.colour("--asl-dim");
      paper.font = `10px ${FONT}`;
      paper.textAlign = "center";
      const text = shortDuration(fold.duration);
      if (text.length * LETTER < w - 2) paper.fillText(text, x + w / 2, height - 5);
      paper.textAlign = "left";
    }
  }

  private bar(paper: CanvasRenderingContext2D, visit: Visit, x: (at: number) => number, y: number): void {
    const [left, width] = [this.leftOf(visit, x), this.widthOf(visit, x)];
    paper.fillStyle = this.colour(visit.tries.length > 1 ? "--asl-lane-line" : this.lookOf(visit));
    if (this.isPlain && visit.tries.length < 2 && width <= ROOMY)
      return shaped(paper, this.lookOf(visit), left, y, width);
    if (this.isPale(visit)) outlined(paper, left, y, width);
    else round(paper, left, y, width, BAR);
    if (visit.tries.length > 1)
      for (const one of visit.tries) {
        paper.fillStyle = this.colour(one.failed ? "--asl-failure" : this.lookOf(visit));
        const start = Math.min(x(one.from), left + width - LEAST);
        const stop = one.to < 0 ? left + width : x(one.to);
        paper.fillRect(start, y, Math.max(LEAST, stop - start - 1), BAR);
      }
    // Of several tries, the first is written on: what lies before and between them is pale.
    const first = visit.tries.length > 1 ? visit.tries[0] : undefined;
    const begin = first === undefined ? left : x(first.from);
    const end = first === undefined || first.to < 0 ? left + width : x(first.to);
    if (end - begin > ROOMY) this.label(paper, visit, Math.max(0, begin), y, end - Math.max(0, begin));
  }

  /** Whether colours tell nothing, as where the reader's system gives them. */
  private get isPlain(): boolean {
    return this.colour("--asl-success") === this.colour("--asl-aborted");
  }

  private statusOf(visit: Visit): Status | undefined {
    return statusOfVisit(this.timeline, visit, this.timeline.length);
  }

  private lookOf(visit: Visit): string {
    if (visit.aborted) return this.statusOf(visit) === "timed-out" ? "--asl-timeout" : "--asl-aborted";
    if (visit.via?.startsWith("catch")) return "--asl-error";
    if (visit.failed) return "--asl-failure";
    if (visit.to < 0) return "--asl-running";
    return this.timeline.nodeOf(visit).kind === "Wait" ? "--asl-waiting" : "--asl-success";
  }

  /** What succeeded around others is pale, so that it stays apart from the bars inside. */
  private isPale(visit: Visit): boolean {
    const { kind } = this.timeline.nodeOf(visit);
    const isAround = kind === "Parallel" || kind === "Map";
    return isAround && visit.tries.length < 2 && this.lookOf(visit) === "--asl-success";
  }

  private label(paper: CanvasRenderingContext2D, visit: Visit, x: number, y: number, width: number): void {
    const { name } = this.timeline.nodeOf(visit);
    paper.font = `11px ${FONT}`;
    paper.fillStyle = this.colour(this.isPale(visit) ? "--asl-ink" : "--asl-ground");
    const frame = this.timeline.frameOf(visit);
    const first = frame?.within !== null && frame?.visits[0] === visit;
    const status = this.statusOf(visit);
    const sign = status === undefined || status === "succeeded" ? "" : `${STATUSES[status].sign} `;
    const text = `${sign}${first ? `${frame?.number}: ` : ""}${name}`;
    paper.fillText(cut(text, Math.floor((width - 8) / LETTER)), x + 5, y + 12);
  }

  private cursor(paper: CanvasRenderingContext2D, x: number, height: number): void {
    paper.strokeStyle = this.colour("--asl-ink");
    paper.lineWidth = 1.5;
    line(paper, Math.max(1, x), height);
    paper.lineWidth = 1;
  }

  /** The visit drawn at a place; `slack` shares beside it count too. */
  visitAt(lane: number, share: number, slack: number): Visit | undefined {
    let best: Visit | undefined;
    for (const frame of this.timeline.visits.frames.values()) {
      if (frame.lane !== lane) continue;
      for (const visit of frame.visits) {
        const end = visit.to < 0 ? this.timeline.length - 1 : visit.to;
        if (this.shareOf(visit.from) - slack <= share && this.shareOf(end) + slack >= share) best = visit;
      }
    }
    return best;
  }
}

/** Of labels. */
export const FONT = "system-ui, sans-serif";

/** The first visit that ends behind a share. */
function firstAfter(visits: readonly Visit[], shareOf: (at: number) => number, share: number): number {
  let [low, high] = [0, visits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { to } = visits[middle];
    if (to >= 0 && shareOf(to) < share) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A canvas made ready to be drawn on, in pixels of the page. */
export function paperOf(
  canvas: HTMLCanvasElement,
  width = canvas.clientWidth,
  height = canvas.clientHeight,
): { paper: CanvasRenderingContext2D; width: number; height: number } {
  const ratio = devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  const paper = canvas.getContext("2d") as CanvasRenderingContext2D;
  paper.setTransform(ratio, 0, 0, ratio, 0, 0);
  paper.clearRect(0, 0, width, height);
  return { paper, width, height };
}

/** In a pane that is folded: such a canvas can be drawn on, but not be copied. */
const isFlat = ({ width, height }: HTMLCanvasElement): boolean => width === 0 || height === 0;

function line(paper: CanvasRenderingContext2D, x: number, height: number): void {
  paper.beginPath();
  paper.moveTo(x, 0);
  paper.lineTo(x, height);
  paper.stroke();
}

/** Wider bars have a label, with a sign for what did not succeed. */
const ROOMY = 26;

/** Where colours tell nothing, narrow bars tell by their shape how a visit ended: parts of a bar, from its top, and their heights. */
const SHAPES: Readonly<Record<string, readonly (readonly [top: number, height: number])[]>> = {
  "--asl-failure": [[-3, ROW]],
  "--asl-timeout": [
    [-3, 9],
    [10, 9],
  ],
  "--asl-error": [
    [0, 6],
    [10, 6],
  ],
  "--asl-aborted": [[10, 6]],
  "--asl-running": [[0, 6]],
  "--asl-waiting": [[6, 4]],
};

/** Draws a bar of whose look colours tell nothing. */
export function shaped(
  paper: Pick<CanvasRenderingContext2D, "fillRect">,
  look: string,
  x: number,
  y: number,
  width: number,
): void {
  for (const [top, height] of SHAPES[look] ?? [[0, BAR]]) paper.fillRect(x, y + top, width, height);
}

/** How much of its colour a pale bar has. */
const PALE = 0.2;

/** A pale bar in the colour to fill with, and its outline; a narrow one is nothing but outline. */
function outlined(paper: CanvasRenderingContext2D, x: number, y: number, width: number): void {
  if (width < 5) return paper.fillRect(x, y, width, BAR);
  paper.globalAlpha = PALE;
  round(paper, x, y, width, BAR);
  paper.globalAlpha = 1;
  paper.strokeStyle = paper.fillStyle;
  paper.beginPath();
  paper.roundRect(x + 0.5, y + 0.5, width - 1, BAR - 1, 3);
  paper.stroke();
}

/** Corners of narrow bars could not be seen. */
function round(paper: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  if (width < 5) return paper.fillRect(x, y, width, height);
  paper.beginPath();
  paper.roundRect(x, y, width, height, Math.min(3, width / 2));
  paper.fill();
}
