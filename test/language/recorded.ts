import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const shared = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));

function jsonFiles(folder: string): string[] {
  const path = join(shared, folder);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: the recorded corpus ${folder} is not here (set ASL_SHARED to the folder that holds it)`);
    return [];
  }
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => join(path, file));
}

/** Every JSON file below a folder of the shared corpora; empty, with a warning, where they are absent. */
export function recorded(folder: string): { file: string; json: unknown }[] {
  return jsonFiles(folder).flatMap((file) => {
    try {
      return [{ file, json: JSON.parse(readFileSync(file, "utf8")) }];
    } catch {
      return [];
    }
  });
}

let expressions: string[] | undefined;

/** All distinct path and `.$` texts of the recorded executions and of the collected workflows. */
export function recordedExpressions(): string[] {
  if (expressions !== undefined) return expressions;
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === "string" && (key.endsWith(".$") || key.endsWith("Path") || key === "Variable"))
        found.add(member);
      walk(member);
    }
  };
  for (const { json } of [...recorded("conformance/executions"), ...recorded("realdata/workflows")]) walk(json);
  return (expressions = [...found]);
}
