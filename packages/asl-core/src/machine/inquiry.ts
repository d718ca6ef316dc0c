import { ExpressionSyntaxError, StatesError } from "../errors.js";
import type { Expression } from "../language/expression.js";
import { compileJsonata, isExpressionText, parseJsonata } from "../language/jsonata/index.js";
import { compileJsonPathExpression } from "../language/jsonpath/index.js";

export { type ExpressionPart, expressionParts } from "../language/jsonata/index.js";

/** The language of an expression. */
export type QueryLanguage = "JSONata" | "JSONPath";

/** Characters of one expression, at most. */
const LONGEST = 32_768;

/**
 * Compiles an expression that somebody asks of a running machine. JSONata with or without its markers; JSONPath a path
 * into `$`, `$$` or a variable, or an intrinsic call. Without markers the two mix, as `$.total > 100` does: such a text is
 * JSONata in which `$` is the scope's input and `$$` the context object. Throws ExpressionSyntaxError, its offset in
 * `text` as given. What the expression throws when it is evaluated is a StatesError, which names the field "expression".
 */
export function compileInquiry(text: string, language: QueryLanguage): Expression {
  const asked = text.trim();
  if (asked.length > LONGEST) throw new ExpressionSyntaxError("The expression is too long", text, LONGEST);
  const shift = text.indexOf(asked);
  if (isExpressionText(asked) && language === "JSONata")
    return shifted(text, shift, () => compileJsonata(asked, FIELD));
  const mixed = () => shifted(text, shift - 2, () => compileJsonata(rooted(`{%${asked}%}`), FIELD));
  if (language === "JSONata") return mixed();
  return either(() => shifted(text, shift, () => compileJsonPathExpression(asked, FIELD)), mixed, asked);
}

/** Of two faults the one that comes later in the text is told: that reading has understood as much, or more, of it. */
function either(path: () => Expression, mixed: () => Expression, text: string): Expression {
  try {
    return path();
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError) || !text.includes("$") || isExpressionText(text)) throw error;
    try {
      return mixed();
    } catch (other) {
      throw other instanceof ExpressionSyntaxError && other.offset >= error.offset ? other : error;
    }
  }
}

/** JSONata whose `$` and `$$`, where they mean the root, are the input and the context object. Throws ExpressionSyntaxError. */
function rooted(text: string): string {
  let written = "";
  let from = 0;
  const references = [...parseJsonata(text).rootReferences].sort((a, b) => a.offset - b.offset);
  for (const { name, offset, length } of references) {
    written += text.slice(from, offset) + (name === "" ? "$states.input" : "$states.context");
    from = offset + length;
  }
  return written + text.slice(from);
}

function shifted(text: string, shift: number, compile: () => Expression): Expression {
  try {
    return compile();
  } catch (error) {
    throw error instanceof ExpressionSyntaxError ? moved(error, text, shift) : error;
  }
}

const FIELD = "expression";

const moved = ({ message, offset, length }: ExpressionSyntaxError, text: string, shift: number) =>
  new ExpressionSyntaxError(message, text, Math.max(0, Math.min(offset + shift, text.length)), length);

/**
 * The language a text is in. Markers say JSONata; what starts as `$.`, `$[`, `$$` or `States.` do, or has a `$` that means
 * the whole input, is JSONPath, be it mixed with JSONata. Anything else is taken for the language of the state, where it
 * can be that; `$states` is always JSONata's.
 */
export function languageOf(text: string, jsonata: boolean): QueryLanguage {
  const asked = text.trim();
  if (isExpressionText(asked) || /^\$states\b/.test(asked)) return "JSONata";
  if (/^(\$[.[]|\$\$(?:[.[]|$)|States\.)/.test(asked)) return "JSONPath";
  if (mentionsRoot(asked)) return "JSONPath";
  if (jsonata || !asked.startsWith("$")) return "JSONata";
  return isPath(asked) || !isJsonata(asked) ? "JSONPath" : "JSONata";
}

const mentionsRoot = (text: string): boolean =>
  isJsonata(text) && parseJsonata(`{%${text}%}`).rootReferences.length > 0;
const isPath = (text: string): boolean => parses(() => compileJsonPathExpression(text, FIELD));
const isJsonata = (text: string): boolean => text.length <= LONGEST && parses(() => parseJsonata(`{%${text}%}`));

function parses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError || error instanceof StatesError) return false;
    throw error;
  }
}
