import { closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Recording } from "asl-core/debug";
import { shownPath, writeTextFile } from "../files.js";
import { literalsNote } from "../report/files.js";
import type { Desk } from "./desk.js";
import { Mistake } from "./mistake.js";

/** How a recording begins that was written here. */
const HEAD = /^\s*\{\s*"format"\s*:\s*"asl-recording"/;

/** Where a run is kept. */
export interface Target {
  readonly file: string;
  /** Whether a file may be written over that is no recording. */
  readonly force: boolean | undefined;
  /** How one says so. */
  readonly how: string;
}

/**
 * Throws Mistake where a run must not be kept in a file: the run reads it, it holds something else than a recording, or its
 * folder is not there. A recording may be written over.
 */
export function checkTarget({ opening, session }: Desk, { file, force = false, how }: Target): void {
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false }) === undefined)
    throw new Mistake(`there is no folder ${shownPath(folder)}`, "Make it first, or name another.");
  const there = identity(file);
  if (there === undefined) return;
  const reads = [...(opening.reads ?? []), session.program.file].flatMap((path) =>
    path ? (identity(path) ?? []) : [],
  );
  const isRead = reads.includes(there);
  if (isRead && !isRecording(file))
    throw new Mistake(`the run reads ${shownPath(file)}: it is not written over`, "Name another file.");
  if (!force && !isRecording(file))
    throw new Mistake(`there is a file ${shownPath(file)} already that is no recording`, `Name another, or ${how}.`);
}

/** The same for all names of a regular file; undefined where there is none. */
function identity(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false, bigint: true });
    return found?.isFile() ? `${found.dev}:${found.ino}` : undefined;
  } catch {
    return undefined;
  }
}

function isRecording(path: string): boolean {
  const bytes = Buffer.alloc(200);
  try {
    const file = openSync(path, "r");
    try {
      return HEAD.test(bytes.toString("utf8", 0, readSync(file, bytes)));
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** Keeps the run in a file, without the values of keys that hold one of some words. Throws Mistake, or Stop. */
export function keep(desk: Desk, target: Target, words: readonly string[] = []): void {
  checkTarget(desk, target);
  const { session, paper } = desk;
  const { file } = target;
  writeTextFile(file, `${JSON.stringify(session.save({ redact: words.map(pattern) }))}\n`);
  paper.line(`saved the run to ${shownPath(file)}: asl debug --recording ${shownPath(file)} opens it`);
  const definitions = session.past.machines.map(({ machine }) => machine.definition);
  const literals = literalsNote(definitions, words);
  const lines = words.length === 0 ? [] : [...UNCOVERED, ...(literals === undefined ? [] : [literals])];
  for (const line of lines) paper.line(paper.colours.dim(`  ${line}`));
}

const UNCOVERED = [
  "values of such keys are taken out of data, and what is equal to them; the definition stays as it is written,",
  "with what stands in it, and so do causes of failures, and longer texts put together from what was taken out",
];

/** A word as it stands, wherever in a key, whatever its case. */
const pattern = (word: string): RegExp => new RegExp(word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");

/** What opening a redacted recording must say. Undefined where nothing was taken out. */
export function redactionNote({ redacted }: Pick<Recording, "redacted">): string | undefined {
  if (!Array.isArray(redacted) || redacted.length === 0) return undefined;
  return `the recording was redacted (${redacted.map((text) => String(text).replace(/\\(.)/g, "$1")).join(", ")}): texts read "[redacted]", numbers 0`;
}
