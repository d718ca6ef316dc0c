import { type Run, toAws } from "asl-core";
import { shortPath, writeTextFile } from "../files.js";
import { stderr, stdout } from "../output.js";
import type { Fault } from "../print/fault.js";
import type { Path } from "../print/path.js";
import { printSummary } from "../print/summary.js";
import { definitionFile, historyFile, redactedNote } from "../report/files.js";
import { writePage } from "../report/page.js";
import { EXIT, type ExitCode } from "../stop.js";
import type { LoadedDefinition } from "./definition.js";
import type { Ending } from "./drive.js";
import { printInterrupted } from "./interrupted.js";
import { report } from "./report.js";
import type { Session } from "./session.js";
import { timeLimitOf, wordsOf } from "./time-limit.js";
import { printUnanswered, printWaiting } from "./unanswered.js";

/** What was learnt while a run went on. */
export interface Learnt {
  readonly path: Path;
  readonly fault: Fault;
  /** Milliseconds it really took. */
  readonly real: number;
}

/** Tells of a run and writes its files, and gives the exit code. Throws Stop where one cannot be written. */
export function conclude(session: Session, ending: Ending, learnt: Learnt): ExitCode {
  const { history, report: page } = session.options;
  tell(session, ending, learnt);
  stdout.flush();
  if (history !== undefined) writeHistory(history, session, ending.run);
  if (page !== undefined) writeReport(page, session, ending.run);
  session.coverage?.write();
  noteUnused(session, ending.run);
  session.buckets.advise(stderr, ending.run);
  return finish(session, ending);
}

function tell({ options, definition }: Session, { run, stopped }: Ending, { path, fault, real }: Learnt): void {
  const limit = timeLimitOf(run, definition);
  const { events, full, realClock } = options;
  if (options.json) stdout.line(report(definition.machine, run, { path: path.all, real, events, stopped, limit }));
  else {
    const place = placeOf(definition, fault.node);
    printSummary(stdout, {
      ...{ run, path: path.top, real, place, virtual: !realClock, full },
      limit: limit && wordsOf(limit),
    });
  }
}

function writeHistory(file: string, session: Session, run: Run): void {
  writeTextFile(file, `${JSON.stringify({ events: eventsOf(session, run) }, null, 2)}\n`);
}

const eventsOf = ({ definition }: Session, run: Run) => toAws(run.events, definition.machine, run.execution.identity);

/** The viewer with the run in it, in one file. */
function writeReport(file: string, session: Session, run: Run): void {
  const { definition, options, placements } = session;
  const { redact, substitutions } = options;
  const files = [definitionFile(definition, substitutions !== undefined), historyFile(eventsOf(session, run), redact)];
  const title = `${definition.name}: ${run.status.toLowerCase().replace("_", " ")}`;
  const said = writePage(file, { title, files, placements });
  stderr.line(stderr.colours.dim(`note: ${said}`));
  if (redact.length > 0)
    stderr.line(stderr.colours.dim(`note: ${redactedNote(definition.machine.definition, redact)}`));
}

/** Where the definition has the state that failed the execution. */
function placeOf({ machine, read, file }: LoadedDefinition, node: number | undefined): string | undefined {
  const range = node === undefined ? undefined : read.locate(machine.nodes[node].pointer, "key");
  return range && `${file}:${range.start.line}:${range.start.column}`;
}

function noteUnused({ answers, options }: Session, run: Run): void {
  const unused = answers?.answers.unused() ?? [];
  if (unused.length === 0 || run.status === "RUNNING" || options.quiet) return;
  const names = unused.map(({ key, index }) => (index < 0 ? key : `${key} (answer ${index + 1})`));
  const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
  stderr.line(stderr.colours.dim(`note: answers never used: ${names.slice(0, 10).join(", ")}${more}`));
}

function finish({ answers, options, definition }: Session, { run, stopped }: Ending): ExitCode {
  if (run.status === "SUCCEEDED") return EXIT.succeeded;
  if (run.status !== "RUNNING") return EXIT.failed;
  if (stopped === "interrupt") printInterrupted(stderr, run, definition);
  if (stopped !== undefined) return EXIT.unanswered;
  const sources = { answers, handlers: options.handlers && shortPath(options.handlers) };
  if (run.unanswered !== null) printUnanswered(stderr, run.unanswered, sources);
  else printWaiting(stderr, run.waiting, sources);
  return EXIT.unanswered;
}
