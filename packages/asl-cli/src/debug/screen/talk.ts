import type { Colours } from "../../output.js";
import type { Paper } from "../paper.js";
import { counted } from "../words.js";
import { wrap } from "./fit.js";
import { filled, type Size, titleRow } from "./pane.js";

/** Lines that are kept. */
const MOST = 2000;

/** What commands have told, as a roll of lines; the end is in sight unless somebody looks back. */
export class Talk implements Paper {
  private lines: string[] = [];
  /** Lines since the last command. */
  private fresh = 0;
  /** Lines below those in sight, where somebody has looked through them. */
  private below: number | undefined = undefined;
  private room = 1;

  constructor(
    readonly colours: Colours,
    private readonly columns: () => number,
  ) {}

  get width(): number {
    return Math.max(20, this.columns());
  }

  line(text = ""): void {
    const wrapped = wrap(text, this.width);
    this.lines.push(...wrapped);
    this.fresh += wrapped.length;
    if (this.lines.length > MOST) this.lines = this.lines.slice(-MOST);
  }

  /** A command begins. */
  begin(command: string): void {
    this.fresh = 0;
    this.below = undefined;
    this.line(command);
  }

  /** Rows it would like to have. */
  get wish(): number {
    return this.fresh + 1;
  }

  /** Looks so many pages back, or forward where it is below 0. */
  scroll(pages: number): void {
    const by = pages * Math.max(1, this.room - 1);
    this.below = Math.max(0, Math.min(this.hidden + by, this.lines.length - this.room));
  }

  /** Lines below those in sight: of a command that told more than fits the beginning is shown, where it is still kept. */
  private get hidden(): number {
    return this.below ?? (this.fresh > this.lines.length ? 0 : Math.max(0, this.fresh - this.room));
  }

  /** As a pane. `isGoing`: the end is in sight, for more is coming. */
  rows({ columns, rows }: Size, isGoing = false): string[] {
    this.room = rows - 1;
    const { room } = this;
    const hidden = isGoing ? 0 : this.hidden;
    const end = Math.max(0, this.lines.length - hidden);
    const shown = this.lines.slice(Math.max(0, end - room), end);
    const title = hidden > 0 ? `Commands (${counted(hidden, "more line")}: PgDn)` : "Commands";
    return [titleRow(this.colours, title, columns), ...filled(shown, { columns, rows: room })];
  }
}
