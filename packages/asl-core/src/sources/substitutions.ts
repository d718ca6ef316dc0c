import { isObject, type Json, typeOf } from "../json.js";
import { readDefinitionFile } from "./definition-file.js";
import { placeholderNames } from "./placeholders.js";
import { say } from "./say.js";
import type { SourceDiagnostic, Substitutions } from "./source.js";

/** What a file of substitutions says; without `substitutions` the diagnostics say why. */
export interface SubstitutionsFile {
  readonly substitutions?: Substitutions;
  readonly diagnostics: readonly SourceDiagnostic[];
}

/**
 * Reads a file of substitutions: one object, in JSON, JSON5 or YAML, of values by the names inside `${…}`. Values are
 * texts, numbers, true, false, null, or what JSON has beyond those, which goes in as JSON. Never rejects.
 */
export async function readSubstitutions(file: string, text: string): Promise<SubstitutionsFile> {
  const read = await readDefinitionFile(file, text);
  const errors = read.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { diagnostics: errors.map((one) => ({ ...one, file })) };
  if (isObject(read.value)) return { substitutions: read.value, diagnostics: [] };
  const problem = "Substitutions are one object of values by their names";
  const hint = read.value === undefined ? "" : `This is ${article(read.value)}.`;
  return { diagnostics: [say(file, "bad-substitutions", { problem, hint }, read.locate(""))] };
}

const article = (value: Json): string => (Array.isArray(value) ? "an array" : `a ${typeOf(value)}`);

/** The substitutions none of the files' texts has a placeholder for. Linear in the texts. */
export function unusedSubstitutions(substitutions: Substitutions, texts: Iterable<string>): string[] {
  const unused = new Set(Object.keys(substitutions));
  for (const text of texts) for (const name of placeholderNames(text)) unused.delete(name);
  return [...unused];
}
