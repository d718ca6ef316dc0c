import { isObject, type Substitutions } from "asl-core";
import { readTextFile, shortPath, shownPath } from "../files.js";
import { parseValue } from "../run/text.js";
import { EXIT, usage } from "../stop.js";

/** Reads a file of values for placeholders, JSON or YAML. Throws Stop (usage) where it holds no object. */
export async function loadSubstitutions(path: string): Promise<Substitutions> {
  const file = shownPath(shortPath(path));
  const text = readTextFile(path, { what: "substitutions", exitCode: EXIT.usage });
  const { value } = await parseValue(text, file, EXIT.usage);
  if (isObject(value ?? null)) return value as Substitutions;
  throw usage(
    `the substitutions in ${file} are no object`,
    'Write one value per placeholder, like {"Table": "orders"}.',
  );
}
