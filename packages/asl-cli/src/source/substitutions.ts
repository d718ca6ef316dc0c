import { Lines, readSubstitutions, type Substitutions } from "asl-core";
import { readTextFile, shortPath, shownPath } from "../files.js";
import { formatAll } from "../run/text.js";
import { EXIT, Stop } from "../stop.js";

/** Reads a file of values for placeholders, in JSON, JSON5 or YAML. Throws Stop (usage) where it holds no object. */
export async function loadSubstitutions(path: string): Promise<Substitutions> {
  const file = shownPath(shortPath(path));
  const text = readTextFile(path, { what: "substitutions", exitCode: EXIT.usage });
  const { substitutions, diagnostics } = await readSubstitutions(file, text);
  if (substitutions !== undefined) return substitutions;
  throw new Stop(EXIT.usage, formatAll(diagnostics, { lines: new Lines(text) }, file));
}
