import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));

/** A folder of recorded material beside the repository, or undefined where it is absent. */
export function shared(name: string): string | undefined {
  const folder = join(SHARED, name);
  return existsSync(folder) ? folder : undefined;
}

/** Every file below a folder whose name ends as given. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Every text of the form `{% … %}` in a JSON or JSON5 text, each once. */
export function expressionsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [literal] of text.matchAll(/"\{%(?:[^"\\]|\\.)*%\}"/gs)) {
    try {
      found.add(JSON.parse(literal.replace(/\\\r?\n/g, " ").replace(/[\n\t]/g, " ")));
    } catch {
      // a JSON5 escape
    }
  }
  return [...found];
}

export const read = (file: string): string => readFileSync(file, "utf8");
