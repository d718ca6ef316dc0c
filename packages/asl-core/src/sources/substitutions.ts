import { isObject, type Json, textOf, typeOf } from "../json.js";
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

const article = (value: Json): string =>
  Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeOf(value)}`;

/**
 * The substitutions that surely fill nothing: no text that was read holds their names, as `${name}`, `!Ref name`,
 * `var.name` or otherwise, and no other value has a placeholder for them. Linear in the texts, once for each name.
 */
export function unusedSubstitutions(substitutions: Substitutions, texts: Iterable<string>): string[] {
  const nested = new Set(Object.values(substitutions).flatMap((value) => placeholderNames(textOf(value))));
  let unused = Object.keys(substitutions).filter((name) => !nested.has(name));
  for (const text of texts) {
    if (unused.length === 0) break;
    const bare = withoutSigns(text);
    unused = unused.filter((name) => !holds(bare, withoutSigns(name)));
  }
  return unused;
}

/** Names of Terraform's expressions leave out quotes and line breaks. */
const withoutSigns = (text: string): string => text.replace(/["\\{}$]/g, "").replace(/\s+/g, " ");

/** True where a name stands in a text, and not as a part of a longer word. */
function holds(text: string, name: string): boolean {
  if (name === "") return true;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + name.length])) return true;
  return false;
}

const isLetter = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);
