import { StatesError } from "../errors.js";

/**
 * A StringMatches pattern: `*` stands for any run of characters, `\*` and `\\` for themselves. Matches the whole text in
 * O(text × parts) without backtracking, so no pattern can be made slow.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const parts = split(pattern);
  if (parts === undefined) return () => fail(pattern);
  if (parts.length === 1) return (text) => text === parts[0];
  return (text) => matchesParts(text, parts);
}

function fail(pattern: string): never {
  throw new StatesError(
    "States.Runtime",
    `Invalid StringMatches pattern '${pattern}': only \\* and \\\\ may be escaped.`,
  );
}

/** The literal texts between the stars; undefined where a backslash escapes anything else. */
function split(pattern: string): string[] | undefined {
  const parts = [""];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === "*") parts.push("");
    else if (char !== "\\") parts[parts.length - 1] += char;
    else if (pattern[i + 1] === "*" || pattern[i + 1] === "\\") parts[parts.length - 1] += pattern[++i];
    else return undefined;
  }
  return parts;
}

/**
 * Whether a text consists of these parts, two at least, with anything between them. Each part is taken where it is first
 * met; O(text × parts).
 */
export function matchesParts(text: string, parts: readonly string[]): boolean {
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (let i = 1; i < parts.length - 1; i++) {
    const at = text.indexOf(parts[i], from);
    if (at < 0 || at + parts[i].length > end) return false;
    from = at + parts[i].length;
  }
  return true;
}
