import {
  compileDefinition,
  DefinitionError,
  isObject,
  type JsonObject,
  type MachineType,
  readSource,
  validate,
} from "asl-core";
import type { Program } from "asl-core/debug";
import { DebugError } from "../debug-error.js";
import { CODES } from "../protocol.js";

/** A text with a machine in it. */
export interface Written {
  readonly text: string;
  /** The file's name; it helps to tell the format. */
  readonly name?: string;
  /** The machine that is meant, by its id; the first if absent. */
  readonly machine?: string;
  readonly type?: MachineType;
}

/** A machine that was read, and what its text says of its type. */
export interface ReadProgram {
  readonly program: Program;
  readonly type: MachineType | undefined;
}

/**
 * Reads, checks and compiles a definition, or one in a template. Rejects with DefinitionError where AWS would refuse it, with
 * DebugError where there is none.
 */
export async function readProgram({ text, name = "definition", machine, type }: Written): Promise<ReadProgram> {
  const source = await readSource(name, text, machine === undefined ? {} : { only: machine });
  const found = source.machines[0];
  if (found === undefined || !isObject(found.read.value)) throw noMachine(source.diagnostics);
  const { read, file } = found;
  const diagnostics = validate(read, { type: type ?? found.type ?? "STANDARD", file, warnings: false });
  if (diagnostics.some(({ severity }) => severity === "error")) throw new DefinitionError(diagnostics);
  return { program: { machine: compileDefinition(read.value as JsonObject), read, file }, type: type ?? found.type };
}

function noMachine(diagnostics: readonly { readonly message: string }[]): DebugError {
  return new DebugError(CODES.TEXT, `there is no state machine: ${diagnostics[0]?.message ?? "the text holds none"}`);
}
