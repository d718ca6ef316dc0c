import { diagnostic } from "../definition/diagnostics.js";
import { Lines } from "../definition/positions.js";
import { formatOf, readText, type TextFormat } from "../definition/read.js";
import { yamlFor } from "../definition/read-any.js";
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

/** How a file is read that is one value. */
export interface FileOptions {
  /** Values for placeholders, put in before the text is read. */
  substitutions?: Substitutions;
  /**
   * As CloudFormation reads a definition it finds in S3: what is not JSON may still be YAML, so trailing commas and
   * comments with `#` pass. Source: the published handler of AWS::StepFunctions::StateMachine.
   */
  lenient?: boolean;
}

/**
 * Reads a file that is one JSON or YAML value, such as a definition by itself. Substitutions fill its placeholders; those
 * left without quotes become `unknown`. What YAML and JSON5 need is loaded when they are met. Never rejects. Linear.
 */
export async function readDefinitionFile(file: string, text: string, options: FileOptions = {}): Promise<EmbeddedText> {
  const notation = notationOf(file, text);
  if (notation === "json5") return readJson5(text, options);
  const read = await readAs(notation, text, options);
  if (notation === "yaml" || options.lenient !== true || read.value !== undefined) return read;
  const lenient = await readAs("yaml", text, options);
  return lenient.value === undefined ? read : lenient;
}

async function readAs(format: TextFormat, text: string, { substitutions }: FileOptions): Promise<EmbeddedText> {
  const yaml = await yamlFor(format);
  if (!text.includes("${")) return Object.assign(readText(text, { format, yaml }), { unfilled: [] });
  return readEmbedded(wholeText(text), text, { format, yaml, substitutions });
}

async function readJson5(text: string, { substitutions }: FileOptions): Promise<EmbeddedText> {
  const { json5ToJson } = await import("./json5.js");
  const json = json5ToJson(text);
  return "problem" in json ? broken(text, json) : readEmbedded(json, text, { format: "json", substitutions });
}

/** All of a file's text. A byte order mark counts as a blank. */
const wholeText = (text: string): MappedText => mappedText([rawPiece(text, 0, text.length)], 0);

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
