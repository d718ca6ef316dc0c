import { existsSync } from "node:fs";
import type { Json, TextFormat } from "asl-core";
import { type Purpose, readStandardInput, readTextFile, shortPath } from "../files.js";
import { grouped } from "../print/text.js";
import { EXIT, usage } from "../stop.js";
import { parseValue, warn } from "./text.js";

const PURPOSE: Purpose = { what: "input", exitCode: EXIT.usage };

/**
 * The execution's input: JSON written on the command line, a JSON or YAML file, or "-" for standard input. Throws Stop
 * where it is none of them, or larger than StartExecution takes (unless `limits` is false).
 */
export async function loadInput(given: string | undefined, limits: boolean): Promise<Json> {
  const input = await readInput(given);
  if (limits) checkSize(input);
  return input;
}

async function readInput(given: string | undefined): Promise<Json> {
  if (given === undefined) return {};
  if (given === "-") return readValue(readStandardInput(PURPOSE), "standard input", "json");
  if (/^\s*[[{"]/.test(given)) return readValue(given, "--input", "json");
  if (existsSync(given)) return readValue(readTextFile(given, PURPOSE), shortPath(given));
  if (/^\s*(-?\d|true\b|false\b|null\b)/.test(given)) return readValue(given, "--input", "json");
  const shown = given.trim() === "" ? JSON.stringify(given) : given;
  throw usage(`--input ${shown} is neither a file nor JSON`, "Give a file's path, JSON such as '{\"id\": 7}', or -.");
}

async function readValue(text: string, name: string, format?: TextFormat): Promise<Json> {
  if (text.trim() === "") throw usage(`the input is empty: ${name}`, "Leave --input out for {}.");
  const read = await parseValue(text, name, EXIT.usage, format);
  warn(read.diagnostics, name);
  return read.value as Json;
}

/** Bytes of an input, as StartExecution counts them. */
const MOST = 262_144;

function checkSize(input: Json): void {
  const size = Buffer.byteLength(JSON.stringify(input));
  if (size <= MOST) return;
  const message = `the input has ${grouped(size)} bytes: StartExecution takes at most ${grouped(MOST)} (256 KiB)`;
  throw usage(message, "--no-limits lifts this.");
}
