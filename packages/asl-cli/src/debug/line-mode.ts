import { createInterface, type Interface } from "node:readline";
import { stderr } from "../output.js";
import { perform } from "./command.js";
import { CommandHistory } from "./command-history.js";
import { completionsOf } from "./completion.js";
import type { Desk } from "./desk.js";
import { mistakeOf } from "./faults.js";
import { PROMPT, promptLine } from "./prompt-text.js";
import { stopLines } from "./stop-lines.js";

/** Within this a second Ctrl-C leaves a run that does not stop for the first. */
export const LEAVING = 2000;

/** Commands from standard input, one a line; what they tell goes to standard output. */
export class LineMode {
  private readonly terminal = process.stdin.isTTY === true;
  private readonly history: CommandHistory;
  private readonly waiting: string[] = [];
  private input: Interface | undefined;
  private isOver = false;
  private wake: () => void = () => {};
  private interrupts = 0;
  /** When the run was last asked to pause. */
  private pausedAt = Number.NEGATIVE_INFINITY;
  private leave: () => void = () => {};
  /** Resolves where a command that does not end is left. */
  private readonly left = new Promise<void>((resolve) => (this.leave = resolve));

  constructor(
    private readonly desk: Desk,
    keeps: boolean,
  ) {
    this.history = new CommandHistory(keeps && this.terminal);
    desk.onStop = (stop, before) => stopLines(desk, stop, before);
  }

  /** Resolves when there are no more commands, or after `quit`. Rejects with what is a bug. */
  async run(): Promise<void> {
    this.listen();
    if (this.terminal) this.desk.paper.line(this.desk.paper.colours.dim("help lists the commands, quit ends"));
    for (;;) {
      const line = await this.next();
      if (line === undefined) return;
      this.interrupts = 0;
      if (!this.terminal) this.desk.paper.line(promptLine(this.desk.paper, line.trim()));
      if (line.trim() !== "") this.history.add(line.trim());
      await Promise.race([this.perform(line), this.left]);
      if (this.desk.isDone) return;
    }
  }

  close(): void {
    this.input?.close();
    this.history.save();
  }

  private listen(): void {
    const { desk } = this;
    this.input = createInterface({
      input: process.stdin,
      output: this.terminal ? process.stdout : undefined,
      terminal: this.terminal,
      prompt: PROMPT,
      history: this.history.lines.toReversed(),
      completer: (line: string) => {
        const { from, texts } = completionsOf(desk, line);
        return [texts, line.slice(from)];
      },
    });
    this.input.on("line", (line) => {
      this.waiting.push(line);
      this.wake();
    });
    this.input.on("close", () => {
      this.isOver = true;
      this.wake();
    });
    if (this.terminal) this.input.on("SIGINT", () => this.interrupt());
  }

  /** Ctrl-C: pauses what goes on; at the prompt the second one ends. */
  private interrupt(): void {
    if (this.desk.isBusy) return this.pause();
    if (++this.interrupts > 1) return this.input?.close();
    stderr.line("\nquit ends the debugger; so does another Ctrl-C");
    this.input?.prompt();
  }

  /** Where a handler never answers there may be nothing to pause: a second Ctrl-C soon after the first leaves. */
  private pause(): void {
    const now = performance.now();
    this.desk.session.pause();
    if (now - this.pausedAt < LEAVING) {
      this.desk.isDone = true;
      return this.leave();
    }
    this.pausedAt = now;
    stderr.line("\npauses; another Ctrl-C leaves");
  }

  private async next(): Promise<string | undefined> {
    if (this.terminal && this.waiting.length === 0 && !this.isOver) this.input!.prompt();
    while (this.waiting.length === 0) {
      if (this.isOver) return undefined;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this.waiting.shift();
  }

  private async perform(line: string): Promise<void> {
    try {
      await perform(this.desk, line);
    } catch (error) {
      const { message, hint } = mistakeOf(error);
      const { red, dim } = this.desk.paper.colours;
      this.desk.paper.line(`${red("!")} ${message}`);
      if (hint !== undefined) this.desk.paper.line(dim(`  ${hint}`));
    }
  }
}
