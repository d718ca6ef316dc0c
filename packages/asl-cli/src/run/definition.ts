import { basename } from "node:path";
import {
  compileDefinition,
  type Diagnostic,
  type JsonObject,
  type Machine,
  type ReadText,
  readDefinition,
  validate,
} from "asl-core";
import { readTextFile, shortPath, shownPath } from "../files.js";
import { EXIT, Stop } from "../stop.js";
import { formatAll } from "./text.js";

/** A definition that AWS would accept, ready to run. */
export interface LoadedDefinition {
  readonly machine: Machine;
  readonly read: ReadText;
  /** As messages name it. */
  readonly file: string;
  /** The machine's name: the file's, without its endings. */
  readonly name: string;
  readonly warnings: readonly Diagnostic[];
}

/** A definition AWS would refuse: `diagnostics` for machines, the message for people. */
export class InvalidDefinition extends Stop {
  constructor(
    readonly file: string,
    readonly diagnostics: readonly Diagnostic[],
    read: ReadText,
  ) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    super(EXIT.definition, formatAll(errors, read, file));
  }
}

/** How a definition is checked. */
export interface Checking {
  readonly type: "STANDARD" | "EXPRESS";
  /** Whether AWS's limit on its size holds. */
  readonly limits: boolean;
}

/** Reads, checks and compiles a definition file. Throws Stop (exit code 3) where that fails. */
export async function loadDefinition(path: string, { type, limits }: Checking): Promise<LoadedDefinition> {
  const file = shownPath(shortPath(path));
  const text = readTextFile(path, { what: "definition", exitCode: EXIT.definition });
  if (text.trim() === "") throw new Stop(EXIT.definition, `${file} is empty`, "A definition has StartAt and States.");
  const read = await readDefinition(text, { file });
  const diagnostics = validate(read, { type, file, limits, warnings: false });
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new InvalidDefinition(file, diagnostics.toSorted(byPlace), read);
  const machine = compileDefinition(read.value as JsonObject);
  return { machine, read, file, name: nameOf(path), warnings: diagnostics };
}

/** In the order of the text. */
const byPlace = (a: Diagnostic, b: Diagnostic): number => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0);

function nameOf(path: string): string {
  const name = basename(path).replace(/(\.asl)?\.(json|ya?ml)$|\.asl$/i, "");
  return name.replace(/[^\w-]/g, "-").slice(0, 80) || "machine";
}
