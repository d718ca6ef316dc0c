import { writeSync } from "node:fs";
import { isatty } from "node:tty";
import pc from "picocolors";
import { exit } from "./exit.js";
import { EXIT, Stop } from "./stop.js";

export type Colours = ReturnType<typeof pc.createColors>;

/** For texts that go to files. */
export const noColours: Colours = pc.createColors(false);
/** For what is a terminal whatever the environment says. */
export const allColours: Colours = pc.createColors(true);

/** Columns to fill where no terminal says how many it has. */
export const NO_TERMINAL = 100;

/** Where a command writes: standard output or standard error. */
export class Output {
  readonly terminal: boolean;
  readonly colours: Colours;
  private pending: string[] = [];
  private size = 0;

  /** `eager`: every text is written at once, not collected; terminals are always eager. */
  constructor(
    private readonly file: 1 | 2,
    public eager = false,
  ) {
    this.terminal = isatty(file);
    this.colours = pc.createColors(wantsColours(this.terminal));
  }

  write(text: string): void {
    this.pending.push(text);
    this.size += text.length;
    if (this.eager || this.terminal || this.size > 32_768) this.flush();
  }

  line(text = ""): void {
    this.write(`${text}\n`);
  }

  flush(): void {
    if (this.size === 0) return;
    const text = this.pending.join("");
    this.pending = [];
    this.size = 0;
    writeAll(this.file, Buffer.from(text));
  }

  /** Columns to fill: the terminal's; COLUMNS or NO_TERMINAL where there is none. */
  get width(): number {
    const told = Number(process.env.COLUMNS);
    const columns = this.terminal ? (this.file === 1 ? process.stdout : process.stderr).columns : told;
    return columns >= 20 ? Math.min(columns, 400) : NO_TERMINAL;
  }
}

export const stdout = new Output(1);
export const stderr = new Output(2, true);

/** Sends to standard error what others write to standard output, so that a report stays whole and a trace in order. */
export function divertOthers(): void {
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
}

/** NO_COLOR (https://no-color.org) wins over FORCE_COLOR; without both, only terminals that can get colours. */
function wantsColours(terminal: boolean): boolean {
  const { NO_COLOR = "", FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return terminal && TERM !== "dumb";
}

/** What a shell reports of a program whose reader has left. */
const READER_LEFT = 141;

/**
 * Writes everything, waiting for a slow reader; a reader that has left ends the process quietly, as `head` expects, and
 * with an exit code that is no success. Throws Stop (usage) where standard output cannot be written.
 */
function writeAll(file: 1 | 2, bytes: Buffer): void {
  let from = 0;
  while (from < bytes.length)
    try {
      from += writeSync(file, bytes, from);
    } catch (reason) {
      const { code } = reason as NodeJS.ErrnoException;
      if (code === "EPIPE") exit(READER_LEFT);
      if (code !== "EAGAIN") return unwritable(file, reason as Error);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
}

/** What standard error cannot take is lost: there is nowhere left to say it. */
function unwritable(file: 1 | 2, { message }: Error): void {
  if (file === 1) throw new Stop(EXIT.usage, `cannot write to standard output: ${message}`);
}
