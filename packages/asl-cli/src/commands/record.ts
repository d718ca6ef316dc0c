import { existsSync, statSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { type Json, type JsonObject, put } from "asl-core";
import {
  RecordError,
  type RecordedTest,
  readTestFile,
  recordTest,
  type TestMachine,
  testFileText,
} from "asl-core/testing";
import { readStandardInput, readTextFile, shortPath, shownPath, writeIntoFolder } from "../files.js";
import { stderr, stdout } from "../output.js";
import type { WrittenOptions } from "../record/options.js";
import { parseValue } from "../run/text.js";
import { machineTypeOf } from "../source/machine-type.js";
import { targetOf } from "../source/target.js";
import { EXIT, type ExitCode, Stop, usage } from "../stop.js";
import { Golden } from "../test/golden.js";
import { Machines } from "../test/machines.js";
import type { CaseResult } from "../test/result.js";
import { runCase } from "../test/run-case.js";
import { failureLines } from "../test/words.js";

const PURPOSE = { what: "history", exitCode: EXIT.usage };

/**
 * `asl record`: writes the test file that a recorded execution makes, and runs it. Resolves with 1 where it does not pass
 * here; throws Stop for what is wrong with its arguments and files.
 */
export async function recordCommand(path: string, written: WrittenOptions): Promise<ExitCode> {
  checkOutput(path, written);
  const text = path === "-" ? readStandardInput(PURPOSE) : readTextFile(path, PURPOSE);
  const { definition, output } = written;
  const machines = new Machines(written.substitutions);
  const type = written.type === undefined ? undefined : machineTypeOf(written.type);
  const machine = await machines.file(definition, { type });
  const recorded = recordedIn(text, machine, path);
  const name = written.name ?? nameOf(path);
  const folder = output === undefined ? "." : dirname(output);
  const file: JsonObject = { definition: fromFolder(definition, folder), cases: [] };
  if (written.substitutions !== undefined) put(file, "substitutions", fromFolder(written.substitutions, folder));
  const one = caseOf(name, recorded, type);
  if (written.trace) await addTrace(one, machine);
  file.cases = [one];
  const yaml = testFileText(file, recorded.notes);
  if (output === undefined) stdout.write(yaml);
  else writeIntoFolder(output, yaml);
  const result = await checkRun(resolve(folder, output === undefined ? "-" : basename(output)), yaml);
  return tell(result, recorded, output);
}

/** Test files are people's work: one that is there is written over where that is asked for, what a case is made of never. */
function checkOutput(history: string, { output, force = false, definition, substitutions }: WrittenOptions): void {
  if (output === undefined) {
    if (force) throw usage("--force belongs to --output");
    return;
  }
  const sources = { history, definition: targetOf(definition).path, substitutions };
  for (const [what, source] of Object.entries(sources))
    if (source !== undefined && resolve(source) === resolve(output))
      throw usage(`--output ${shownPath(output)} would write over the ${what}`, "Give the test a file of its own.");
  if (statSync(output, { throwIfNoEntry: false })?.isDirectory())
    throw usage(`--output ${shownPath(output)} is a folder`, "Name a file in it.");
  if (!force && existsSync(output))
    throw usage(`there is a file ${shownPath(output)} already`, "Name another, or write over it with --force.");
}

function recordedIn(history: string, { machine }: TestMachine, path: string): RecordedTest {
  try {
    return recordTest(history, machine);
  } catch (error) {
    if (error instanceof RecordError)
      throw new Stop(EXIT.usage, `cannot make a case of ${shortPath(path)}: ${error.message}`);
    throw error;
  }
}

function caseOf(name: string, { input, clock, answers, expect }: RecordedTest, type: string | undefined): JsonObject {
  return {
    name,
    ...(type !== undefined && { type }),
    ...(clock !== undefined && { clock }),
    input,
    ...(Object.keys(answers).length > 0 && { answers }),
    expect,
  };
}

/** The golden trace is that of the run the case makes; a run without an end makes none. */
async function addTrace(one: JsonObject, machine: TestMachine): Promise<void> {
  const { input, answers, clock } = one as { input: Json; answers?: JsonObject; clock?: string };
  try {
    const run = await machine.run({ input, answers: answers as never, clock });
    put(one.expect as JsonObject, "trace", run.trace);
  } catch (error) {
    if ((error as Error).name !== "UnansweredError") throw error;
  }
}

/** Runs what has been written, as it will be read. */
async function checkRun(path: string, yaml: string): Promise<CaseResult> {
  const read = await parseValue(yaml, path, EXIT.internal, "yaml");
  const source = { ...readTestFile(read.value ?? null), file: shortPath(path), path, read };
  const bench = {
    machines: new Machines(),
    golden: new Golden(),
    coverage: undefined,
    fieldValidation: undefined,
    opened: new Set<string>(),
  };
  return runCase(source.cases[0], source, bench);
}

function tell(result: CaseResult, { notes }: RecordedTest, output: string | undefined): ExitCode {
  for (const note of notes) stderr.line(`note: ${note}`);
  if (result.outcome === "passed") {
    if (output !== undefined) stdout.line(`${output}: the case passes`);
    return EXIT.succeeded;
  }
  const lines = failureLines(result, output ?? "standard output").map((line) => `  ${line}`);
  stderr.line(["the case does not pass here:", ...lines].join("\n"));
  return EXIT.failed;
}

const nameOf = (path: string): string => (path === "-" ? "recorded" : basename(path).replace(/\.json$/i, ""));

/** A path as it is written in a file of that folder. */
function fromFolder(path: string, folder: string): string {
  const cut = path.lastIndexOf("#");
  const [file, id] = cut > 0 ? [path.slice(0, cut), path.slice(cut)] : [path, ""];
  return relative(resolve(folder), resolve(file)).replaceAll("\\", "/") + id;
}
