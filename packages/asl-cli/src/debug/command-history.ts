import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Commands that are kept. */
const MOST = 500;

/** What was typed, this time and before; kept in a file of the user's where that is wanted. */
export class CommandHistory {
  /** Oldest first. */
  readonly lines: string[] = [];
  private added = 0;
  private readonly file = historyFile();

  /** `keeps`: whether commands of other times are read, and those of this time are written. */
  constructor(private readonly keeps: boolean) {
    if (keeps) this.lines.push(...readLines(this.file));
  }

  /** The last command once is enough. */
  add(line: string): void {
    if (this.lines.at(-1) === line) return;
    this.lines.push(line);
    this.added++;
  }

  /** Writes what is new; where that cannot be done nothing is said, and nothing is lost that matters. */
  save(): void {
    if (!this.keeps || this.added === 0) return;
    const all = [...readLines(this.file), ...this.lines.slice(-this.added)].slice(-MOST);
    this.added = 0;
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeFileSync(this.file, `${all.join("\n")}\n`, { mode: 0o600 });
    } catch {
      // A home that cannot be written is the user's choice.
    }
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean).slice(-MOST);
  } catch {
    return [];
  }
}

/** Below XDG_STATE_HOME (https://specifications.freedesktop.org/basedir-spec), or where each system keeps such files. */
function historyFile(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  const folder = XDG_STATE_HOME || (process.platform === "win32" && LOCALAPPDATA) || join(homedir(), ".local", "state");
  return join(folder, "asl", "debug-history");
}
