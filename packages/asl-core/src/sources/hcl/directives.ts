import { fixedPiece } from "../mapped-text.js";
import type { Part, Place } from "./syntax.js";
import { placeholderName } from "./value.js";

/**
 * The parts of a JSON text with a placeholder for what directives leave open. Undefined where there are none, or where one
 * stands outside the strings of the text or reaches from one into another: then nobody can tell what the text is. `text`
 * is the file the parts stand in. Linear.
 */
export function withoutDirectives(parts: readonly Part[], text: string): Part[] | undefined {
  if (!parts.some(({ type }) => type === "directive")) return undefined;
  const kept: Part[] = [];
  let inString = false;
  let depth = 0;
  let start = 0;
  for (const part of parts) {
    if (part.type === "directive") {
      if (!inString) return undefined;
      if (depth === 0) start = part.start;
      depth += step(text, part);
      if (depth < 0) return undefined;
      if (depth === 0) kept.push(open(text, { start, end: part.end }));
    } else if (depth === 0) {
      kept.push(part);
      if (part.type === "text") inString = endsInString(part.text, inString);
    } else if (part.type === "text" && !endsInString(part.text, true, true)) return undefined;
  }
  return depth === 0 ? kept : undefined;
}

/** How much deeper a directive leads; a negative number where it is none that is known. */
function step(text: string, { start, end }: Place): number {
  const [, word] =
    /^%\{~?\s*(if|for|else|endif|endfor)\b/.exec(text.slice(start, Math.min(end, start + LONGEST))) ?? [];
  if (word === "if" || word === "for") return 1;
  return word === "else" ? 0 : word === undefined ? Number.NEGATIVE_INFINITY : -1;
}

const LONGEST = 40;

function open(text: string, { start, end }: Place): Part {
  const written = `\${${placeholderName(text.slice(start, end))}}`;
  return { type: "text", text: written, piece: fixedPiece(written, start, end), start, end };
}

/** Whether a JSON text that begins in a string, or does not, ends in one; `all`: and never leaves it. */
function endsInString(text: string, begins: boolean, all = false): boolean {
  let inString = begins;
  for (let at = 0; at < text.length; at++) {
    if (inString && text[at] === "\\") at++;
    else if (text[at] === '"') inString = !inString;
    if (all && !inString) return false;
  }
  return inString;
}
