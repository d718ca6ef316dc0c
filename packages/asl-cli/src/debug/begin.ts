import { usage } from "../stop.js";
import type { Desk } from "./desk.js";
import { mistakeOf } from "./faults.js";
import type { Wishes } from "./options.js";
import { addBreakpoint } from "./verbs/stopping.js";

/** Sets the breakpoints of the command line, and goes on where it is not to stop at the entry. Rejects with Stop. */
export async function begin(desk: Desk, { breaks, stopOnEntry }: Wishes): Promise<void> {
  for (const text of breaks)
    try {
      addBreakpoint(desk, text);
    } catch (error) {
      const { message, hint } = mistakeOf(error);
      throw usage(`--break ${text}: ${message}`, hint);
    }
  await desk.move(() => (stopOnEntry ? desk.stop : desk.session.continue()));
}
