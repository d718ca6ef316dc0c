import { shortDuration, type Timeline, type Visit } from "../timeline/index.js";

/** Height of a row. */
export const ROW = 22;
const [BAR, LEAST] = [16, 2];
/** Width of a letter in a bar, on average: measuring or clipping each label would cost more than drawing it. */
const LETTER = 6.2;

/** A picture that is kept while it stays the same. */
export interface Kept {
  key: string;
  picture: HTMLCanvasElement | undefined;
}

type Span = readonly [from: number, to: number];

/** Draws a run on canvases: the whole of it as a strip, and rows of bars. */
export class LaneChart {
  constructor(
    private readonly timeline: Timeline,
    private readonly shareOf: (at: number) => number,
    private readonly folded: boolean,
    private readonly colour: (name: string) => string,
  ) {}

  /** How much happened when, failures on top, with what is seen below framed. O(pixels) once it is drawn. */
  strip(canvas: HTMLCanvasElement, [from, to]: Span, count: number, kept: Kept): void {
    const { paper, width, height } = paperOf(canvas);
    const now = this.shareOf(count - 1) * width;
    const key = `${canvas.width} ${canvas.height} ${this.colour("--asl-accent")}`;
    if (kept.key !== key) {
      kept.key = key;
      kept.picture = copyOf(canvas);
      this.density(paperOf(kept.picture, width, height).paper, width, height);
    }
    paper.drawImage(kept.picture!, 0, 0, width, height);
    paper.globalAlpha = 0.6;
    paper.fillStyle = this.colour("--asl-ground");
    paper.fillRect(now, 0, width - now, height);
    paper.globalAlpha = 1;
    if (to - from < 1) {
      paper.strokeStyle = this.colour("--asl-dim");
      paper.strokeRect(from * width + 0.5, 0.5, (to - from) * width - 1, height - 1);
    }
    this.cursor(paper, now, height);
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

  /** The rows that are seen. O(visits seen) beside the search for the first. */
  lanes(canvas: HTMLCanvasElement, [from, to]: Span, count: number, top: number, chosen: Visit | undefined): void {
    const scroller = canvas.parentElement as HTMLElement;
    canvas.style.height = `${scroller.clientHeight}px`;
    canvas.style.width = `${scroller.clientWidth}px`;
    const { paper, width, height } = paperOf(canvas);
    const x = (at: number) => ((this.shareOf(at) - from) / (to - from)) * width;
    if (this.folded) this.folds(paper, from, to, width, height);
    for (const frame of this.timeline.visits.frames.values()) {
      const y = frame.lane * ROW - top + 3;
      if (y < -ROW || y > height) continue;
      for (let index = firstAfter(frame.visits, this.shareOf, from); index < frame.visits.length; index++) {
        const visit = frame.visits[index];
        if (this.shareOf(visit.from) > to) break;
        this.bar(paper, visit, x, y, count, visit === chosen);
      }
    }
    this.cursor(paper, x(count - 1), height);
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
      if (w > 34) paper.fillText(shortDuration(fold.duration), x + w / 2, height - 5, w - 2);
      paper.textAlign = "left";
    }
  }

  private bar(
    paper: CanvasRenderingContext2D,
    visit: Visit,
    x: (at: number) => number,
    y: number,
    count: number,
    chosen: boolean,
  ): void {
    const { timeline } = this;
    const end = visit.to < 0 ? timeline.length - 1 : visit.to;
    const left = x(visit.from);
    const width = Math.max(LEAST, x(end) - left - 1);
    paper.globalAlpha = visit.from < count ? 1 : 0.3;
    paper.fillStyle = this.colour(visit.tries.length > 1 ? "--asl-lane-line" : this.lookOf(visit));
    round(paper, left, y, width, BAR);
    if (visit.tries.length > 1)
      for (const one of visit.tries) {
        paper.fillStyle = this.colour(one.failed ? "--asl-failure" : this.lookOf(visit));
        const [start, stop] = [x(one.from), x(one.to < 0 ? end : one.to)];
        paper.fillRect(start, y, Math.max(LEAST, stop - start - 1), BAR);
      }
    if (chosen) {
      paper.strokeStyle = this.colour("--asl-ink");
      paper.lineWidth = 2;
      paper.strokeRect(left, y, width, BAR);
      paper.lineWidth = 1;
    }
    if (width > 26) this.label(paper, visit, Math.max(0, left), y, width + Math.min(0, left));
    paper.globalAlpha = 1;
  }

  private lookOf(visit: Visit): string {
    if (visit.aborted) return "--asl-aborted";
    if (visit.via?.startsWith("catch")) return "--asl-error";
    if (visit.failed) return "--asl-failure";
    if (visit.to < 0) return "--asl-running";
    const { kind } = this.timeline.nodeOf(visit);
    return kind === "Wait" ? "--asl-waiting" : kind === "Parallel" || kind === "Map" ? "--asl-line" : "--asl-success";
  }

  private label(paper: CanvasRenderingContext2D, visit: Visit, x: number, y: number, width: number): void {
    const { name } = this.timeline.nodeOf(visit);
    paper.font = `11px ${FONT}`;
    paper.fillStyle = this.colour(visit.tries.length > 1 ? "--asl-ink" : "--asl-ground");
    const frame = this.timeline.frameOf(visit);
    const first = frame?.within !== null && frame?.visits[0] === visit;
    const text = first ? `${frame?.number}: ${name}` : name;
    const room = Math.floor((width - 8) / LETTER);
    paper.fillText(text.length > room ? `${text.slice(0, room - 1)}…` : text, x + 5, y + 12);
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

const FONT = "system-ui, sans-serif";

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

function copyOf({ width, height }: HTMLCanvasElement): HTMLCanvasElement {
  return Object.assign(document.createElement("canvas"), { width, height });
}

function paperOf(
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

function line(paper: CanvasRenderingContext2D, x: number, height: number): void {
  paper.beginPath();
  paper.moveTo(x, 0);
  paper.lineTo(x, height);
  paper.stroke();
}

function round(paper: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  paper.beginPath();
  paper.roundRect(x, y, width, height, Math.min(3, width / 2));
  paper.fill();
}
