import {
  type Event,
  type Execution,
  NO_LIMITS,
  type Run,
  type RunOptions,
  runRealtime,
  runSync,
  type TaskHandler,
  type TaskRequest,
  toAws,
  VirtualDriver,
} from "asl-core";
import { shortPath, writeTextFile } from "../files.js";
import { stderr, stdout } from "../output.js";
import { Fault } from "../print/fault.js";
import { Path } from "../print/path.js";
import { Progress } from "../print/progress.js";
import { printSummary } from "../print/summary.js";
import { Trace } from "../print/trace.js";
import { whileAlive } from "../run/alive.js";
import { type AnswersFile, loadAnswers } from "../run/answers-file.js";
import { Deadline, watchFromOutside } from "../run/deadline.js";
import { InvalidDefinition, type LoadedDefinition, loadDefinition } from "../run/definition.js";
import { loadHandlers } from "../run/handlers.js";
import { identityOf } from "../run/identity.js";
import { loadInput } from "../run/input.js";
import { type CheckedOptions, checkOptions, type WrittenOptions } from "../run/options.js";
import { diagnosticsReport, report } from "../run/report.js";
import { printUnanswered, printWaiting } from "../run/unanswered.js";
import { EXIT, type ExitCode, Stop } from "../stop.js";

/** Everything one run needs, loaded and checked. */
interface Session {
  readonly options: CheckedOptions;
  readonly definition: LoadedDefinition;
  readonly answers: AnswersFile | undefined;
  /** Requests a handler has been asked for and has not answered. */
  readonly open: Set<TaskRequest>;
  readonly deadline: Deadline | undefined;
  readonly runOptions: RunOptions;
}

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

async function prepare(path: string, options: CheckedOptions, deadline?: Deadline): Promise<Session> {
  const definition = await loadDefinition(path, options.type);
  const { machine } = definition;
  const input = await loadInput(options.input);
  const open = deadline?.open ?? new Set<TaskRequest>();
  const answers = options.answers === undefined ? undefined : await loadAnswers(options.answers, machine);
  const handlers = options.handlers === undefined ? undefined : await loadHandlers(options.handlers, machine, open);
  const objects = options.buckets && (await import("../folder-store.js")).folderStore(options.buckets);
  const { seed, at, type, limits } = options;
  const identity = identityOf(definition.name, options.name ?? "run", type);
  const handler = handlerOf(answers, handlers);
  const runOptions = { input, handler, seed, at, type, identity, objects, ...(!limits && { limits: NO_LIMITS }) };
  return { options, definition, answers, open, deadline, runOptions };
}

/** Answers from the file come first; handlers do what it says nothing about. */
function handlerOf(answers: AnswersFile | undefined, handlers: TaskHandler | undefined): RunOptions["handler"] {
  if (answers === undefined) return handlers;
  if (handlers === undefined) return answers.answers.handler;
  return (request) => (answers.answers.entryOf(request) === undefined ? handlers : answers.answers.handler)(request);
}

async function perform(session: Session): Promise<ExitCode> {
  const { options, definition } = session;
  const path = new Path(definition.machine);
  const fault = new Fault();
  const watchers = [path.event, fault.event, ...watchersOf(session)];
  const before = performance.now();
  const run = await drive(session, watchers);
  const real = performance.now() - before;
  if (options.history !== undefined) writeHistory(options.history, session, run);
  const account = {
    run,
    path: path.top,
    real,
    place: placeOf(definition, fault.node),
    virtual: !options.realClock,
    full: options.full,
  };
  if (options.json) stdout.line(report(definition.machine, run, { path: path.all, real, events: options.events }));
  else printSummary(stdout, account);
  stdout.flush();
  noteUnused(session, run);
  return finish(session, run);
}

type Watcher = (event: Event, execution: Execution) => void;

function watchersOf({ options, definition }: Session): Watcher[] {
  const { full, realClock: live } = options;
  if (options.json || options.quiet) {
    const progress = new Progress(stderr);
    process.once("exit", () => progress.end());
    return [progress.event];
  }
  stdout.eager = live;
  return [new Trace(definition.machine, stdout, { title: definition.name, full, live }).event];
}

/** Runs the machine on the clock asked for. */
async function drive({ options, definition, deadline, open, runOptions }: Session, watchers: Watcher[]): Promise<Run> {
  const { machine } = definition;
  if (deadline !== undefined) watchers.push(deadline.event);
  const onEvent: Watcher = (event, execution) => {
    for (const watcher of watchers) watcher(event, execution);
  };
  const all = { ...runOptions, history: options.history !== undefined || options.events, onEvent };
  if (options.handlers === undefined && !options.realClock) return runSync(machine, all);
  const work = options.realClock ? realtime(machine, all) : new VirtualDriver(machine, all).run();
  return whileAlive(work, () => stuck(open));
}

/** Ctrl-C ends a run on the real clock with its summary. */
function realtime(machine: LoadedDefinition["machine"], options: RunOptions): Promise<Run> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  return runRealtime(machine, { ...options, signal: stop.signal });
}

function stuck(open: ReadonlySet<TaskRequest>): Stop {
  const tasks = [...open].map(({ path, call }) => `${path} (call ${call + 1})`).join(", ");
  return new Stop(EXIT.unanswered, `the handler never answers: ${tasks || "the run waits for nothing"}`);
}

function writeHistory(file: string, { definition }: Session, run: Run): void {
  const events = toAws(run.events, definition.machine, run.execution.identity);
  writeTextFile(file, `${JSON.stringify({ events }, null, 2)}\n`);
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

function finish({ answers, options }: Session, run: Run): ExitCode {
  if (run.status === "SUCCEEDED") return EXIT.succeeded;
  if (run.status !== "RUNNING") return EXIT.failed;
  const sources = { answers, handlers: options.handlers && shortPath(options.handlers) };
  if (run.unanswered !== null) printUnanswered(stderr, run.unanswered, sources);
  else printWaiting(stderr, run.waiting, sources);
  return EXIT.unanswered;
}
