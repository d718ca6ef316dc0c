import { isObject, parseJson } from "asl-core";
import { DebugSession, type Recording, RecordingError } from "asl-core/debug";
import { readTextFile, shortPath } from "../files.js";
import { loadAnswers } from "../run/answers-file.js";
import { Buckets } from "../run/buckets.js";
import { loadDefinition } from "../run/definition.js";
import { prepare } from "../run/session.js";
import { EXIT, usage } from "../stop.js";
import { redactionNote } from "./keep.js";
import { lenient } from "./lenient.js";
import type { Opening } from "./opening.js";
import type { CheckedOptions } from "./options.js";
import { programOf } from "./program-of.js";

export { programOf };

/** A new run of the definition in a file. Rejects with Stop for what is wrong with the files. */
export async function openDefinition(path: string, { run }: CheckedOptions): Promise<Opening> {
  const { definition, runOptions, makeHandler } = await prepare(path, run);
  const { handler: _, ...options } = runOptions;
  return {
    title: definition.name,
    reads: filesOf(path, run),
    open: ({ log, breathe, fault }) =>
      DebugSession.start(programOf(definition), {
        ...options,
        makeHandler: makeHandler && (() => lenient(makeHandler(), fault)),
        onLog: log,
        breathe,
      }),
    reread: async () => programOf(await loadDefinition(path, run)),
  };
}

/** What is read for a run; an input may be JSON itself. */
const filesOf = (path: string, { input, answers, handlers, substitutions }: CheckedOptions["run"]): string[] =>
  [path, path.replace(/#[^#]*$/, ""), input, answers, handlers, substitutions].filter((one) => one !== undefined);

/** A run that was saved. Rejects with Stop where it cannot be read. */
export async function openRecording({ recording, run }: CheckedOptions): Promise<Opening> {
  const file = shortPath(recording!);
  const value = parseJson(readTextFile(file, { what: "recording", exitCode: EXIT.usage }));
  if (value === undefined) throw usage(`cannot read the recording: ${file} is no JSON`);
  const makeHandler = run.answers === undefined ? undefined : await answering(run.answers);
  const objects = run.buckets && new Buckets((await import("../folder-store.js")).folderStore(run.buckets)).store;
  return {
    title: file,
    bringsDefinition: true,
    reads: run.answers === undefined ? [] : [run.answers],
    note: isObject(value) ? redactionNote(value as unknown as Recording) : undefined,
    open({ log, breathe }) {
      try {
        return DebugSession.open(value as unknown as Recording, { makeHandler, objects, onLog: log, breathe });
      } catch (error) {
        if (!(error instanceof RecordingError)) throw error;
        throw usage(`cannot read the recording ${file}: ${error.message}`);
      }
    },
  };
}

/** Answers for what the recording does not hold. */
async function answering(path: string) {
  const { answers } = await loadAnswers(path, undefined);
  return () => answers.handler;
}
