import { stdout } from "../output.js";
import { EXIT, type ExitCode, usage } from "../stop.js";
import { Desk, type Opening } from "./desk.js";
import { mistakeOf } from "./faults.js";
import { LineMode } from "./line-mode.js";
import type { Wishes } from "./options.js";
import type { Paper } from "./paper.js";
import { performAll, scriptIn } from "./script.js";
import { saveRecording } from "./verbs/keeping.js";
import { addBreakpoint } from "./verbs/stopping.js";

/** Debugs one run, on the screen or in lines. Resolves with the exit code. */
export async function debug(opening: Opening, wishes: Wishes): Promise<ExitCode> {
  const isTerminal = process.stdin.isTTY === true && stdout.terminal;
  const script = wishes.commands === undefined ? undefined : scriptIn(wishes.commands);
  if (!isTerminal || wishes.plain || process.env.TERM === "dumb") return inLines(opening, wishes, script, isTerminal);
  const { onScreen } = await import("./screen/index.js");
  return onScreen(opening, wishes, script, begin);
}

/** Sets the breakpoints of the command line, and goes on where it is not to stop at the entry. */
async function begin(desk: Desk, { breaks, stopOnEntry }: Wishes): Promise<void> {
  for (const text of breaks)
    try {
      addBreakpoint(desk, text);
    } catch (error) {
      const { message, hint } = mistakeOf(error);
      throw usage(`--break ${text}: ${message}`, hint);
    }
  await desk.move(() => (stopOnEntry ? desk.stop : desk.session.continue()));
}

export type Begin = typeof begin;

async function inLines(
  opening: Opening,
  wishes: Wishes,
  script: ReturnType<typeof scriptIn> | undefined,
  isTerminal: boolean,
): Promise<ExitCode> {
  stdout.eager = true;
  const desk = new Desk(opening, stdout as Paper);
  const mode = new LineMode(desk, wishes.keepsCommands);
  try {
    await begin(desk, wishes);
    if (script !== undefined) await performAll(desk, script);
    if (!desk.isDone && (script === undefined || isTerminal)) await mode.run();
    return ending(desk, wishes);
  } finally {
    mode.close();
  }
}

/** Keeps what is to be kept, and gives the exit code for where the run stands. */
export function ending(desk: Desk, { save }: Wishes): ExitCode {
  if (save !== undefined) saveRecording(desk, save, []);
  const { status } = desk.session;
  if (status === "SUCCEEDED") return EXIT.succeeded;
  return status === "RUNNING" ? EXIT.unanswered : EXIT.failed;
}
