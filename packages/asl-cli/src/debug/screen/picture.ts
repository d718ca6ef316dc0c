import { clearViewport, cursorHide, cursorShow, cursorTo, eraseEndLine } from "ansi-escapes";
import type { Size } from "./pane.js";
import type { Terminal } from "./terminal.js";

/** What is on a terminal's screen: only rows that have changed are written again. */
export class Picture {
  private shown: readonly string[] = [];
  private size: Size = { columns: 0, rows: 0 };

  constructor(private readonly terminal: Terminal) {}

  /**
   * Draws rows, and puts the cursor into the last of them. A row is erased before it is drawn: after it, the cursor of a full
   * one stands on its last character, which would go with the rest.
   */
  draw(rows: readonly string[], cursor: number): void {
    const { size } = this.terminal;
    const isOther = size.columns !== this.size.columns || size.rows !== this.size.rows;
    const before = isOther ? [] : this.shown;
    const changed = rows
      .map((row, y) => (row === before[y] ? "" : `${cursorTo(0, y)}${eraseEndLine}${row}\u001b[0m`))
      .join("");
    this.size = size;
    this.shown = [...rows];
    const place = cursorTo(Math.max(0, Math.min(cursor, size.columns - 1)), rows.length - 1);
    this.terminal.write(`${cursorHide}${isOther ? clearViewport : ""}${changed}${place}${cursorShow}`);
  }

  /** The whole screen is to be drawn again: others may have written to it. */
  forget(): void {
    this.size = { columns: 0, rows: 0 };
  }
}
