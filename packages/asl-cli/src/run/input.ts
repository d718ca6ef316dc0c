import { existsSync } from "node:fs";
import type { Json, TextFormat } from "asl-core";
import { type Purpose, readStandardInput, readTextFile, shortPath } from "../files.js";
import { EXIT, usage } from "../stop.js";
import { parseValue } from "./text.js";

const PURPOSE: Purpose = { what: "input", exitCode: EXIT.usage };

/** The execution's input: JSON written on the command line, a JSON or YAML file, or "-" for standard input. */
export async function loadInput(given: string | undefined): Promise<Json> {
  if (given === undefined) return {};
  if (given === "-") return readValue(readStandardInput(PURPOSE), "standard input", "json");
  if (/^\s*[[{"]/.test(given)) return readValue(given, "--input", "json");
  if (existsSync(given)) return readValue(readTextFile(given, PURPOSE), shortPath(given));
  try {
    return JSON.parse(given) as Json;
  } catch {
    throw usage(`--input ${given} is neither a file nor JSON`, "Give a file's path, JSON such as '{\"id\": 7}', or -.");
  }
}

async function readValue(text: string, name: string, format?: TextFormat): Promise<Json> {
  if (text.trim() === "") throw usage(`the input is empty: ${name}`, "Leave --input out for {}.");
  return (await parseValue(text, name, EXIT.usage, format)).value as Json;
}
