import { HistoryError, type RecordedHistory, readHistories } from "asl-core";
import { readStandardInput, readTextFile, shownPath } from "../files.js";
import { EXIT, Stop, usage } from "../stop.js";
import { findFiles } from "../validate/files.js";

/** One recorded execution to be replayed, or why there is none. */
export interface Recording {
  /** The file it stands in. */
  readonly file: string;
  /** The execution's name, where the file holds several. */
  readonly execution: string | undefined;
  readonly history: RecordedHistory | undefined;
  /** What is wrong with it, and a way out. */
  readonly fault: Fault | undefined;
}

/** What is wrong with a recording, a way out, and the event it is about. */
export interface Fault {
  readonly text: string;
  readonly hint?: string;
  readonly event?: number;
}

/** Files in a folder that may hold histories. */
const IN_FOLDERS = ["**/*.{json,jsonl,ndjson,log,csv}"];
/** Those that hold something else. */
const OTHERS = ["**/*.asl.json", "**/*.asl.test.json", "**/package.json", "**/asl.config.json"];

const PURPOSE = { what: "history", exitCode: EXIT.usage };

/** The files that are meant, in order. Throws Stop (usage) where one is not there, or where there is none. */
export function historyFiles(written: readonly string[]): string[] {
  const folder = process.cwd();
  const ignore = [{ globs: OTHERS, folder }];
  const named = new Set(written);
  const found = findFiles({ files: written, folder, ignore: [], allowEmpty: true, inFolders: IN_FOLDERS });
  const histories = findFiles({ files: written, folder, ignore, allowEmpty: true, inFolders: IN_FOLDERS });
  const kept = new Set(histories.map(({ path }) => path));
  const files = found.map(({ path }) => path).filter((path) => kept.has(path) || named.has(path));
  if (files.length === 0)
    throw usage("no histories were found", "They are .json, .jsonl, .ndjson, .log or .csv files.");
  return files;
}

/** Standard input, which can be read but once. */
let input: string | undefined;

/** The executions recorded in a file, or in standard input (`-`): one that cannot be read is one with a fault. */
export function recordingsIn(file: string): Recording[] {
  try {
    const text = file === "-" ? (input ??= readStandardInput(PURPOSE)) : readTextFile(file, PURPOSE);
    const histories = readHistories(text);
    const name = histories.length > 1 ? nameOf : () => undefined;
    return histories.map((history) => ({ file: shown(file), execution: name(history), history, fault: undefined }));
  } catch (error) {
    return [{ file: shown(file), execution: undefined, history: undefined, fault: faultOf(error) }];
  }
}

const shown = (file: string): string => (file === "-" ? "standard input" : shownPath(file));

const nameOf = ({ executionArn }: RecordedHistory): string | undefined => executionArn?.split(":")[7];

/** What cannot be read about a history; throws what is a bug. */
export function faultOf(error: unknown): Fault {
  if (error instanceof HistoryError) return { text: error.message, hint: error.hint, event: error.event };
  if (error instanceof Stop && error.exitCode === EXIT.usage) return { text: error.message, hint: error.hint };
  throw error;
}
