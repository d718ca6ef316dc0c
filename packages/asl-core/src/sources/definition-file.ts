import { diagnostic } from "../definition/diagnostics.js";
import { Lines } from "../definition/positions.js";
import { formatOf, type ReadText, readText, type TextFormat } from "../definition/read.js";
import { type EmbeddedText, readEmbedded } from "./embedded.js";
import type { Json5Fault } from "./json5.js";
import { type MappedText, mappedText, rawPiece } from "./mapped-text.js";
import type { Substitutions } from "./source.js";

/** A notation a file may be in: JSON, YAML, or JSON as people like to write it. */
export type FileNotation = TextFormat | "json5";

/**
 * The notation of a file: by its ending; where that says nothing, by how the text begins. A `.json` file is JSON and
 * nothing else, as for AWS.
 */
export function notationOf(file: string, text: string): FileNotation {
  if (/\.(json5|jsonc)$/i.test(file)) return "json5";
  if (/\.(json|ya?ml)$/i.test(file)) return formatOf(text, file);
  return /^\ufeff?\s*\/[/*]/.test(text) ? "json5" : formatOf(text, file);
}

/**
 * Reads a file that is one JSON or YAML value, such as a definition by itself. Substitutions fill its placeholders; those
 * left without quotes become `unknown`. What YAML and JSON5 need is loaded when they are met. Never rejects. Linear.
 */
export async function readDefinitionFile(
  file: string,
  text: string,
  substitutions?: Substitutions,
): Promise<EmbeddedText> {
  const notation = notationOf(file, text);
  const yaml = notation === "yaml" ? (await import("../definition/yaml.js")).readYaml : undefined;
  const format = notation === "yaml" ? "yaml" : "json";
  if (notation !== "json5") {
    if (!text.includes("${")) return complete(readText(text, { format, yaml }));
    return readEmbedded(wholeText(text), text, { format, yaml, substitutions });
  }
  const { json5ToJson } = await import("./json5.js");
  const json = json5ToJson(text);
  return "problem" in json ? broken(text, json) : readEmbedded(json, text, { format, substitutions });
}

/** All of a file's text. A byte order mark counts as a blank. */
export const wholeText = (text: string): MappedText => mappedText([rawPiece(text, 0, text.length)], 0);

/** A reading in which no placeholder was left. */
function complete(read: ReadText): EmbeddedText {
  return Object.assign(read, { unfilled: [] });
}

function broken(text: string, { problem, offset }: Json5Fault): EmbeddedText {
  const lines = new Lines(text);
  const said = diagnostic("invalid-json", { problem, hint: "" }, { path: [], located: false });
  return {
    text,
    lines,
    format: "json",
    length: text.length,
    value: undefined,
    unfilled: [],
    diagnostics: [{ ...said, range: lines.range(offset, Math.min(offset + 1, text.length)) }],
    locate: () => undefined,
    inside: () => undefined,
  };
}
