import { isObject, type Json } from "../../json.js";
import type { Span } from "../positions.js";

/**
 * True for texts that AWS's tools replace before they create a machine: `${Name}` of SAM, CDK and CloudFormation.
 * Such a text stands for a value nobody knows yet, so rules about what it says wait; its type, a string, is known.
 */
export function isPlaceholder(text: string): boolean {
  const open = text.indexOf("$" + "{");
  return open >= 0 && text.indexOf("}", open) >= 0;
}

/** True for a function of a template, an object of one key: `{"Ref": …}`, `{"Fn::GetAtt": …}`. */
export function isTemplateFunction(value: Json): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === "Ref" || keys[0].startsWith("Fn::"));
}

/** An innermost placeholder. Linear over any text: an attempt ends at the next brace. */
const PLACEHOLDER = /\$\{[^{}]*\}/g;

/**
 * The text of an expression with something of each sort of thing in the place of its placeholders: a number, a variable,
 * a path, a string, a name. All are as long as the text, so that places in one are places in the other. Where none of
 * them parses, the expression cannot become sound.
 */
export function standIns(text: string): string[] {
  return SORTS.map((sort) => text.replace(PLACEHOLDER, ({ length }) => sort(length)));
}

const DIGITS = 15;
const SORTS: ((length: number) => string)[] = [
  (length) => "1".repeat(Math.min(length, DIGITS)).padEnd(length),
  (length) => `$${"x".repeat(length - 1)}`,
  (length) => `$.${"x".repeat(length - 2)}`,
  (length) => `'${"x".repeat(length - 2)}'`,
  (length) => "x".repeat(length),
];

/** True where a part of a text lies in one of its placeholders, or around one. Linear. */
export function touchesPlaceholder(text: string, { offset, length }: Span): boolean {
  for (const match of text.matchAll(PLACEHOLDER))
    if (match.index < offset + Math.max(1, length) && offset < match.index + match[0].length) return true;
  return false;
}
