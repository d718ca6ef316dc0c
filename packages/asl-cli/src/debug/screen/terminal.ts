import { writeSync } from "node:fs";
import { emitKeypressEvents } from "node:readline";
import {
  beginSynchronizedOutput,
  clearViewport,
  cursorShow,
  endSynchronizedOutput,
  enterAlternativeScreen,
  exitAlternativeScreen,
} from "ansi-escapes";
import { exit } from "../../exit.js";
import type { Key } from "./editor.js";
import type { Size } from "./pane.js";

/** What the screen is drawn on, and where keys come from. */
export interface Terminal {
  readonly size: Size;
  write(text: string): void;
  /** Takes the terminal over: another screen, every key by itself. */
  enter(): void;
  /** Gives it back as it was. May be called twice. */
  leave(): void;
  onKey(hear: (key: Key) => void): void;
  onResize(hear: () => void): void;
}

/** Signals that end the process, and the exit codes shells report of them. */
const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

const WRAP_OFF = "\u001b[?7l";
const WRAP_ON = "\u001b[?7h";

/** The terminal that the process was started in. */
export class ProcessTerminal implements Terminal {
  private isEntered = false;
  private readonly restore = () => this.leave();

  get size(): Size {
    const { columns = 80, rows = 24 } = process.stdout;
    return { columns: Math.max(1, columns || 80), rows: Math.max(1, rows || 24) };
  }

  /** Synchronous, and past whatever others do with standard output. */
  write(text: string): void {
    writeAll(`${beginSynchronizedOutput}${text}${endSynchronizedOutput}`);
  }

  enter(): void {
    if (this.isEntered) return;
    this.isEntered = true;
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true);
    process.stdin.resume();
    process.prependListener("exit", this.restore);
    process.prependListener("uncaughtException", this.restore);
    for (const [signal, code] of SIGNALS) process.once(signal, () => exit(code));
    writeAll(`${enterAlternativeScreen}${WRAP_OFF}${clearViewport}`);
  }

  leave(): void {
    if (!this.isEntered) return;
    this.isEntered = false;
    process.removeListener("exit", this.restore);
    process.removeListener("uncaughtException", this.restore);
    writeAll(`${WRAP_ON}${cursorShow}${exitAlternativeScreen}`);
    try {
      process.stdin.setRawMode(false);
    } catch {
      // A terminal that is gone needs no restoring.
    }
    process.stdin.pause();
  }

  onKey(hear: (key: Key) => void): void {
    process.stdin.on(
      "keypress",
      (text: string | undefined, key: { name?: string; ctrl?: boolean; meta?: boolean; shift?: boolean } = {}) =>
        hear({ text, name: key.name, ctrl: key.ctrl === true, meta: key.meta === true, shift: key.shift === true }),
    );
  }

  onResize(hear: () => void): void {
    process.stdout.on("resize", hear);
  }
}

/** Waits for a slow terminal; one that is gone takes nothing any more. */
function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; )
    try {
      from += writeSync(1, bytes, from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
}
