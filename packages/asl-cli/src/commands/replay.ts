import { type Missing, RecordedHandler, startOfReplay } from "asl-core";
import { stderr, stdout } from "../output.js";
import { Progress } from "../print/progress.js";
import { Asker } from "../replay/ask.js";
import { debugReplay } from "../replay/debug.js";
import { Family } from "../replay/family.js";
import { entryOf, report } from "../replay/json.js";
import { machineFor, namedDefinition } from "../replay/machine.js";
import { checkOptions, type WrittenOptions } from "../replay/options.js";
import { answersFor, type Outcome, replayOne, type Setting, storeOf } from "../replay/outcome.js";
import { writeReplayPage } from "../replay/page.js";
import { type Fault, historyFiles, type Recording, recordingsIn } from "../replay/recording.js";
import { faultText, nameOf, printReplay, Table } from "../replay/text.js";
import { verdictOf } from "../replay/verdict.js";
import { loadAnswers } from "../run/answers-file.js";
import { Buckets } from "../run/buckets.js";
import { EXIT, type ExitCode, Stop, usage } from "../stop.js";

/** `asl replay`. Resolves with the exit code; throws Stop for what is wrong with its arguments and files. */
export async function replayCommand(written: readonly string[], options: WrittenOptions): Promise<ExitCode> {
  const checked = await checkOptions(options);
  const named = await namedDefinition(checked);
  const answers = checked.answers === undefined ? undefined : await loadAnswers(checked.answers, named?.machine);
  const files = historyFiles(written);
  const asker = new Asker();
  const missing: Missing = checked.missing === "ask" ? asker.ask : checked.missing;
  const read = files.length === 1 ? recordingsIn(files[0]) : undefined;
  const family = new Family(read ?? allOf(files), named, checked);
  const setting: Setting = { options: checked, named, answers, missing, family };
  const roots = [...take(rootsOf(read ?? allOf(files), family), 2)];
  try {
    if (roots.length === 1) return await one(roots[0], setting);
    return read === undefined ? await many(files, setting) : await several(read, setting);
  } finally {
    asker.close();
  }
}

async function one(recording: Recording, setting: Setting): Promise<ExitCode> {
  const { options } = setting;
  if (options.debug) return debug(recording, setting);
  const outcome = await replayOne(recording, setting);
  if (outcome.fault !== undefined && !options.json) throw unreadable(outcome.recording.file, outcome.fault);
  if (options.json) stdout.line(report([entryOf(outcome)], [outcome]));
  else printReplay(stdout, outcome, options.full);
  if (options.report !== undefined) await writeReplayPage(options.report, outcome, setting);
  return verdictOf([outcome]);
}

const unreadable = (file: string, fault: Fault): Stop =>
  new Stop(EXIT.usage, `cannot replay ${file}: ${faultText(fault)}`, fault.hint);

/** One file after the other: all of them may be more than memory holds. */
function* allOf(files: readonly string[]): Generator<Recording> {
  for (const file of files) yield* recordingsIn(file);
}

/** But for those of child executions, which serve their parents. */
function* rootsOf(recordings: Iterable<Recording>, family: Family): Generator<Recording> {
  for (const recording of recordings) if (!family.isChild(recording)) yield recording;
}

function* take<T>(values: Iterable<T>, most: number): Generator<T> {
  let left = most;
  for (const value of values) {
    yield value;
    if (--left === 0) return;
  }
}

async function many(files: readonly string[], setting: Setting): Promise<ExitCode> {
  return replayAll(files.length, files, rootsOf(allOf(files), setting.family), setting);
}

async function several(recordings: readonly Recording[], setting: Setting): Promise<ExitCode> {
  const roots = [...rootsOf(recordings, setting.family)];
  const names = roots.map((recording) => nameOf({ recording, replay: undefined, fault: undefined }));
  return replayAll(roots.length, names, roots, setting);
}

/** Replays one after the other, and keeps of each what the end needs. */
async function replayAll(
  count: number,
  names: readonly string[],
  recordings: Iterable<Recording>,
  setting: Setting,
): Promise<ExitCode> {
  const { options } = setting;
  if (options.debug) throw usage("--debug takes one history");
  if (options.report !== undefined) throw usage("--report takes one history");
  const table = new Table(stdout, options, names);
  const progress = new Progress(stderr);
  const outcomes: Outcome[] = [];
  const entries: object[] = [];
  for (const recording of recordings) {
    progress.tell(() => `${outcomes.length} of ${Math.max(count, outcomes.length)} replayed …`);
    const outcome = await replayOne(recording, setting);
    outcomes.push(lean(outcome));
    progress.end();
    if (options.json) entries.push(entryOf(outcome));
    else table.row(outcome);
  }
  if (options.json) stdout.line(report(entries, outcomes));
  else table.end(outcomes);
  return verdictOf(outcomes);
}

/** What a summary needs: histories are let go. */
const lean = ({ recording, replay, fault }: Outcome): Outcome => ({
  recording: { ...recording, history: undefined },
  replay: replay === undefined ? undefined : ({ change: replay.change } as Outcome["replay"]),
  fault,
});

async function debug(recording: Recording, { options, named, answers, missing, family }: Setting): Promise<ExitCode> {
  const { history, fault, file } = recording;
  if (history === undefined) throw unreadable(file, fault!);
  const on = machineFor(history, named, options);
  if (!("machine" in on)) throw unreadable(file, on);
  const store = await storeOf(options);
  const objects = store && new Buckets(store).store;
  const { run: runOptions } = startOfReplay(history, on.machine, { type: on.type, input: options.input, objects });
  const known = options.missing === "ask" ? "stop" : missing;
  const children = family.of(history);
  const makeHandler = () =>
    new RecordedHandler(history, { missing: known, answers: answersFor(answers, on.machine), children });
  const { serving, definition, substitutions } = options;
  const reread = named === undefined ? undefined : async () => (await namedDefinition(options))!;
  const page = serving && { serving, definition, substitutions };
  return debugReplay({ history, on, runOptions, makeHandler, reread }, page);
}
