import { type Json, textOf } from "../json.js";
import { fixedPiece, type MappedText, mappedText, type Piece, partOf } from "./mapped-text.js";
import type { Located } from "./template-text.js";

/** Characters `from`..`to` of a text, and what comes in their place. In the order of the text, without overlap. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly value: Json;
}

/** What texts of a file mean beyond themselves. */
export interface TextMeaning {
  /** What is replaced in a text. */
  replacements(text: string): Replacement[];
  /** Where the value stands that a text stands for, if it is in a file. */
  target?(text: string): Located | undefined;
}

/** A text of nothing but one placeholder: a value nobody knows. */
export const isUnknown = (value: Json | undefined): boolean =>
  typeof value === "string" && value.startsWith("${") && /^\$\{[^{}]*\}$/.test(value);

/** The value a text becomes: any, where all of it is replaced, else a text. Linear. */
export function replaceIn(text: string, replacements: readonly Replacement[]): Json {
  if (replacements.length === 0) return text;
  if (isWhole(text, replacements)) return replacements[0].value;
  let result = "";
  let done = 0;
  for (const { from, to, value } of replacements) {
    result += text.slice(done, from) + textOf(value);
    done = to;
  }
  return result + text.slice(done);
}

/** True where a text consists of one replacement. */
export const isWhole = (text: string, [first, second]: readonly Replacement[]): boolean =>
  first !== undefined && second === undefined && first.from === 0 && first.to === text.length;

/** The same in a mapped text: what comes in stands where what it replaces stood. Linear. */
export function replaceMapped(mapped: MappedText, replacements: readonly Replacement[]): MappedText {
  if (replacements.length === 0) return mapped;
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to, value } of replacements) {
    pieces.push(partOf(mapped, done, from), fixedPiece(textOf(value), mapped.start(from), mapped.end(to - 1)));
    done = to;
  }
  pieces.push(partOf(mapped, done, mapped.text.length));
  return mappedText(pieces, mapped.start(0));
}

const SUB = /\$\{([^{}]*)\}/g;

/** What `Fn::Sub` replaces: names by what `lookup` gives, `${!Literal}` by `${Literal}`. */
export function subReplacements(text: string, lookup: (name: string) => Json): Replacement[] {
  const found: Replacement[] = [];
  for (const match of text.includes("${") ? text.matchAll(SUB) : []) {
    const name = match[1].trim();
    const value = name.startsWith("!") ? `\${${name.slice(1)}}` : lookup(name);
    found.push({ from: match.index, to: match.index + match[0].length, value });
  }
  return found;
}

const DYNAMIC = /\{\{(resolve:[^{}]*)\}\}/g;

/** CloudFormation's dynamic references, known only to a deployed stack, by placeholders. */
export const dynamicReferences: TextMeaning = { replacements: referencesIn };

function referencesIn(text: string): Replacement[] {
  if (!text.includes("{{resolve:")) return [];
  const matches = [...text.matchAll(DYNAMIC)];
  return matches.map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    value: `\${${match[1]}}`,
  }));
}
