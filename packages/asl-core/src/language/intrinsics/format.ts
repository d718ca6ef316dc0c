/** States.Format: `{}` stands for the next argument; `\{`, `\}`, `\\` and `\'` stand for the character itself. */
import { isObject, type Json, MAX_NESTING } from "../../json.js";
import { IntrinsicError } from "./error.js";

/** Fills in a template that is known only at run time. */
export function formatText(template: string, values: readonly Json[]): string {
  const pieces = splitTemplate(template);
  if (pieces.length - 1 !== values.length) throw wrongCount(pieces.length - 1, values.length);
  let text = pieces[0];
  for (let i = 0; i < values.length; i++) text += print(values[i]) + pieces[i + 1];
  return text;
}

/** The error of a template with another number of placeholders than values. */
export const wrongCount = (places: number, values: number): IntrinsicError =>
  new IntrinsicError(`The template has ${places} placeholders, but ${values} arguments were given`);

/** The texts around the placeholders: one more than there are placeholders. A brace that stands alone is text. */
export function splitTemplate(template: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (let i = 0; i < template.length; i++) {
    const char = template[i];
    if (char === "\\" && "{}\\'".includes(template[i + 1] ?? " ")) piece += template[++i];
    else if (char === "{" && template[i + 1] === "}") {
      pieces.push(piece);
      piece = "";
      i++;
    } else piece += char;
  }
  pieces.push(piece);
  return pieces;
}

/** A value as AWS prints it into a text: strings bare, objects and arrays as Java prints maps and lists (recorded: test_format_1). */
export function print(value: Json, depth = 0): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  if (depth > MAX_NESTING) throw new IntrinsicError(`An argument is nested more than ${MAX_NESTING} levels deep`);
  if (isObject(value)) {
    const members = Object.keys(value).map((key) => `${key}=${print(value[key], depth + 1)}`);
    return `{${members.join(", ")}}`;
  }
  return `[${value.map((item) => print(item, depth + 1)).join(", ")}]`;
}
