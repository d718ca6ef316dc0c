import xterm from "@xterm/headless";
import { describe, expect, it } from "vitest";
import { CommandHistory } from "../../../packages/asl-cli/src/debug/command-history.js";
import type { Key } from "../../../packages/asl-cli/src/debug/screen/editor.js";
import { fit as fitted, width, wrap } from "../../../packages/asl-cli/src/debug/screen/fit.js";
import type { Size } from "../../../packages/asl-cli/src/debug/screen/pane.js";
import { Screen } from "../../../packages/asl-cli/src/debug/screen/screen.js";
import type { Terminal } from "../../../packages/asl-cli/src/debug/screen/terminal.js";
import { allColours, noColours } from "../../../packages/asl-cli/src/output.js";
import { openingOf, refund, type Setting } from "./desk.js";

/** A terminal of some size, with the emulation that VS Code has inside. */
class FakeTerminal implements Terminal {
  readonly emulation: xterm.Terminal;
  /** Characters that were written. */
  written = 0;
  private hear: (key: Key) => void = () => {};
  private resized: () => void = () => {};

  constructor(public size: Size) {
    this.emulation = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
  }
  write(text: string): void {
    this.written += text.length;
    this.emulation.write(text);
  }
  /** Rows are never broken, as on the real one. */
  enter(): void {
    this.emulation.write("\u001b[?7l");
  }
  leave(): void {}
  onKey(hear: (key: Key) => void): void {
    this.hear = hear;
  }
  onResize(hear: () => void): void {
    this.resized = hear;
  }
  resize(columns: number, rows: number): void {
    this.size = { columns, rows };
    this.emulation.resize(columns, rows);
    this.resized();
  }
  press(name: string, more: Partial<Key> = {}): void {
    this.hear({ text: undefined, name, ctrl: false, meta: false, shift: false, ...more });
  }
  type(text: string): void {
    for (const char of text) this.press(char, { text: char });
  }
  /** What stands on the screen. */
  async rows(): Promise<string[]> {
    await new Promise<void>((resolve) => this.emulation.write("", resolve));
    const { active } = this.emulation.buffer;
    return Array.from({ length: this.size.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? "").trimEnd(),
    );
  }
  get cursor(): [column: number, row: number] {
    const { active } = this.emulation.buffer;
    return [active.cursorX, active.cursorY];
  }
}

async function opened(setting: Setting, columns: number, rows: number, colours = noColours) {
  const terminal = new FakeTerminal({ columns, rows });
  const screen = new Screen(terminal, await openingOf(setting), new CommandHistory(false), colours);
  screen.start();
  /** Types commands and waits until they are done. */
  const enter = async (...commands: readonly string[]) => {
    for (const command of commands) {
      terminal.type(command);
      terminal.press("return");
      while (screen.isBusy) await new Promise((resolve) => setImmediate(resolve));
    }
    return terminal.rows();
  };
  return { terminal, screen, enter };
}

const SIZES: [number, number][] = [
  [80, 24],
  [200, 60],
  [130, 30],
  [56, 13],
  [55, 14],
  [40, 12],
  [30, 8],
  [20, 5],
  [12, 3],
  [5, 2],
  [1, 1],
];

describe("the screen", () => {
  it("shows states, data, events, what commands told, and the prompt at 80 × 24", async () => {
    const { enter, terminal } = await opened(refund, 80, 24);
    const rows = await enter("break Issue voucher", "c");
    expect(rows[0]).toMatch(/^ machine {2}\[10\] {2}breakpoint 1 +\+500ms$/);
    expect(rows[1]).toMatch(/^── States ─+│── before Issue voucher \(Task\) ─+$/);
    expect(rows.join("\n")).toMatch(/^ ↳ Refund card .*caught │/m);
    expect(rows.join("\n")).toMatch(/^→· Issue voucher/m);
    expect(rows.join("\n")).toContain('"Cause": "Too old"');
    expect(rows.join("\n")).toMatch(/^── Watched and breakpoints|● 1 Issue voucher/m);
    expect(rows.join("\n")).toMatch(/StateExited +Large refund\?/);
    expect(rows.at(-1)).toBe("asl> Enter: c   n next  s step  b back  c continue  h help  q quit");
    expect(terminal.cursor).toEqual([5, 23]);
  });

  it("shows the definition and the stack, too, at 200 × 60", async () => {
    const { enter } = await opened(refund, 200, 60);
    const text = (await enter("until Refund card", "s", "s", "s")).join("\n");
    expect(text).toMatch(/→ 18 +"Refund card": \{/);
    expect(text).toContain("── Stack, 1 thread ");
    expect(text).toContain("in Refund card (Task) after Parameters");
    expect(text).toMatch(/Parameters +\{FunctionName: "refund-card", Payload: \{…\}\}/);
  });

  it("marks what a stage has added", async () => {
    const { enter } = await opened(refund, 80, 40);
    const text = (await enter("until Paid by card?", "b", "goto 3", "s", "s", "s")).join("\n");
    expect(text).toMatch(/ {2}"orderId": "R-2072",[\s\S]*\+ {3}"order": \{/);
  });

  it.each(SIZES)("fits into %i × %i to the column, before, in and after a run", async (columns, rows) => {
    const { enter, terminal, screen } = await opened(refund, columns, rows, allColours);
    for (const command of ["s", "help", "why", "until Large refund?", "br Tell customer", "watch $.x", "c", "c"]) {
      await enter(command);
      expect(screen.shown.map(width)).toEqual(screen.shown.map(() => columns));
      expect(screen.shown.length).toBe(rows - 1);
    }
    expect((await terminal.rows()).length).toBe(rows);
  });

  it("follows a terminal whose size changes", async () => {
    const { enter, terminal } = await opened(refund, 80, 24);
    await enter("until Large refund?");
    for (const [columns, rows] of [...SIZES, [80, 24] as const]) terminal.resize(columns, rows);
    const rows = await terminal.rows();
    expect(rows[0]).toMatch(/^ machine {2}\[9\] +\+500ms$/);
    expect(rows.join("\n")).toContain("before Large refund? (Choice)");
  });

  it("writes only rows that have changed", async () => {
    const { terminal } = await opened(refund, 80, 24);
    const before = terminal.written;
    terminal.type("p");
    expect(terminal.written - before).toBeLessThan(250);
  });

  it.each(SIZES)("draws the last column at %i × %i, and leaves it there", async (columns, rows) => {
    const { enter, terminal } = await opened(refund, columns, rows);
    const written: string[] = [];
    const write = terminal.write.bind(terminal);
    terminal.write = (text) => {
      written.push(text);
      write(text);
    };
    await enter(`print "${Array.from({ length: 60 }, (_, i) => String(i).padStart(4, "0")).join(".")}"`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences that move the cursor or erase
    const rest = written.join("").match(/(?<!\u001b\[[\d;]*H)\u001b\[0?K/g);
    expect(rest).toBeNull();
  });

  it("shows all of a long value", async () => {
    const { enter } = await opened(refund, 80, 24);
    const value = Array.from({ length: 60 }, (_, i) => String(i).padStart(4, "0")).join(".");
    const shown = (await enter(`print "${value}"`)).map((row) => row.replace(/^ {2}/, "")).join("");
    expect(shown).toContain(`"${value}"`);
  });

  it("says what is wrong with a command, and goes on", async () => {
    const { enter } = await opened(refund, 80, 24);
    const text = (await enter("nxet")).join("\n");
    expect(text).toContain("! there is no command nxet\n  Did you mean next?");
  });

  it("shows all of what was told, at its beginning, and more at a key", async () => {
    const { enter, terminal } = await opened(refund, 80, 24);
    expect((await enter("help")).join("\n")).toMatch(/asl> help\nGo\n {2}next, n/);
    expect((await terminal.rows()).join("\n")).toMatch(/Commands \(\d+ more lines: PgDn\)/);
    for (let page = 0; page < 10; page++) terminal.press("pagedown");
    expect((await terminal.rows()).at(-2)).toMatch(/a comment\.$/);
    terminal.press("pageup");
    expect((await terminal.rows()).join("\n")).toContain("more lines: PgDn");
  });

  it("completes with Tab, and offers where several fit", async () => {
    const { terminal } = await opened(refund, 80, 24);
    terminal.type("bre");
    terminal.press("tab");
    expect((await terminal.rows()).at(-1)).toBe("asl> break");
    terminal.type(" Issu");
    terminal.press("tab");
    expect((await terminal.rows()).at(-1)).toBe("asl> break Issue voucher");
    terminal.press("u", { ctrl: true });
    terminal.type("un");
    terminal.press("tab");
    expect((await terminal.rows()).join("\n")).toContain("until   unwatch");
  });

  it("knows the keys of other debuggers", async () => {
    const { terminal, screen } = await opened(refund, 80, 24);
    const settle = async () => {
      while (screen.isBusy) await new Promise((resolve) => setImmediate(resolve));
      return (await terminal.rows())[0];
    };
    terminal.press("f10");
    expect(await settle()).toContain("[4]");
    terminal.press("f11");
    expect(await settle()).toContain("[4.1]");
    terminal.press("f10", { shift: true });
    expect(await settle()).toContain("[4]");
    terminal.press("f5");
    expect(await settle()).toContain("SUCCEEDED");
  });

  it("shows how to answer a task before what it asks at 80 × 24", async () => {
    const { enter } = await opened({ ...refund, answers: undefined }, 80, 24);
    expect((await enter("c")).join("\n")).toMatch(/needs an answer .*\n {2}answer \{…\}, or fail Error cause\n/);
  });

  it("tells while the run goes on how far it has come", async () => {
    const setting = { ...refund, answers: undefined, handler: () => new Promise<never>(() => {}) };
    const { terminal, screen } = await opened(setting, 80, 24);
    terminal.type("c");
    terminal.press("return");
    await new Promise((resolve) => setImmediate(resolve));
    screen.draw();
    expect((await terminal.rows())[0]).toMatch(/^ machine {2}\[2\] {2}goes on$/);
  });

  it("shows what log points say while the run goes on, and its end where it was much", async () => {
    const definition = {
      StartAt: "A",
      States: {
        A: { Type: "Pass", Next: "B" },
        B: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "C" }], Default: "A" },
        C: { Type: "Succeed" },
      },
    };
    const { terminal, screen, enter } = await opened({ definition }, 80, 24);
    await enter('break A log "so far"');
    terminal.type("c");
    terminal.press("return");
    while (screen.desk.session.length < 6000) await new Promise((resolve) => setImmediate(resolve));
    screen.draw();
    expect((await terminal.rows()).at(-2)).toMatch(/^\[\d+\] log 1: so far$/);
    terminal.press("c", { ctrl: true });
    while (screen.isBusy) await new Promise((resolve) => setImmediate(resolve));
    const rows = await terminal.rows();
    expect(rows.at(-3)).toMatch(/^\[\d+\] log 1: so far$/);
    expect(rows.at(-2)).toMatch(/paused {2}before A/);
  });

  it("says of a value that is too large that it is", async () => {
    const { enter } = await opened({ ...refund, input: { text: "x".repeat(200_001) } }, 80, 24);
    expect((await enter("where")).join("\n")).toContain("too large to be laid out");
  });

  it("pauses at Ctrl-C what goes on without end", async () => {
    const definition = { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } } };
    const { terminal, screen } = await opened({ definition }, 80, 24);
    terminal.type("continue");
    terminal.press("return");
    expect(screen.isBusy).toBe(true);
    terminal.press("c", { ctrl: true });
    while (screen.isBusy) await new Promise((resolve) => setImmediate(resolve));
    expect((await terminal.rows())[0]).toMatch(/paused|end/);
  });

  it("leaves at a second Ctrl-C where a handler never answers", async () => {
    const setting = { ...refund, answers: undefined, handler: () => new Promise<never>(() => {}) };
    const { terminal, screen } = await opened(setting, 80, 24);
    screen.desk.session.pause = () => {};
    terminal.type("c");
    terminal.press("return");
    terminal.press("c", { ctrl: true });
    expect((await terminal.rows()).at(-1)).toBe("pauses … another Ctrl-C leaves");
    terminal.press("c", { ctrl: true });
    await screen.ended;
  });

  it("empties the line at Ctrl-C, and ends at the second at an empty one", async () => {
    const { terminal, screen } = await opened(refund, 80, 24);
    let isOver = false;
    void screen.ended.then(() => (isOver = true));
    terminal.type("next");
    for (const expected of ["asl> n next", "another Ctrl-C"]) {
      terminal.press("c", { ctrl: true });
      expect((await terminal.rows()).join("\n")).toContain(expected);
      expect(isOver).toBe(false);
    }
    terminal.press("c", { ctrl: true });
    await screen.ended;
    expect(isOver).toBe(true);
  });

  it.each(["quit", "q"])("ends at %s", async (command) => {
    const { enter, screen } = await opened(refund, 80, 24);
    await enter(command);
    await screen.ended;
  });

  it("shows long lines by their end, where the cursor is", async () => {
    const { terminal } = await opened(refund, 30, 10);
    terminal.type(`print ${"x".repeat(40)}end`);
    expect((await terminal.rows()).at(-1)).toMatch(/^asl> ….*end$/);
  });
});

describe("rows", () => {
  const red = allColours.red;

  it.each([
    ["abc", 5, "abc  "],
    ["abcdef", 4, "abc…"],
    ["长长长", 4, "长… "],
    ["", 2, "  "],
    ["abc", 0, ""],
  ])("%j in %i columns is %j", (text, columns, row) => {
    expect(fitted(text, columns)).toBe(row);
  });

  it("keep their colours when they are cut", () => {
    expect(width(fitted(red("长长长长"), 5))).toBe(5);
  });

  it.each([
    ["one two three", 20, ["one two three"]],
    ["one two three four", 10, ["one two", "  three", "  four"]],
    ["  indented text here", 14, ["  indented", "    text here"]],
    ["x".repeat(25), 10, ["x".repeat(10), "  xxxxxxxx", "  xxxxxxx"]],
  ])("%j is broken between words", (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });
});
