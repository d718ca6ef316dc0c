import { type Json, parseJson, type ReadText } from "asl-core";
import { readTextFile, shortPath } from "../files.js";
import { parseValue } from "../run/text.js";
import { EXIT } from "../stop.js";
import { Mistake } from "./mistake.js";

/**
 * A value as commands take it: JSON, an object or list as YAML writes it on one line (`{ ok: true }`), or `@file` for what
 * a JSON or YAML file holds. Throws Mistake, or Stop with place and reason where a file or an object cannot be read.
 */
export async function valueIn(text: string, what: string): Promise<Json> {
  const written = text.trim();
  if (written === "") throw new Mistake(`${what} is missing`, 'Write JSON like {"ok": true}, or @file.');
  if (written.startsWith("@")) return fileValue(written.slice(1), what);
  const value = parseJson(written);
  if (value !== undefined) return value;
  if (!/^[[{]/.test(written)) throw new Mistake(`${what} is no JSON: ${written}`, 'A text stands in quotes: "so".');
  return valueRead(await parseValue(written, what, EXIT.usage, "yaml"), what);
}

async function fileValue(path: string, what: string): Promise<Json> {
  const text = readTextFile(path, { what: what.replace(/^the /, ""), exitCode: EXIT.usage });
  return valueRead(await parseValue(text, shortPath(path), EXIT.usage), what);
}

function valueRead({ value }: ReadText, what: string): Json {
  if (value === undefined) throw new Mistake(`${what} is empty`);
  return value as Json;
}
