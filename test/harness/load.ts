import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCase, type SuiteCase } from "../../packages/asl-core/src/conformance/index.js";
import type { Json } from "../../packages/asl-core/src/json.js";

/** Folder of recorded corpora, beside the repository unless ASL_SHARED says otherwise. */
const SHARED = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));

/** A folder of recorded material, or undefined, said loudly, where it is absent. */
export function shared(name: string): string | undefined {
  const folder = join(SHARED, name);
  if (existsSync(folder)) return folder;
  console.warn(`\n*** SKIPPED: no recorded material in ${name}. Set ASL_SHARED to the folder that holds it. ***\n`);
  return undefined;
}

/** All JSON files below a folder, in order of their paths. */
export const jsonFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .sort()
    .map((path) => join(folder, path));

export const readJson = (file: string): Json => JSON.parse(readFileSync(file, "utf8")) as Json;

/** Recorded executions below a folder; a case's area is the name of the folder it lies in. */
export const recordedCases = (folder: string): SuiteCase[] =>
  jsonFiles(folder).map((file) => ({ area: basename(dirname(file)), case: readCase(readJson(file)) }));
