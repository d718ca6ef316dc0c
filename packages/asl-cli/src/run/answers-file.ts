import {
  type AnswerProblem,
  type Answers,
  AnswersError,
  type Machine,
  type ReadText,
  readAnswers,
  type Shown,
} from "asl-core";
import { readTextFile, shortPath } from "../files.js";
import { EXIT, Stop } from "../stop.js";
import { formatAll, parseValue, warn } from "./text.js";

/** Answers read from a file, with what is needed to speak about it. */
export interface AnswersFile {
  readonly answers: Answers;
  readonly read: ReadText;
  readonly file: string;
}

/** Reads an answers file and checks it against the machine, where it is known. Throws Stop (exit code 2) with every fault and its place. */
export async function loadAnswers(path: string, machine: Machine | undefined): Promise<AnswersFile> {
  const file = shortPath(path);
  const read = await parseValue(readTextFile(path, { what: "answers", exitCode: EXIT.usage }), file, EXIT.usage);
  warn(read.diagnostics, file);
  try {
    return { answers: readAnswers(read.value ?? null, machine), read, file };
  } catch (error) {
    if (!(error instanceof AnswersError)) throw error;
    const faults = error.problems.map((problem) => diagnosticOf(problem, read));
    throw new Stop(EXIT.usage, formatAll(faults, read, file));
  }
}

function diagnosticOf({ pointer, part, message, hint }: AnswerProblem, read: ReadText): Shown {
  const range = read.locate(pointer, part) ?? read.locate(pointer);
  return { code: "ANSWERS", severity: "error", message, path: "", hint, range };
}
