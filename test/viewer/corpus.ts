import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../packages/asl-core/src/json.js";
import { readSource } from "../../packages/asl-core/src/sources/index.js";
import { sharedFolder } from "../definition/shared.js";

/** A real definition, by its file and, in a template, its id. */
export interface Real {
  readonly name: string;
  readonly definition: Json;
}

const folder = sharedFolder("realdata");

/** Whether the corpus is there; where it is not, that was said. */
export const thereIsACorpus = folder !== undefined;

/** A definition of its own, or a template with the folder it stands in. */
interface Listed {
  readonly file?: string;
  readonly dir?: string;
  readonly template?: string;
}

/** All real definitions of public repositories, and the machines in real templates. */
export async function realDefinitions(kind: "workflows" | "templates"): Promise<Real[]> {
  const manifest = JSON.parse(readFileSync(join(folder!, kind, "manifest.json"), "utf8")) as Listed[];
  const files = manifest.map(({ file, dir, template }) => file ?? join(dir ?? "", template ?? ""));
  const found: Real[] = [];
  for (const file of files) {
    const open = (path: string) => readIfThere(join(folder!, path));
    const { machines } = await readSource(file, open(file) ?? "", { open });
    for (const { id, read } of machines)
      if (read.value !== undefined) found.push({ name: id === "" ? file : `${file}#${id}`, definition: read.value });
  }
  return found;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
