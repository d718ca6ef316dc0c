import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type JsonObject, nearest, type ReadText, type Shown, type Substitutions } from "asl-core";
import { DefinitionError, loadMachine, type TestCase, type TestMachine } from "asl-core/testing";
import { shortPath } from "../files.js";
import { formatAll } from "../run/text.js";
import { targetOf } from "../source/target.js";
import { EXIT, Stop } from "../stop.js";
import { placeOf, shownProblem } from "./place.js";
import type { TestSource } from "./test-source.js";

/** The machines of one run of tests, each loaded once. */
export class Machines {
  private readonly loaded = new Map<string, Promise<TestMachine>>();
  /** The files machines were read from, and their substitutions. */
  readonly opened = new Set<string>();
  private values: Promise<Substitutions> | undefined;

  /** `substitutions`: a file of values that win over those of test files. */
  constructor(private readonly substitutions?: string) {}

  /** The machine of a case. Throws Stop: exit code 3 for a definition AWS would refuse, 2 for one that is not there. */
  async of(one: TestCase, source: TestSource): Promise<TestMachine> {
    const key = `${source.path} ${one.type} ${typeof one.definition === "string" ? one.definition : one.definitionAt}`;
    return this.once(key, async () => {
      const substitutions = await this.valuesFor(source);
      if (typeof one.definition !== "string") return inline(one, source);
      const options = { from: resolve(source.path), type: one.type, substitutions };
      return this.file(one.definition, options).catch((error: unknown) => {
        const hint = meant(one.definition as string, source.path);
        throw isAboutName(error) ? named(error, one.definitionAt, source, hint) : error;
      });
    });
  }

  /** The machine in a file. */
  async file(written: string, options: { from?: string; type?: TestCase["type"]; substitutions?: Substitutions } = {}) {
    const { from } = options;
    this.opened.add(targetOf(from === undefined ? written : resolve(from, "..", written)).path);
    try {
      const substitutions = { ...options.substitutions, ...(await this.overriding()) };
      const machine = await loadMachine(written, { ...options, substitutions });
      if (machine.file !== undefined) this.opened.add(machine.file);
      return machine;
    } catch (error) {
      throw stopFor(error, written);
    }
  }

  private once(key: string, load: () => Promise<TestMachine>): Promise<TestMachine> {
    const known = this.loaded.get(key) ?? load();
    this.loaded.set(key, known);
    return known;
  }

  /** Values of the test file, and over them those of --substitutions. */
  private async valuesFor(source: TestSource): Promise<Substitutions> {
    const { path, substitutions: own = {} } = source;
    if (typeof own !== "string") return own as Substitutions;
    return this.substitutionsIn(shortPath(resolve(path, "..", own))).catch((error: unknown) => {
      throw isAboutName(error) ? named(error, "/substitutions", source, near(own, path)) : error;
    });
  }

  private async overriding(): Promise<Substitutions> {
    if (this.substitutions !== undefined) this.values ??= this.substitutionsIn(this.substitutions);
    return (await this.values) ?? {};
  }

  private async substitutionsIn(path: string): Promise<Substitutions> {
    this.opened.add(path);
    return (await import("../source/substitutions.js")).loadSubstitutions(path);
  }
}

/** A definition inside a test file; its faults have their places there. */
async function inline({ definition, definitionAt, type }: TestCase, { read, file }: TestSource): Promise<TestMachine> {
  try {
    return await loadMachine(definition as JsonObject, { type });
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw new Stop(EXIT.definition, placed(error, definitionAt, read, file));
  }
}

/** A file that cannot be had, or does not hold the machine that is named: not one that is there and wrong. */
const isAboutName = (error: unknown): error is Stop =>
  error instanceof NoSuchMachine ||
  (error instanceof Stop && error.exitCode === EXIT.usage && !PLACED.test(error.message));
const PLACED = /^[^\n]*:\d+:\d+: /;

/** What is wrong with a name, where the test file has it. */
function named({ exitCode, message, hint }: Stop, pointer: string, { read, file }: TestSource, near?: string): Stop {
  const shown = shownProblem({ pointer, part: "value", message, hint: hint ?? near }, read);
  return new Stop(exitCode, formatAll([shown], read, file));
}

const meant = (definition: string, path: string): string | undefined => near(targetOf(definition).path, path);

/** The file beside the test file whose name is nearly that, where there is one. */
function near(written: string, path: string): string | undefined {
  const wanted = resolve(path, "..", written);
  const folder = dirname(wanted);
  if (existsSync(wanted) || !existsSync(folder)) return undefined;
  const name = nearest(basename(wanted), readdirSync(folder));
  return name === undefined ? "Paths are relative to the test file." : `Did you mean ${name}?`;
}

function placed({ diagnostics }: DefinitionError, at: string, read: ReadText, file: string): string {
  const shown: Shown[] = diagnostics
    .filter(({ severity }) => severity === "error")
    .map((one) => ({ ...one, related: undefined, range: placeOf(read, at + one.pointer) }));
  return formatAll(shown, read, file);
}

/** What keeps a file from giving a machine, for people. */
function stopFor(error: unknown, written: string): unknown {
  if (error instanceof Stop) return error;
  if (error instanceof DefinitionError)
    return unknownMachine(error, written) ?? new Stop(EXIT.definition, error.message);
  if (error instanceof RangeError) return new Stop(EXIT.usage, error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return new Stop(EXIT.usage, `there is no definition ${written}`);
  if (typeof code === "string")
    return new Stop(EXIT.usage, `cannot read the definition ${written}: ${(error as Error).message}`);
  return error;
}

/** The file does not hold the machine that is named. */
class NoSuchMachine extends Stop {}

function unknownMachine({ diagnostics }: DefinitionError, written: string): NoSuchMachine | undefined {
  const one = diagnostics.find(({ code }) => code === "UNKNOWN_MACHINE");
  if (diagnostics.every(({ severity }) => severity !== "error"))
    return new NoSuchMachine(EXIT.definition, `${written} gives no state machine`, diagnostics[0]?.message);
  if (one === undefined) return undefined;
  const { path, id } = targetOf(written);
  return new NoSuchMachine(EXIT.definition, `${path} has no state machine ${id}`, one.hint);
}
