import { stderr, stdout } from "../output.js";
import { Fault } from "../print/fault.js";
import { Path } from "../print/path.js";
import { Progress } from "../print/progress.js";
import { Trace } from "../print/trace.js";
import { conclude } from "../run/conclude.js";
import type { Deadline } from "../run/deadline.js";
import { InvalidDefinition } from "../run/definition.js";
import { drive, type Ending, type Watcher } from "../run/drive.js";
import { checkOptions, keepsHistory, type WrittenOptions } from "../run/options.js";
import { diagnosticsReport } from "../run/report.js";
import { prepare, type Session } from "../run/session.js";
import { SoFar } from "../run/so-far.js";
import { EXIT, type ExitCode, Expired } from "../stop.js";

/** `asl run`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function runCommand(path: string, written: WrittenOptions): Promise<ExitCode> {
  const options = checkOptions(written);
  const { timeout } = options;
  try {
    if (timeout === undefined) return await perform(await prepare(path, options));
    const { Deadline } = await import("../run/deadline.js");
    const deadline = await Deadline.start(timeout);
    return await perform(await deadline.bound(prepare(path, options, deadline)), deadline);
  } catch (error) {
    if (!(error instanceof InvalidDefinition) || !options.json) throw error;
    stdout.line(diagnosticsReport(error.file, error.machine, error.diagnostics));
    return EXIT.definition;
  }
}

async function perform(session: Session, deadline?: Deadline): Promise<ExitCode> {
  const { options, definition, open } = session;
  const path = new Path(definition.machine);
  const fault = new Fault();
  const before = performance.now();
  const end = (ending: Ending) => conclude(session, ending, { path, fault, real: performance.now() - before });
  if (deadline === undefined) return end(await show(session, path, [fault.event]));
  const soFar = new SoFar(open, keepsHistory(options));
  deadline.report = () => void endAsItStands(soFar, end);
  const watchers = [fault.event, soFar.event];
  try {
    const ending = await show(session, path, watchers);
    deadline.done();
    const code = end(ending);
    if (ending.stopped !== "timeout") return code;
  } catch (error) {
    deadline.done();
    if (!(error instanceof Expired)) throw error;
    endAsItStands(soFar, end);
  }
  throw deadline.expired();
}

/** Reports a run whose time is over, if it has begun at all. */
function endAsItStands(soFar: SoFar, end: (ending: Ending) => void): void {
  const run = soFar.run();
  if (run !== undefined) end({ run, stopped: "timeout" });
}

/** Runs with a trace, or where only the end is wanted with a line of progress. */
async function show(session: Session, path: Path, others: readonly Watcher[]): Promise<Ending> {
  const { options, definition } = session;
  const watchers = [path.event, ...others];
  const { full, realClock: live } = options;
  if (!options.json && !options.quiet) {
    stdout.eager = live || options.handlers !== undefined;
    const trace = new Trace(definition.machine, stdout, { title: definition.name, full, live });
    return drive(session, [...watchers, trace.event], path.failure);
  }
  const progress = new Progress(stderr);
  try {
    return await drive(session, [...watchers, progress.event], path.failure);
  } finally {
    progress.end();
  }
}
