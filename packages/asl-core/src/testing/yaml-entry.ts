import type { Json, JsonObject } from "../json.js";

/** Texts that YAML reads as themselves without quotation marks. */
const PLAIN = /^[A-Za-z_$][\w $./›#()-]*$/;
/** Words YAML takes for something else. */
const WORDS = /^(true|false|null|yes|no|on|off|y|n|~)$/i;
/** Values up to this length stand in one line. */
const WIDTH = 88;

/**
 * `key: value` in lines, as people like to read it: short values in one line, longer ones below their key, texts of
 * several lines as blocks. What it gives is read back as the same value. O(n × depth).
 */
export function yamlEntry(key: string, value: Json, indent = 0): string[] {
  const name = scalar(key);
  const [first, ...rest] = beside(value, indent + name.length + 2) ?? [undefined, ...below(value, indent + 2)];
  return [first === undefined ? `${name}:` : `${name}: ${first}`, ...shifted(rest as string[])];
}

/** What may stand behind `key: `: a scalar, a block of text, a list or object in one line. Undefined: it goes below. */
function beside(value: Json, indent: number): string[] | undefined {
  if (typeof value === "string" && isBlock(value)) return block(value);
  const short = flow(value);
  const isLong =
    typeof value === "object" && value !== null && Object.keys(value).length > 0 && short.length > WIDTH - indent;
  return isLong ? undefined : [short];
}

/** The elements or members of a value, a line or more each. */
function below(value: Json, indent: number): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => listed(one, indent));
  return Object.entries(value as JsonObject).flatMap(([key, one]) => yamlEntry(key, one, indent));
}

/** `- value`: behind a dash the first of several lines may stand, too. */
function listed(value: Json, indent: number): string[] {
  const [first, ...rest] = beside(value, indent + 2) ?? below(value, indent + 2);
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
