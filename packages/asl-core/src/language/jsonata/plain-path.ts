import type { Node } from "./library.js";

const PLAIN = /^[ \t\n\r]*\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)[ \t\n\r]*$/;
const RESERVED = new Set(["and", "or", "in", "true", "false", "null"]);

/**
 * The tree of `$name.name…`, by far the commonest expression, exactly as the library's parser gives it but a hundred times
 * quicker and without loading the library. Undefined for anything else.
 */
export function parsePlainPath(text: string): Node | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const names = match[2].split(".").slice(1);
  if (names.some((name) => RESERVED.has(name))) return undefined;
  let position = text.indexOf("$") + 1 + match[1].length;
  const first: Node = { value: match[1], type: "variable", position };
  if (names.length === 0) return first;
  const steps = names.map((value): Node => ({ value, type: "name", position: (position += 1 + value.length) }));
  return { type: "path", steps: [first, ...steps] };
}
