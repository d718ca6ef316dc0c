import type { Json, ReadText } from "asl-core";
import { readTestFile, type TestCase, type TestFile, TestFileError } from "asl-core/testing";
import { readTextFile } from "../files.js";
import { formatAll, parseValue } from "../run/text.js";
import { EXIT, Stop } from "../stop.js";
import { shownProblem } from "./place.js";

/** A test file that has been read, with what is needed to speak about it. */
export interface TestSource extends TestFile {
  /** As reports name it. */
  readonly file: string;
  readonly path: string;
  readonly read: ReadText;
}

/** Reads a test file. Throws Stop (exit code 2) with every fault and its place. */
export async function openTestFile(path: string): Promise<TestSource> {
  const text = readTextFile(path, { what: "tests", exitCode: EXIT.usage });
  const read = await parseValue(text, path, EXIT.usage);
  return { ...readCases(read, path), file: path, path, read };
}

function readCases(read: ReadText, file: string): TestFile {
  try {
    return readTestFile((read.value ?? null) as Json);
  } catch (error) {
    if (!(error instanceof TestFileError)) throw error;
    const shown = error.problems.map((problem) => shownProblem(problem, read));
    throw new Stop(EXIT.usage, formatAll(shown, read, file));
  }
}

/** Whether a case is asked for. */
export function isWanted({ name, tags }: TestCase, file: string, filter: string, wanted: readonly string[]): boolean {
  if (wanted.length > 0 && !tags.some((tag) => wanted.includes(tag))) return false;
  return filter === "" || `${file} ${name}`.toLowerCase().includes(filter);
}
