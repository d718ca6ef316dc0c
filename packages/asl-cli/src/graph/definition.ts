import { isObject, type Json, validate } from "asl-core";
import { shortPath } from "../files.js";
import { stderr } from "../output.js";
import { InvalidDefinition, readMachine } from "../run/definition.js";

/** A definition to draw, and what it is called. */
export interface Drawable {
  readonly value: Json;
  readonly name: string;
}

/**
 * Reads a definition, whatever mistakes AWS would find in it; those are counted on standard error. Throws Stop where there
 * is no definition to be read.
 */
export async function readDrawable(written: string, substitutions: string | undefined): Promise<Drawable> {
  const { path, machine } = await readMachine(written, substitutions, "graph");
  const { read, file, id, type } = machine;
  const diagnostics = validate(read, { type: type ?? "STANDARD", file, warnings: false });
  if (!isObject(read.value)) throw new InvalidDefinition(file, id, diagnostics, read);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (errors > 0) stderr.line(`note: ${file} has ${errors} error${errors === 1 ? "" : "s"}: asl validate ${written}`);
  return { value: read.value, name: id === "" ? shortPath(path) : `${shortPath(path)}#${id}` };
}
