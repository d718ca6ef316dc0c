import { usage } from "../stop.js";
import type { Desk } from "./desk.js";
import { checkSave } from "./ending.js";
import { mistakeOf } from "./faults.js";
import type { Wishes } from "./options.js";
import { addBreakpoint } from "./verbs/stopping.js";

/** Sets the breakpoints of the command line, and goes on where it is not to stop at the entry. Rejects with Stop. */
export async function begin(desk: Desk, wishes: Wishes): Promise<void> {
  const { breaks, stopOnEntry } = wishes;
  checkSave(desk, wishes);
  for (const note of notes(desk)) desk.paper.line(desk.paper.colours.yellow(note));
  for (const text of breaks)
    try {
      addBreakpoint(desk, text);
    } catch (error) {
      const { message, hint } = mistakeOf(error);
      throw usage(`--break ${text}: ${message}`, hint);
    }
  await desk.move(() => (stopOnEntry ? desk.stop : desk.session.continue()));
}

/** What is unlike what one might expect of the run that was opened. */
function notes({ opening, stop }: Desk): string[] {
  const unlike = /, (the recording was redacted .*)$/s.exec(stop.text ?? "")?.[1];
  return [opening.note, unlike].filter((note) => note !== undefined);
}
