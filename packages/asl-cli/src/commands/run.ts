import type { Run } from "asl-core";
import { stderr, stdout } from "../output.js";
import { Fault } from "../print/fault.js";
import { Path } from "../print/path.js";
import { Progress } from "../print/progress.js";
import { Trace } from "../print/trace.js";
import { conclude } from "../run/conclude.js";
import { Deadline, watchFromOutside } from "../run/deadline.js";
import { InvalidDefinition } from "../run/definition.js";
import { drive, type Watcher } from "../run/drive.js";
import { checkOptions, type WrittenOptions } from "../run/options.js";
import { diagnosticsReport } from "../run/report.js";
import { prepare, type Session } from "../run/session.js";
import { EXIT, type ExitCode } from "../stop.js";

/** `asl run`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function runCommand(path: string, written: WrittenOptions): Promise<ExitCode> {
  const options = checkOptions(written);
  const { timeout } = options;
  try {
    if (timeout === undefined) return await perform(await prepare(path, options));
    if (options.handlers !== undefined) await watchFromOutside(timeout);
    const deadline = new Deadline(timeout);
    return await deadline.bound(prepare(path, options, deadline).then(perform));
  } catch (error) {
    if (!(error instanceof InvalidDefinition) || !options.json) throw error;
    stdout.line(diagnosticsReport(error.file, error.diagnostics));
    return EXIT.definition;
  }
}

async function perform(session: Session): Promise<ExitCode> {
  const path = new Path(session.definition.machine);
  const fault = new Fault();
  const before = performance.now();
  const run = await show(session, [path.event, fault.event]);
  return conclude(session, run, { path, fault, real: performance.now() - before });
}

/** Runs with a trace, or where only the end is wanted with a line of progress. */
async function show(session: Session, watchers: readonly Watcher[]): Promise<Run> {
  const { options, definition } = session;
  const { full, realClock: live } = options;
  if (!options.json && !options.quiet) {
    stdout.eager = live || options.handlers !== undefined;
    const trace = new Trace(definition.machine, stdout, { title: definition.name, full, live });
    return drive(session, [...watchers, trace.event]);
  }
  const progress = new Progress(stderr);
  try {
    return await drive(session, [...watchers, progress.event]);
  } finally {
    progress.end();
  }
}
