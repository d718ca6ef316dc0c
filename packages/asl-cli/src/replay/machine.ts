import {
  DefinitionError,
  type JsonObject,
  loadMachine,
  type Machine,
  type MachineType,
  parseJson,
  type RecordedHistory,
} from "asl-core";
import { type LoadedDefinition, loadDefinition } from "../run/definition.js";
import type { CheckedOptions } from "./options.js";
import type { Fault } from "./recording.js";

/** What a recording is replayed on. */
export interface Replayed {
  readonly machine: Machine;
  readonly type: MachineType | undefined;
  /** The definition that was named, where one was. */
  readonly named?: LoadedDefinition;
}

/** The definition that was named, checked; undefined where each recording brings its own. Throws Stop. */
export async function namedDefinition(
  options: Pick<CheckedOptions, "definition" | "type" | "substitutions">,
): Promise<LoadedDefinition | undefined> {
  const { definition, type, substitutions } = options;
  if (definition === undefined) return undefined;
  return loadDefinition(definition, { type, substitutions, limits: true });
}

const WAY_OUT =
  "Give it with --definition: `aws stepfunctions describe-state-machine-for-execution` answers with what ran.";

/** What the recording is replayed on: the definition that was named, or its own. */
export function machineFor(
  history: RecordedHistory,
  named: LoadedDefinition | undefined,
  { type }: Pick<CheckedOptions, "type">,
): Replayed | Fault {
  if (named !== undefined) return { machine: named.machine, type: type ?? history.type ?? named.type, named };
  const { definition } = history;
  const value = typeof definition === "string" ? parseJson(definition) : definition;
  if (value === undefined) return { text: "the history does not hold the definition that ran", hint: WAY_OUT };
  try {
    return { machine: loadMachine(value as JsonObject, { type: type ?? history.type }), type: type ?? history.type };
  } catch (error) {
    if (error instanceof DefinitionError)
      return { text: `its definition is not valid: ${error.message}`, hint: WAY_OUT };
    throw error;
  }
}
