import { noColours, stdout } from "../../output.js";
import { emptyLine, perform } from "../command.js";
import type { CommandHistory } from "../command-history.js";
import { completionsOf } from "../completion.js";
import { Desk } from "../desk.js";
import { mistakeOf } from "../faults.js";
import { LEAVING } from "../line-mode.js";
import type { Opening } from "../opening.js";
import { PROMPT, promptLine } from "../prompt-text.js";
import { headline, tellFaults, tellRequest } from "../stop-lines.js";
import { Editor, type Key } from "./editor.js";
import { fit, width } from "./fit.js";
import { saidRows, screenRows } from "./layout.js";
import { Picture } from "./picture.js";
import { Talk } from "./talk.js";
import type { Terminal } from "./terminal.js";

/** Keys of other debuggers. */
const KEYS: Record<string, string | undefined> = { f5: "continue", f10: "next", f11: "step" };
const SHIFT_KEYS: Record<string, string | undefined> = { f5: "reverse", f10: "back over", f11: "finish" };

/** How long a command takes until it is said that it goes on; then that is said anew as often. */
const PATIENCE = 150;

/** The debugger on a whole terminal: what is typed does commands, and everything is drawn anew after each. */
export class Screen {
  readonly desk: Desk;
  private readonly talk: Talk;
  private readonly editor: Editor;
  private readonly picture: Picture;
  private readonly queue: string[] = [];
  private isAtWork = false;
  private interrupts = 0;
  /** When the run was last asked to pause. */
  private pausedAt = Number.NEGATIVE_INFINITY;
  private rows: readonly string[] = [];
  private end: (reason?: unknown) => void = () => {};
  /** Resolves when the person has quit; rejects with what is a bug. */
  readonly ended: Promise<void>;

  constructor(
    private readonly terminal: Terminal,
    private readonly opening: Opening,
    private readonly history: CommandHistory,
    colours = stdout.colours,
  ) {
    this.talk = new Talk(colours ?? noColours, () => terminal.size.columns);
    this.desk = new Desk(opening, this.talk);
    this.desk.onStop = (stop) => {
      this.talk.line(headline(this.desk, stop));
      tellFaults(this.desk, stop);
      if (stop.reason === "task" && this.desk.session.scene.waiting.length > 0) tellRequest(this.desk, true);
    };
    this.editor = new Editor(history.lines);
    this.picture = new Picture(terminal);
    this.ended = new Promise((resolve, reject) => {
      this.end = (reason) => (reason === undefined ? resolve() : reject(reason));
    });
  }

  /** Whether a command is under way. */
  get isBusy(): boolean {
    return this.isAtWork;
  }

  /** The rows above the prompt. */
  get shown(): readonly string[] {
    return this.rows;
  }

  /** Takes the terminal over. */
  start(): void {
    this.terminal.enter();
    this.terminal.onKey((key) => this.guarded(() => this.key(key)));
    this.terminal.onResize(() => this.guarded(() => this.redraw()));
    this.draw();
  }

  /** Draws everything anew, whatever has been written to the terminal by others. */
  redraw(): void {
    this.picture.forget();
    this.draw();
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.end(error);
    }
  }

  draw(): void {
    const { size } = this.terminal;
    const isOther = this.rows.length !== size.rows - 1 || width(this.rows[0] ?? "") !== size.columns;
    if (!this.desk.isBusy || isOther || this.isAtWork)
      this.rows = this.desk.isBusy ? this.busyRows() : screenRows(this.desk, this.talk, this.opening.title, size);
    const { row, cursor } = this.promptRow(size.columns);
    this.picture.draw([...this.rows, row].slice(-size.rows), cursor);
  }

  /** While the run goes on nothing is looked into: only how far it has come is told, and what log points say. */
  private busyRows(): string[] {
    const { columns, rows } = this.terminal.size;
    const { colours } = this.talk;
    const head = colours.inverse(
      fit(` ${colours.bold(this.opening.title)}  [${this.desk.session.length}]  goes on`, columns),
    );
    const above = [head, ...this.stillRows(columns, rows)].slice(0, Math.max(0, rows - 1));
    const said = saidRows(this.talk, { columns, rows });
    return [...above.slice(0, above.length - said.length), ...said];
  }

  private stillRows(columns: number, rows: number): string[] {
    return Array.from({ length: Math.max(0, rows - 2) }, (_, row) => fit(this.rows[row + 1] ?? "", columns));
  }

  private promptRow(columns: number): { row: string; cursor: number } {
    const { colours } = this.talk;
    const { text, cursor } = this.editor;
    if (this.isAtWork && text === "") return { row: fit(colours.yellow(this.atWork()), columns), cursor: columns - 1 };
    const prompt = columns < 20 ? "> " : PROMPT;
    const room = columns - prompt.length - 1;
    const before = text.slice(0, cursor);
    const from = Math.max(0, width(before) - room);
    const shown = from === 0 ? text : `…${text.slice(from + 1)}`;
    const hint = text === "" ? colours.dim(this.hint()) : "";
    return {
      row: fit(`${colours.bold(prompt)}${shown}${hint}`, columns),
      cursor: prompt.length + width(before) - from,
    };
  }

  private atWork(): string {
    const isPausing = performance.now() - this.pausedAt < LEAVING;
    return isPausing ? "pauses … another Ctrl-C leaves" : "goes on … Ctrl-C pauses";
  }

  /** What Enter would do. */
  private hint(): string {
    const next = emptyLine(this.desk);
    const enter = next === "" ? "" : `Enter: ${next}   `;
    return `${enter}n next  s step  b back  c continue  h help  q quit`;
  }

  /** A key that was pressed. */
  key(key: Key): void {
    const { name = "", ctrl, shift } = key;
    if (ctrl && name === "c") return this.interrupt();
    this.interrupts = 0;
    if (ctrl && name === "d" && this.editor.text === "") return this.end();
    if (ctrl && name === "l") return this.redraw();
    if (ctrl && name === "z") return this.suspend();
    if (name === "return" || name === "enter") return this.enter(this.editor.take());
    if (name === "tab") return this.complete();
    if (name === "pageup" || name === "pagedown") {
      this.talk.scroll(name === "pageup" ? 1 : -1);
      return this.draw();
    }
    const command = (shift ? SHIFT_KEYS : KEYS)[name];
    if (command !== undefined) return this.enter(command);
    this.editor.press(key);
    this.draw();
  }

  /** Ctrl-C: pauses what goes on, empties the line, and at an empty one the second ends. */
  private interrupt(): void {
    if (this.isAtWork) return this.pause();
    if (this.editor.text !== "") this.editor.set("");
    else if (++this.interrupts > 1) return this.end();
    else this.talk.begin(this.talk.colours.dim("quit ends the debugger; so does another Ctrl-C"));
    this.draw();
  }

  /** Where a handler never answers there may be nothing to pause: a second Ctrl-C soon after the first leaves. */
  private pause(): void {
    const now = performance.now();
    if (now - this.pausedAt < LEAVING) return this.end();
    this.pausedAt = now;
    this.queue.length = 0;
    this.desk.session.pause();
    this.draw();
  }

  /** Ctrl-Z: the shell has the terminal until it brings the debugger back. */
  private suspend(): void {
    this.terminal.leave();
    const alive = setInterval(() => {}, 60_000);
    process.once("SIGCONT", () => {
      clearInterval(alive);
      this.terminal.enter();
      this.redraw();
    });
    process.kill(process.pid, "SIGTSTP");
  }

  private complete(): void {
    const line = this.editor.text.slice(0, this.editor.cursor);
    const { from, texts } = completionsOf(this.desk, line);
    const common = commonBeginning(texts);
    if (texts.length === 1 || common.length > line.length - from) {
      this.editor.cut(from);
      this.editor.insert(texts.length === 1 ? `${texts[0]}${/[.\s]$/.test(texts[0]) ? "" : " "}` : common);
    } else if (texts.length > 1) {
      this.talk.begin(this.talk.colours.dim(texts.slice(0, 40).join("   ")));
    }
    this.draw();
  }

  /** A line that was entered; what comes while another is done waits. */
  enter(line: string): void {
    this.queue.push(line);
    if (!this.isAtWork) void this.work();
  }

  private async work(): Promise<void> {
    this.isAtWork = true;
    const patience = setInterval(() => this.guarded(() => this.draw()), PATIENCE);
    try {
      for (let line = this.queue.shift(); line !== undefined && !this.desk.isDone; line = this.queue.shift())
        await this.perform(line);
    } catch (error) {
      return this.end(error);
    } finally {
      clearInterval(patience);
      this.isAtWork = false;
    }
    if (this.desk.isDone) return this.end();
    this.guarded(() => this.draw());
  }

  private async perform(line: string): Promise<void> {
    const { talk, desk } = this;
    if (line.trim() !== "") this.history.add(line.trim());
    talk.begin(promptLine(talk, line.trim() === "" ? emptyLine(desk) : line.trim()));
    try {
      await perform(desk, line);
    } catch (error) {
      const { message, hint } = mistakeOf(error);
      for (const one of message.split("\n")) talk.line(`${talk.colours.red("!")} ${one}`);
      if (hint !== undefined) talk.line(talk.colours.dim(`  ${hint}`));
    }
  }
}

function commonBeginning(texts: readonly string[]): string {
  let common = texts[0] ?? "";
  for (const text of texts) while (!text.startsWith(common)) common = common.slice(0, -1);
  return common;
}
