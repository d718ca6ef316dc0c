import { PIECES } from "./pieces.mjs";

/**
 * A text changed in one to three places: characters put in, left out, exchanged or written twice, lines moved, indented
 * or repeated, line ends changed, the text cut off or continued by another.
 * @param {string} text
 * @param {string} other
 * @param {(below: number) => number} pick
 */
export function mutateText(text, other, pick) {
  let mutated = text;
  for (let times = 1 + pick(3); times > 0; times--) mutated = MUTATORS[pick(MUTATORS.length)](mutated, other, pick);
  return mutated.slice(0, LONGEST);
}

const LONGEST = 200_000;

const replaced = (text, from, to, piece) => text.slice(0, from) + piece + text.slice(to);

function withLines(text, change) {
  const lines = text.split("\n");
  change(lines);
  return lines.join("\n");
}

/** Any UTF-16 unit: controls, halves of surrogate pairs, separators, letters of all scripts. */
const anyUnit = (pick) => String.fromCharCode(pick(4) === 0 ? pick(0x10000) : pick(256));

const MUTATORS = [
  (text, _, pick) => {
    const at = pick(text.length);
    return replaced(text, at, at + 1 + pick(8), "");
  },
  (text, _, pick) => {
    const at = pick(text.length + 1);
    return replaced(text, at, at, PIECES[pick(PIECES.length)]);
  },
  (text, _, pick) => {
    const at = pick(text.length + 1);
    return replaced(text, at, at + pick(2), anyUnit(pick));
  },
  (text, _, pick) => {
    const [at, from] = [pick(text.length + 1), pick(text.length)];
    return replaced(text, at, at, text.slice(from, from + pick(200)));
  },
  (text, other, pick) => {
    const [at, from] = [pick(text.length + 1), pick(other.length)];
    return replaced(text, at, at + pick(40), other.slice(from, from + pick(400)));
  },
  (text, other, pick) => (pick(4) === 0 ? text.slice(0, pick(text.length)) + other.slice(pick(other.length)) : text),
  (text, _, pick) => (pick(4) === 0 ? text.slice(0, pick(text.length)) : text),
  (text, _, pick) => (pick(4) === 0 ? text.replaceAll("\n", ["\r\n", "\r", "\u2028", " "][pick(4)]) : text),
  (text, _, pick) => (pick(8) === 0 ? `\ufeff${text}` : text),
  (text, _, pick) => withLines(text, (lines) => lines.splice(pick(lines.length), 1 + pick(3))),
  (text, _, pick) =>
    withLines(text, (lines) => {
      const at = pick(lines.length);
      lines.splice(pick(lines.length), 0, ...lines.slice(at, at + 1 + pick(5)));
    }),
  (text, _, pick) =>
    withLines(text, (lines) => {
      const [a, b] = [pick(lines.length), pick(lines.length)];
      [lines[a], lines[b]] = [lines[b], lines[a]];
    }),
  (text, _, pick) =>
    withLines(text, (lines) => {
      const at = pick(lines.length);
      const indent = ["", " ", "   ", "\t", "- ", "? ", "# "][pick(7)];
      for (let i = at; i < Math.min(lines.length, at + 1 + pick(6)); i++) lines[i] = indent + lines[i].trimStart();
    }),
  (text, _, pick) =>
    withLines(text, (lines) => {
      const at = pick(lines.length);
      const more = pick(2) === 0;
      for (let i = at; i < Math.min(lines.length, at + 1 + pick(6)); i++)
        lines[i] = more ? ` ${lines[i]}` : lines[i].replace(/^ /, "");
    }),
];
