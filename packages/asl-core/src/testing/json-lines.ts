import { hash } from "../hash.js";
import { isObject, type Json, stringify } from "../json.js";
import { valueText } from "./value-text.js";

/** Larger values are shown as their beginning and a digest. */
const MOST = 10_000;
const SHOWN = 200;
const LEAST_WIDTH = 40;

/**
 * A value as lines of JSON: compact where it fits into `width`, else one member to a line. Of values above ten thousand
 * characters the beginning with a digest, so that any change shows. Linear in the text, times the levels that do not fit.
 */
export function jsonLines(value: Json, width: number): string[] {
  const whole = valueText(value, MOST);
  if (whole.length <= width) return [whole];
  return whole.length > MOST ? [digested(value)] : broken(value, Math.max(width, LEAST_WIDTH));
}

function digested(value: Json): string {
  const text = stringify(value);
  return `${valueText(value, SHOWN)} (${text.length} characters, SHA-256 ${hash(text, "SHA-256").slice(0, 16)})`;
}

function broken(value: Json, width: number): string[] {
  const compact = valueText(value, width);
  if (compact.length <= width || typeof value !== "object" || value === null) return [valueText(value)];
  const members = Array.isArray(value)
    ? value.map((member) => broken(member, width - 3))
    : Object.entries(value).map(([key, member]) => keyed(key, broken(member, width - 3 - key.length)));
  const last = members.length - 1;
  const inner = members.flatMap((lines, i) => indent(i < last ? withComma(lines) : lines));
  return isObject(value) ? ["{", ...inner, "}"] : ["[", ...inner, "]"];
}

const keyed = (key: string, [first, ...rest]: string[]): string[] => [`${valueText(key)}: ${first}`, ...rest];

const withComma = (lines: string[]): string[] => [...lines.slice(0, -1), `${lines.at(-1)},`];

/** Each line two columns further right. */
export const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
