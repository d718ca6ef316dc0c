/** The first word of a text, and what follows it. A word in double quotes may hold blanks. */
export function firstWord(text: string): { word: string; rest: string } {
  const trimmed = text.trimStart();
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*/s.exec(trimmed);
  if (quoted !== null) return { word: unquoted(quoted[1]), rest: trimmed.slice(quoted[0].length) };
  const [plain] = /^\S*/.exec(trimmed)!;
  return { word: plain, rest: trimmed.slice(plain.length).trimStart() };
}

/** A text without the double quotes around it, where it has them. */
export function bare(text: string): string {
  const { word, rest } = firstWord(text);
  return text.trimStart().startsWith('"') && rest === "" ? word : text.trim();
}

const unquoted = (text: string): string => text.replace(/\\(["\\])/g, "$1");

/** A whole number of at least `least`; undefined where the text is none. */
export function wholeNumber(text: string, least = 0): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least ? value : undefined;
}

/** "1 state", "2 states". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
