import { type Json, parsePointer, type ReadText, type Shown } from "asl-core";
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
  refuseTwins(read, path);
  return { ...readCases(read, path), file: path, path, read };
}

/** Of keys that stand twice the last would count, and what the first says be lost. */
function refuseTwins(read: ReadText, file: string): void {
  const twins = read.diagnostics.filter(({ code }) => code === "DUPLICATE_KEY");
  if (twins.length === 0) return;
  const shown = twins.map(({ pointer, range, related = [] }): Shown => {
    const key = JSON.stringify(parsePointer(pointer).at(-1));
    const line = related[0]?.range?.start.line;
    return {
      code: "TEST_FILE",
      severity: "error",
      message: `${key} is written twice: the first is at line ${line}`,
      path: "",
      range,
    };
  });
  throw new Stop(EXIT.usage, formatAll(shown, read, file));
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
