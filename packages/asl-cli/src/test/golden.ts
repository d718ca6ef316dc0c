import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type CaseFailure, type TestRun, textDiff, whyTraceNotWritten } from "asl-core/testing";
import { readTextFile, shortPath, writeIntoFolder } from "../files.js";
import { EXIT } from "../stop.js";
import type { TestSource } from "./test-source.js";
import type { TraceFiles } from "./trace-files.js";

/** Compares golden traces, and keeps those that are to be written. */
export class Golden {
  /** Files that were written. */
  readonly written: string[] = [];
  readonly opened = new Set<string>();
  /** Pointer of each inline trace that is to be replaced → its new text. */
  readonly inline = new Map<string, string>();

  /** `files`: where --update keeps whose trace each file holds; undefined where nothing is written. */
  constructor(private readonly files?: TraceFiles) {}

  /** What a run's trace shows otherwise than the golden one: a file, or a text of several lines. */
  compare(expected: string, pointer: string, run: TestRun, source: TestSource): CaseFailure | undefined {
    const actual = run.trace;
    if (expected.includes("\n")) return this.compareInline(expected, actual, pointer);
    const path = resolve(source.path, "..", expected);
    this.opened.add(path);
    const other = this.files?.claim(path, source.path, normal(actual));
    if (other !== undefined) {
      const where = other === source.path ? "" : ` in ${shortPath(other)}`;
      return failure(pointer, `another case${where} has the same trace file ${expected}, and another trace`, [
        "give each case a file of its own",
      ]);
    }
    const golden = existsSync(path) ? readTextFile(path, { what: "golden trace", exitCode: EXIT.usage }) : undefined;
    if (golden !== undefined && isSame(golden, actual)) return undefined;
    if (this.files !== undefined) {
      const wrong = whyTraceNotWritten(expected, golden, path, resolve(source.path, ".."));
      if (wrong !== undefined) return failure(pointer, wrong, ["name a file of its own for the trace"]);
      writeIntoFolder(path, actual);
      this.written.push(shortPath(path));
      return undefined;
    }
    if (golden === undefined) return failure(pointer, `there is no golden trace ${expected}`, ["--update writes it"]);
    return failure(pointer, `the trace is not that of ${expected}`, linesOf(golden, actual));
  }

  private compareInline(expected: string, actual: string, pointer: string): CaseFailure | undefined {
    if (isSame(expected, actual)) return undefined;
    if (this.files !== undefined) return void this.inline.set(pointer, actual);
    return failure(pointer, "the trace is not as expected", linesOf(expected, actual));
  }
}

/** Ends of lines, and how many the text ends with, are the editor's. */
const isSame = (a: string, b: string): boolean => normal(a) === normal(b);
const normal = (text: string): string => text.replaceAll("\r\n", "\n").trimEnd();

const failure = (pointer: string, message: string, details: readonly string[]): CaseFailure => ({
  expectation: "trace",
  pointer,
  message,
  details,
});

/** Lines that differ, with some around them. */
const linesOf = (expected: string, actual: string): string[] => [
  ...textDiff(normal(expected), normal(actual)).slice(0, MOST_LINES),
  "--update writes the new trace",
];

const MOST_LINES = 40;
