import type { Colours } from "../../output.js";
import type { Paper } from "../paper.js";
import { wrap } from "./fit.js";
import { filled, type Size, titleRow } from "./pane.js";

/** Lines that are kept. */
const MOST = 2000;

/** What commands have told, as a roll of lines; the end is in sight unless somebody looks back. */
export class Talk implements Paper {
  private lines: string[] = [];
  /** Lines since the last command. */
  private fresh = 0;
  /** Lines the end is out of sight by. */
  private back = 0;

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
    this.back = 0;
    this.line(command);
  }

  /** Rows it would like to have. */
  get wish(): number {
    return this.fresh + 1;
  }

  scroll(by: number, rows: number): void {
    this.back = Math.max(0, Math.min(this.back + by, this.lines.length - rows + 1));
  }

  /** As a pane. Where the last command told more than fits, its beginning is in sight. */
  rows({ columns, rows }: Size): string[] {
    const room = rows - 1;
    const hidden = Math.max(0, this.fresh - room);
    const end = Math.max(
      0,
      this.lines.length - (this.back === 0 ? hidden : Math.min(this.back + hidden, this.lines.length)),
    );
    const shown = this.lines.slice(Math.max(0, end - room), end);
    const below = this.lines.length - end;
    const title = below > 0 ? `Commands (${below} more lines: PgDn)` : "Commands";
    return [titleRow(this.colours, title, columns), ...filled(shown, { columns, rows: room })];
  }
}
