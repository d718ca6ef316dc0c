import { existsSync } from "node:fs";
import type { Json } from "asl-core";
import { readTextFile, shortPath } from "../files.js";
import { parseValue } from "../run/text.js";
import { EXIT, usage } from "../stop.js";

/** The JSON an option gives: written there, or in a JSON or YAML file. Throws Stop (usage) where it is neither. */
export async function jsonOf(option: string, given: string): Promise<Json> {
  if (/^\s*[[{"]/.test(given)) return parsed(given, option);
  if (existsSync(given)) return parsed(readTextFile(given, { what: option, exitCode: EXIT.usage }), shortPath(given));
  if (/^\s*(-?\d|true\b|false\b|null\b)/.test(given)) return parsed(given, option);
  throw usage(`${option} ${given.trim() === "" ? JSON.stringify(given) : given} is neither a file nor JSON`);
}

/** The same where a text may stand for itself, as lines of CSV do: a file's text, or what is written. */
export const textOf = (option: string, given: string): string =>
  existsSync(given) ? readTextFile(given, { what: option, exitCode: EXIT.usage }) : given;

async function parsed(text: string, name: string): Promise<Json> {
  const format = name.startsWith("--") ? "json" : undefined;
  return (await parseValue(text, name, EXIT.usage, format)).value as Json;
}
