import xterm from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { CommandHistory } from "../../../packages/asl-cli/src/debug/command-history.js";
import type { Key } from "../../../packages/asl-cli/src/debug/screen/editor.js";
import { Screen } from "../../../packages/asl-cli/src/debug/screen/screen.js";
import { allColours } from "../../../packages/asl-cli/src/output.js";
import { draw } from "../../../scripts/terminal-picture.mjs";
import { openingOf, refund } from "./desk.js";

const SIZE = { columns: 110, rows: 30 };
const TITLE =
  "asl debug fills the terminal: the states with their marks, the data of the state at hand, the events, and a prompt";

describe("the picture of the debugger", () => {
  it("is what its screen looks like (vitest -u draws it)", async () => {
    const emulation = new xterm.Terminal({ cols: SIZE.columns, rows: SIZE.rows, allowProposedApi: true });
    let hear = (_: Key): void => {};
    const terminal = {
      size: SIZE,
      write: (text: string) => emulation.write(text),
      enter: () => emulation.write("\u001b[?7l"),
      leave: () => {},
      onKey: (told: (key: Key) => void) => void (hear = told),
      onResize: () => {},
    };
    const press = (name: string, text?: string) => hear({ text, name, ctrl: false, meta: false, shift: false });
    const opening = { ...(await openingOf(refund)), title: "parcel-refund.asl.json" };
    const screen = new Screen(terminal, opening, new CommandHistory(false), allColours);
    screen.start();
    for (const command of ["break Issue voucher", "continue", "why"]) {
      for (const char of command) press(char, char);
      press("return");
      while (screen.isBusy) await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise<void>((resolve) => emulation.write("", resolve));
    const lines = Array.from({ length: SIZE.rows }, (_, row) => lineOf(emulation, row));
    await expect(draw(lines.join("\n"), TITLE)).toMatchFileSnapshot("../../../docs/images/debug.svg");
  });
});

/** A row of the screen with colour sequences. */
function lineOf(emulation: xterm.Terminal, row: number): string {
  const line = emulation.buffer.active.getLine(emulation.buffer.active.baseY + row);
  const cells = Array.from({ length: SIZE.columns }, (_, column) => line?.getCell(column));
  let [text, before] = ["", ""];
  for (const cell of cells) {
    if (cell === undefined || cell.getWidth() === 0) continue;
    const look = lookOf(cell);
    if (look !== before) text += `\u001b[22m\u001b[39m\u001b[27m${look}`;
    text += cell.getChars() || " ";
    before = look;
  }
  // A code that changes nothing parts words that stand far from each other: each stands where it does on the screen.
  return text.trimEnd().replace(/ {2,}/g, "\u001b[0m$&\u001b[0m");
}

function lookOf(
  cell: NonNullable<ReturnType<NonNullable<ReturnType<xterm.Terminal["buffer"]["active"]["getLine"]>>["getCell"]>>,
): string {
  const codes = [
    ...(cell.isBold() ? [1] : []),
    ...(cell.isDim() ? [2] : []),
    ...(cell.isInverse() ? [7] : []),
    ...(cell.isFgPalette() ? [30 + cell.getFgColor()] : []),
  ];
  return codes.map((code) => `\u001b[${code}m`).join("");
}
