import {
  type Diagnostic,
  formatDiagnostic,
  isReadText,
  type ReadText,
  readText,
  type ValidateOptions,
  validate,
} from "../definition/index.js";
import type { Json, JsonObject } from "../json.js";
import { compileDefinition } from "./compile.js";
import type { Machine } from "./machine.js";

/** A definition AWS would refuse. `diagnostics` says where and why; the message shows the first errors. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    text?: string,
    file?: string,
  ) {
    super(describe(diagnostics, text, file));
  }
}

/** The errors; where there is none, the warnings that say why there is no machine. */
function describe(diagnostics: readonly Diagnostic[], text?: string, file?: string): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  return (errors.length > 0 ? errors : diagnostics)
    .slice(0, 5)
    .map((diagnostic) => formatDiagnostic(diagnostic, text, file))
    .join("\n");
}

/**
 * Reads, checks and compiles a definition: its text, a text read before, or its value. YAML needs `options.yaml`, as for
 * `readText`. Throws DefinitionError where AWS would refuse it. Linear in the size of the definition.
 */
export function loadMachine(source: string | Json | ReadText, options: ValidateOptions = {}): Machine {
  const read = typeof source === "string" ? readText(source, options) : source;
  const diagnostics = validate(read, { warnings: false, ...options });
  const text = isReadText(read) ? read.text : undefined;
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error"))
    throw new DefinitionError(diagnostics, text, options.file);
  return compileDefinition((isReadText(read) ? read.value : read) as JsonObject);
}
