import { resolve } from "node:path";
import { type Json, type Machine, nearest, type ReadText } from "asl-core";
import {
  type MockCase,
  type MockConfig,
  mockAnswers,
  readMockConfig,
  type TestCase,
  TestFileError,
} from "asl-core/testing";
import { readTextFile, shortPath } from "../files.js";
import { formatAll, parseValue, warn } from "../run/text.js";
import { EXIT, Stop, usage } from "../stop.js";
import { shownProblem } from "./place.js";
import type { TestSource } from "./test-source.js";

/** A mock configuration that was read from a file. */
export interface MockFile extends MockConfig {
  readonly path: string;
  /** Its text, for places. */
  readonly read: ReadText;
}

const known = new Map<string, Promise<MockFile>>();

/** Reads a mock configuration once. Throws Stop (exit code 2) with every fault and its place; tells warnings. */
export function openMockConfig(path: string): Promise<MockFile> {
  const key = resolve(path);
  const file = known.get(key) ?? load(path);
  known.set(key, file);
  return file;
}

async function load(path: string): Promise<MockFile> {
  const file = shortPath(path);
  const text = readTextFile(path, { what: "mock configuration", exitCode: EXIT.usage });
  const read = await parseValue(text, file, EXIT.usage);
  try {
    const config = readMockConfig((read.value ?? null) as Json);
    warn(
      config.warnings.map((one) => shownProblem(one, read)),
      file,
    );
    return { ...config, path, read };
  } catch (error) {
    throw stopFor(error, read, file);
  }
}

/** What is wrong with the file, each with its place. */
function stopFor(error: unknown, read: ReadText, file: string): unknown {
  if (!(error instanceof TestFileError)) return error;
  const shown = error.problems.map((problem) => shownProblem(problem, read));
  return new Stop(EXIT.usage, formatAll(shown, read, file));
}

/** The answers of a case for a machine, and what to tell of it. Throws Stop (exit code 2) where the case cannot be used. */
export function answersOf(one: MockCase, { path, read }: MockFile, machine: Machine): ReturnType<typeof mockAnswers> {
  try {
    return mockAnswers(one, machine);
  } catch (error) {
    throw stopFor(error, read, shortPath(path));
  }
}

/** Forgets files that were read: they may have changed. */
export const forgetMockConfigs = (): void => known.clear();

/** A case with the answers of the mock configuration it names; its own answers win. Throws Stop (exit code 2). */
export async function withMocks(one: TestCase, { path }: TestSource, machine: Machine): Promise<TestCase> {
  if (one.mockConfig === undefined) return one;
  const { file, parts } = splitTarget(one.mockConfig);
  const config = await openMockConfig(resolve(path, "..", file));
  const { answers } = answersOf(theCase(config, parts), config, machine);
  return { ...one, answers: { ...answers, ...one.answers } };
}

/** `file#machine#case` in its parts. */
export function splitTarget(written: string): { file: string; parts: string[] } {
  const [file, ...parts] = written.split("#");
  return { file, parts: parts.filter((part) => part !== "") };
}

/** The case that is named, where there is one such. */
function theCase(config: MockFile, parts: readonly string[]): MockCase {
  const cases = casesOf(config, parts);
  if (cases.length === 1) return cases[0];
  const names = cases.slice(0, 10).map(({ machine, name }) => `${machine}#${name}`);
  throw usage(
    `${shortPath(config.path)} has ${cases.length} cases like that: ${names.join(", ")}`,
    "Name one: MockConfigFile.json#Machine#Case.",
  );
}

/** The cases of a mock configuration: all, those of a machine or with a name. Throws Stop where there are none. */
export function casesOf({ machines, path }: MockFile, parts: readonly string[]): MockCase[] {
  const all = [...machines.values()].flatMap((cases) => [...cases.values()]);
  const wanted = all.filter(({ machine, name }) => parts.every((part) => part === machine || part === name));
  if (wanted.length > 0 || parts.length === 0) return wanted;
  const names = all.slice(0, 10).map(({ machine, name }) => `${machine}#${name}`);
  const near = nearest(parts.join("#"), [
    ...machines.keys(),
    ...all.flatMap(({ machine, name }) => [name, `${machine}#${name}`]),
  ]);
  const listed = `It has ${names.join(", ")}${all.length > 10 ? ", …" : ""}.`;
  throw usage(
    `${shortPath(path)} has no case ${parts.join("#")}`,
    near === undefined ? listed : `Did you mean ${near}? ${listed}`,
  );
}
