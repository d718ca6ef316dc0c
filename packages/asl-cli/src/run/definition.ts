import { basename } from "node:path";
import {
  compileDefinition,
  type Diagnostic,
  type JsonObject,
  Lines,
  type Machine,
  type MachineType,
  type ReadText,
  readSource,
  type Source,
  type SourceMachine,
  unusedSubstitutions,
  validate,
} from "asl-core";
import { type Purpose, readTextFile, shortPath, shownPath } from "../files.js";
import { openInto } from "../source/open.js";
import { noteUnfilled, noteUnused } from "../source/placeholders.js";
import { targetOf } from "../source/target.js";
import { EXIT, Stop, usage } from "../stop.js";
import { formatAll } from "./text.js";

/** A definition that AWS would accept, ready to run. */
export interface LoadedDefinition {
  readonly machine: Machine;
  readonly read: ReadText;
  readonly type: MachineType;
  /** The file the definition stands in, as messages name it. */
  readonly file: string;
  /** The file that was named. */
  readonly path: string;
  /** The machine's name: its id, or the file's name without its endings. */
  readonly name: string;
  readonly warnings: readonly Diagnostic[];
  /** Whether it stands in a template or project, whose names and ARNs stand for those of a deployment. */
  readonly embedded: boolean;
}

/** A definition AWS would refuse: `diagnostics` for machines, the message for people. */
export class InvalidDefinition extends Stop {
  constructor(
    readonly file: string,
    /** Its id in the file; "" where the file is the definition, or where it is about the file. */
    readonly machine: string,
    readonly diagnostics: readonly Diagnostic[],
    read: Pick<ReadText, "lines">,
  ) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    super(EXIT.definition, formatAll(errors, read, file));
  }
}

/** How a definition is read and checked. */
export interface Checking {
  /** Undefined: what the file says, or STANDARD. */
  readonly type: MachineType | undefined;
  /** Whether AWS's limit on its size holds. */
  readonly limits: boolean;
  /** A file of values for placeholders. */
  readonly substitutions: string | undefined;
}

const PURPOSE: Purpose = { what: "definition", exitCode: EXIT.definition };

/**
 * Reads, checks and compiles the definition in a file, or the one of several that `file#id` names. Throws Stop where that
 * fails: exit code 3, or 2 where it is not said which machine is meant.
 */
export async function loadDefinition(written: string, checking: Checking): Promise<LoadedDefinition> {
  const { path, machine: one } = await readMachine(written, checking.substitutions);
  const { read, file, ...machine } = one;
  const type = checking.type ?? machine.type ?? "STANDARD";
  const diagnostics = validate(read, { type, file, limits: checking.limits, warnings: false });
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new InvalidDefinition(file, machine.id, diagnostics.toSorted(byPlace), read);
  noteUnfilled(one);
  const compiled = compileDefinition(read.value as JsonObject);
  return {
    machine: compiled,
    read,
    type,
    file,
    path,
    name: nameOf(machine.id || path),
    warnings: diagnostics,
    embedded: machine.id !== "",
  };
}

/**
 * Reads the definition in a file, or the one of several that `file#id` names, without checking it. Throws Stop as
 * `loadDefinition` does; `command` is the one whose call is shown where it is not said which machine is meant.
 */
export async function readMachine(
  written: string,
  substitutions: string | undefined,
  command = "run",
): Promise<{ path: string; machine: SourceMachine }> {
  const { path, id } = targetOf(written);
  return { path, machine: theOne(await readFile(path, id, substitutions), id, command) };
}

async function readFile(path: string, only: string | undefined, values: string | undefined): Promise<Source> {
  const file = shownPath(shortPath(path));
  const text = readTextFile(path, PURPOSE);
  if (text.trim() === "") throw new Stop(EXIT.definition, `${file} is empty`, "A definition has StartAt and States.");
  const substitutions = values === undefined ? {} : await substitutionsIn(values);
  const texts = [text];
  const source = await readSource(file, text, { open: openInto(new Set(), texts), substitutions, only });
  noteUnused(unusedSubstitutions(substitutions, texts));
  return source;
}

const substitutionsIn = async (path: string) => (await import("../source/substitutions.js")).loadSubstitutions(path);

/** The machine that is meant. */
function theOne(source: Source, id: string | undefined, command: string): SourceMachine {
  const { machines, diagnostics, file, text } = source;
  const meant = id === undefined ? machines : machines.filter((machine) => machine.id === id);
  if (meant.length === 1) return meant[0];
  if (meant.length > 1) {
    const ids = machines.map((machine) => machine.id).join(", ");
    throw usage(
      `${file} holds ${machines.length} state machines: ${ids}`,
      `Name one: asl ${command} ${file}#${meant[0].id}`,
    );
  }
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new InvalidDefinition(file, "", diagnostics, { lines: new Lines(text) });
  throw new Stop(EXIT.definition, `${file} holds no state machine${id === undefined ? "" : ` ${id}`}`);
}

/** In the order of the text. */
const byPlace = (a: Diagnostic, b: Diagnostic): number => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0);

function nameOf(path: string): string {
  const name = basename(path).replace(/(\.asl)?\.(json[5c]?|ya?ml)$|\.asl$/i, "");
  return name.replace(/[^\w-]/g, "-").slice(0, 80) || "machine";
}
