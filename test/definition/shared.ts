import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));

/** A folder of the recorded corpora, or undefined (said loudly) where it is absent. */
export function sharedFolder(...parts: string[]): string | undefined {
  const folder = join(SHARED, ...parts);
  if (existsSync(folder)) return folder;
  console.warn(`SKIPPED: ${parts.join("/")} is not there; set ASL_SHARED to the folder that holds it`);
  return undefined;
}

/** All JSON files below a folder: name without the folder, and content. */
export function jsonFiles<T>(folder: string): [name: string, content: T][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8")) as T]);
}
