import { DefinitionError, type Machine } from "asl-core";
import type { BreakpointSpec, DebugSession } from "asl-core/debug";
import { CODES, channelPair, DebugClient, DebugError, type Debugged, DebugHost } from "asl-viewer/debugging/host";
import { breakpointIn } from "../debug/breakpoint-text.js";
import { mistakeOf } from "../debug/faults.js";
import type { Opening } from "../debug/opening.js";
import { InvalidDefinition } from "../run/definition.js";
import { type ExitCode, Stop, usage } from "../stop.js";
import { watchedDefinition } from "./files.js";
import type { ServingOptions } from "./options.js";
import { serve } from "./serve.js";

/** What the debugger behind a page is asked for. */
export interface UiWishes {
  readonly breaks: readonly string[];
  readonly stopOnEntry: boolean;
  readonly serving: ServingOptions;
  /** The definition as it was named, whose file is watched; undefined where the run brings its own. */
  readonly definition: string | undefined;
  readonly substitutions: string | undefined;
}

/** Debugs a run behind a page, until Ctrl-C. Resolves with exit code 0; rejects with Stop where it cannot be done. */
export async function debugInBrowser(opening: Opening, wishes: UiWishes): Promise<ExitCode> {
  const watched =
    wishes.definition === undefined ? [] : [(await watchedDefinition(wishes.definition, wishes.substitutions)).watched];
  const host = new DebugHost({
    title: opening.title,
    files: watched.map(({ file }) => file),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const { debugged, session } = debuggedOf(opening);
  await host.debug(debugged);
  const { machine } = session().program;
  await prepare(host, machine, wishes);
  return serve(host, { watched, definition: machine.definition }, wishes.serving);
}

/** A run as hosts take it, and its session of this moment. */
function debuggedOf(opening: Opening): { debugged: Debugged; session(): DebugSession } {
  const { title, reread, note } = opening;
  let session: DebugSession;
  const debugged: Debugged = {
    title,
    open: (hooks) => (session = opening.open(hooks)),
    ...(reread && { reread: () => telling(reread) }),
    suggested: (request) => opening.suggested?.(request),
    notes: note === undefined ? [] : [note],
  };
  return { debugged, session: () => session };
}

/** Sets the breakpoints of the command line, and goes on where it is not to stop at the entry. */
async function prepare(host: DebugHost, machine: Machine, { breaks, stopOnEntry }: UiWishes): Promise<void> {
  const [here, there] = channelPair();
  host.connect(there);
  const client = new DebugClient(here);
  if (breaks.length > 0) await client.breakpoints(breaks.map((text) => specIn(text, machine)));
  if (!stopOnEntry) await client.continue();
  client.close();
}

function specIn(text: string, machine: Machine): BreakpointSpec {
  try {
    return breakpointIn(text, { machine });
  } catch (error) {
    const { message, hint } = mistakeOf(error);
    throw usage(`--break ${text}: ${message}`, hint);
  }
}

/** What is wrong with a file is told to the page that asks for it. */
async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidDefinition) throw new DefinitionError(error.diagnostics);
    if (!(error instanceof Stop)) throw error;
    throw new DebugError(CODES.TEXT, error.message, { hint: error.hint });
  }
}
