import { readTextFile, shortPath } from "../files.js";
import { EXIT, Stop } from "../stop.js";
import { perform } from "./command.js";
import type { Desk } from "./desk.js";
import { mistakeOf } from "./faults.js";
import { promptLine } from "./prompt-text.js";

/** Commands in a file. */
export interface Script {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Reads a file of commands, one a line. Throws Stop (exit code 2) where it cannot be read. */
export const scriptIn = (path: string): Script => ({
  file: shortPath(path),
  lines: readTextFile(path, { what: "commands", exitCode: EXIT.usage }).split(/\r?\n/),
});

/**
 * Does all commands, each shown before what it tells; blank lines and comments (`#`) are passed over. Rejects with Stop (exit
 * code 2) at the first that cannot be done, with its line and column.
 */
export async function performAll(desk: Desk, { file, lines }: Script): Promise<void> {
  for (const [index, line] of lines.entries()) {
    if (desk.isDone) return;
    if (/^\s*(#|$)/.test(line)) continue;
    desk.paper.line(promptLine(desk.paper, line.trim()));
    try {
      await perform(desk, line);
    } catch (error) {
      const { message, hint } = mistakeOf(error);
      throw new Stop(EXIT.usage, `${file}:${index + 1}:${line.search(/\S/) + 1}: error: ${message}`, hint);
    }
  }
}
