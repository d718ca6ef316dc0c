import { formatOf, type ReadOptions, type ReadText, readText } from "./read.js";

/** Reads JSON or YAML; the YAML parser is loaded when a YAML text is met. Never rejects for what the text holds. */
export async function readDefinition(text: string, options: ReadOptions = {}): Promise<ReadText> {
  const format = options.format ?? formatOf(text, options.file);
  if (format === "json" || options.yaml !== undefined) return readText(text, { ...options, format });
  const { readYaml } = await import("./yaml.js");
  return readText(text, { ...options, format, yaml: readYaml });
}
