import type { Breakpoint } from "asl-core/debug";
import { usage } from "../stop.js";
import type { Desk } from "./desk.js";
import { checkSave } from "./ending.js";
import { mistakeOf } from "./faults.js";
import type { Wishes } from "./options.js";
import { addBreakpoint } from "./verbs/stopping.js";

/**
 * Sets the breakpoints of the command line, and goes on where it is not to stop at the entry. Rejects with Stop (exit code 2),
 * also for a breakpoint that can never be hit: nobody is there to read a warning.
 */
export async function begin(desk: Desk, wishes: Wishes): Promise<void> {
  const { breaks, stopOnEntry } = wishes;
  checkSave(desk, wishes);
  for (const note of notes(desk)) desk.paper.line(desk.paper.colours.yellow(note));
  for (const text of breaks) {
    const { verified, message } = added(desk, text);
    if (!verified) throw usage(`--break ${text}: never hit: ${message ?? "there is no such place"}`);
  }
  await desk.move(() => (stopOnEntry ? desk.stop : desk.session.continue()));
}

function added(desk: Desk, text: string): Breakpoint {
  try {
    return addBreakpoint(desk, text);
  } catch (error) {
    const { message, hint } = mistakeOf(error);
    throw usage(`--break ${text}: ${message}`, hint);
  }
}

/** What is unlike what one might expect of the run that was opened. */
function notes({ opening, stop }: Desk): string[] {
  const unlike = /, (the recording was redacted .*)$/s.exec(stop.text ?? "")?.[1];
  return [opening.note, unlike].filter((note) => note !== undefined);
}
