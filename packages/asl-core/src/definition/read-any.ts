import { formatOf, type ReadOptions, type ReadText, readText, type TextFormat, type YamlReader } from "./read.js";

/** Reads JSON or YAML; the YAML parser is loaded when a YAML text is met. Never rejects for what the text holds. */
export async function readDefinition(text: string, options: ReadOptions = {}): Promise<ReadText> {
  const format = options.format ?? formatOf(text, options.file);
  if (format === "json" || options.yaml !== undefined) return readText(text, { ...options, format });
  return readText(text, { ...options, format, yaml: await yamlFor(format) });
}

/** What reads texts of a format beyond JSON, loaded when it is first wanted. */
export async function yamlFor(format: TextFormat): Promise<YamlReader | undefined> {
  return format === "yaml" ? (await import("./yaml.js")).readYaml : undefined;
}
