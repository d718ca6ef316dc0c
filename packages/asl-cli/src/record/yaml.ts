import type { Json } from "asl-core";

/** Texts that YAML reads as themselves without quotation marks. */
const PLAIN = /^[A-Za-z_$][\w $./›#()-]*$/;
/** Words YAML takes for something else. */
const WORDS = /^(true|false|null|yes|no|on|off|y|n|~)$/i;
/** Values up to this length stand in one line. */
const WIDTH = 88;

/**
 * A value as YAML that people like to read: short values in one line, texts of several lines as blocks. What it gives is
 * read back as the same value.
 */
function yamlLines(value: Json, indent = 0): string[] {
  const short = flow(value);
  if (typeof value === "string" && isBlock(value)) return block(value);
  if (typeof value !== "object" || value === null || short.length <= WIDTH - indent) return [short];
  if (Array.isArray(value)) return value.flatMap((one) => listed(one, indent));
  return Object.entries(value).flatMap(([key, one]) => entry(key, one, indent));
}

/** `key: value`, the value below its key where it is long. */
export function entry(key: string, value: Json, indent = 0): string[] {
  const lines = yamlLines(value, indent + key.length + 2);
  const name = scalar(key);
  if (lines.length === 1 || (typeof value === "string" && isBlock(value)))
    return [`${name}: ${lines[0]}`, ...shifted(lines.slice(1))];
  return [`${name}:`, ...shifted(yamlLines(value, indent + 2))];
}

function listed(value: Json, indent: number): string[] {
  const [first, ...rest] = yamlLines(value, indent + 2);
  return [`- ${first}`, ...shifted(rest)];
}

const shifted = (lines: readonly string[]): string[] => lines.map((line) => (line === "" ? "" : `  ${line}`));

/** A text that stands better line by line; such as would lose blanks or begin with one stay in quotation marks. */
const isBlock = (text: string): boolean =>
  /\n/.test(text) && /^[^\s]/.test(text) && !/[ \t]\n|\r|\n\n$|[^\n\t\x20-\ud7ff\ue000-\ufffd]/.test(text);

const block = (text: string): string[] => [text.endsWith("\n") ? "|" : "|-", ...text.replace(/\n$/, "").split("\n")];

function flow(value: Json): string {
  if (typeof value === "string") return scalar(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, one]) => `${flowKey(key)}: ${flow(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

const flowKey = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) && !WORDS.test(key) ? key : JSON.stringify(key));

const scalar = (text: string): string =>
  PLAIN.test(text) && !WORDS.test(text) && !/\s$| #|: /.test(text) && text.length < 200 ? text : JSON.stringify(text);
