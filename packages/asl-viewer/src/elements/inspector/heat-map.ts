import { type Part, Parts } from "../../timeline/index.js";

/** More parts than these share squares. */
const SQUARES = 10_000;
const COLOUR: Readonly<Record<string, string>> = {
  f: "--asl-failure",
  a: "--asl-aborted",
  r: "--asl-running",
  s: "--asl-success",
  ".": "--asl-lane-line",
};
/** Squares of these looks are smaller, so that they are told apart without colour: how much of a square they fill. */
const FILL: Readonly<Record<string, number>> = { f: 1, a: 0.5, r: 0.75, s: 0.75, ".": 0.3 };

/** Parts of a Map as squares in rows: 100 in a row where there are many. */
export class HeatMap {
  private readonly cells: Parts;
  private readonly columns: number;
  private side = 4;

  constructor(readonly parts: Parts<Part>) {
    this.cells = new Parts(parts.parts, parts.total, SQUARES);
    const { total } = parts;
    this.columns = total > 1000 ? 100 : total > 100 ? 50 : 25;
  }

  /** How many parts share a square. */
  get size(): number {
    return this.cells.size;
  }

  /** O(squares). */
  paint(canvas: HTMLCanvasElement, place: number, colour: (name: string) => string): void {
    const looks = this.cells.looks(place);
    const width = canvas.clientWidth || 300;
    this.side = Math.max(2, Math.min(14, width / this.columns));
    const height = Math.ceil(looks.length / this.columns) * this.side;
    const ratio = devicePixelRatio || 1;
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    canvas.style.height = `${height}px`;
    const paper = canvas.getContext("2d");
    if (paper === null) return;
    paper.scale(ratio, ratio);
    for (const letter of "sar.f") this.squares(paper, looks, letter, colour(COLOUR[letter]));
  }

  private squares(paper: CanvasRenderingContext2D, looks: string, letter: string, colour: string): void {
    const { side, columns } = this;
    const inner = Math.max(1, (side - (side > 4 ? 1 : 0.4)) * FILL[letter]);
    const inset = (side - inner) / 2;
    paper.fillStyle = colour;
    for (let at = looks.indexOf(letter); at >= 0; at = looks.indexOf(letter, at + 1))
      paper.fillRect((at % columns) * side + inset, Math.floor(at / columns) * side + inset, inner, inner);
  }

  /** The numbers of the first and last part of the square at a point, in pixels of the canvas. */
  rangeAt(x: number, y: number): [from: number, to: number] | undefined {
    const [column, row] = [Math.floor(x / this.side), Math.floor(y / this.side)];
    const from = (row * this.columns + column) * this.size;
    if (column < 0 || column >= this.columns || row < 0 || from >= this.parts.total) return undefined;
    return [from, Math.min(this.parts.total, from + this.size) - 1];
  }
}
