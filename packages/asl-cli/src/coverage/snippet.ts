import { isObject, type Json } from "asl-core";
import type { Suggestion } from "asl-core/testing/coverage";

/** Input and answers as a test file, or files for `asl run`, have them: YAML whose values are JSON. */
export function snippet({ input, answers }: Pick<Suggestion, "input" | "answers">): string[] {
  const lines = [`input: ${ascii(input)}`];
  if (Object.keys(answers).length === 0) return lines;
  lines.push("answers:");
  for (const [key, value] of Object.entries(answers)) lines.push(...entry(key, value));
  return lines;
}

function entry(key: string, value: Json): string[] {
  if (!Array.isArray(value)) return [`  ${name(key)}: ${flow(value)}`];
  return [`  ${name(key)}:`, ...value.map((one) => `    - ${flow(one)}`)];
}

/** Keys that YAML reads as plain text stand bare. */
const name = (key: string): string =>
  /^[A-Za-z][\w -]*[\w]$/.test(key) && !/^(true|false|null|yes|no|on|off)$/i.test(key) ? key : ascii(key);

const flow = (value: Json): string =>
  isObject(value)
    ? `{ ${Object.entries(value)
        .map(([key, member]) => `${name(key)}: ${ascii(member)}`)
        .join(", ")} }`
    : ascii(value);

/** JSON that steers no terminal: all but printable characters are escaped. */
const ascii = (value: Json): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
